import { beforeEach, describe, expect, it } from 'vitest';
import { makeClock } from '../../../tests/support/clock.ts';
import { makeElection, type Election, type Lock, type Term } from './election.ts';
import type { Why } from './runner.ts';
import { ANSWER_WAIT, type Signal } from './signals.ts';

/** A lock as the browser gives it: a queue, stealing, and withdrawal before it is granted. */
function makeLock() {
	interface Wish {
		readonly held: () => Promise<void>;
		readonly resolve: () => void;
		readonly reject: (error: Error) => void;
	}
	let holder: Wish | null = null;
	const queue: Wish[] = [];
	const grant = (wish: Wish) => {
		holder = wish;
		void wish.held().then(() => {
			if (holder !== wish) return;
			holder = null;
			wish.resolve();
			const next = queue.shift();
			if (next) grant(next);
		});
	};
	const lock: Lock = {
		request: (steal, signal, held) =>
			new Promise((resolve, reject) => {
				const wish = { held, resolve, reject };
				signal.addEventListener('abort', () => {
					const place = queue.indexOf(wish);
					if (place < 0) return;
					queue.splice(place, 1);
					reject(new Error('withdrawn'));
				});
				if (steal) {
					holder?.reject(new Error('stolen'));
					grant(wish);
				} else if (holder === null) grant(wish);
				else queue.push(wish);
			}),
	};
	return { lock, waiting: () => queue.length, isHeld: () => holder !== null };
}

interface Tab {
	readonly election: Election;
	readonly wakes: Why[];
	readonly told: Signal[];
	leads(): boolean;
	frozen: boolean;
	seen: boolean;
	stuck: boolean;
	waits: boolean;
	/** Set while a round is under way: ends it. */
	endRound: (() => void) | null;
}

describe('the one who runs', () => {
	let clock: ReturnType<typeof makeClock>;
	let browser: ReturnType<typeof makeLock>;
	let tabs: Tab[];
	/** What was said, by whom. */
	let said: string[];

	beforeEach(() => {
		clock = makeClock();
		browser = makeLock();
		tabs = [];
		said = [];
	});

	function open(lock: Lock | null = browser.lock): Tab {
		const wakes: Why[] = [];
		const told: Signal[] = [];
		let term: Term | null = null;
		const others = () => tabs.filter((other) => other !== tab && !other.frozen);
		const tab: Tab = {
			wakes,
			told,
			leads: () => term !== null,
			frozen: false,
			seen: true,
			stuck: false,
			waits: true,
			endRound: null,
			election: makeElection({
				lock,
				begin() {
					const mine: Term = {
						wake: (why) => void wakes.push(why),
						waits: () => Promise.resolve(tab.waits),
						isStuck: () => tab.stuck,
						finish: () =>
							tab.endRound === null ? Promise.resolve() : new Promise((resolve) => (tab.endRound = resolve)),
						cut: () => {
							if (term === mine) term = null;
						},
					};
					return (term = mine);
				},
				say(signal) {
					said.push(`${tabs.indexOf(tab)} ${signal.kind}`);
					for (const other of others()) other.election.hear(signal);
				},
				told: (end) => told.push({ kind: 'round', end }),
				isSeen: () => tab.seen,
				setTimer: clock.setTimer,
				clearTimer: clock.clearTimer,
			}),
		};
		tabs.push(tab);
		tab.election.join();
		return tab;
	}
	const leaders = () => tabs.flatMap((tab, i) => (tab.leads() ? [i] : []));

	it('is the first to come, and runs at once', async () => {
		const first = open();
		open();
		await clock.pass(0);
		expect(leaders()).toEqual([0]);
		expect(first.wakes).toEqual(['began']);
	});

	it('is handed what others write, and they wait for nothing more', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		second.election.wake('written');
		expect(first.wakes).toEqual(['began', 'written']);
		await clock.pass(ANSWER_WAIT * 10);
		expect(leaders()).toEqual([0]);
		expect(said).toEqual(['1 wake', '0 heard']);
	});

	it('is followed by the next in the queue, who sends what was handed over before', async () => {
		const first = open();
		const second = open();
		const third = open();
		await clock.pass(0);
		second.election.wake('written');
		first.election.leave();
		await clock.pass(0);
		expect(leaders()).toEqual([1]);
		expect(second.wakes).toEqual(['began']);
		expect(third.wakes).toEqual([]);
	});

	it('is relieved when it does not answer in time, and waits in the queue when it wakes', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		first.frozen = true;
		second.election.wake('written');
		await clock.pass(ANSWER_WAIT - 1);
		expect(second.leads()).toBe(false);
		await clock.pass(1);
		expect(leaders()).toEqual([1]);
		first.frozen = false;
		expect(browser.waiting()).toBe(1);
		second.election.leave();
		await clock.pass(0);
		expect(leaders()).toEqual([0]);
	});

	it('is relieved when its round has come to a stop, though it is awake', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		first.stuck = true;
		second.election.wake('hand');
		await clock.pass(ANSWER_WAIT);
		expect(leaders()).toEqual([1]);
	});

	it('is relieved also when it slept in the queue, and the lock came to it from one who went', async () => {
		const first = open();
		const asleep = open();
		const third = open();
		await clock.pass(0);
		asleep.frozen = true;
		third.election.wake('written');
		first.election.leave();
		await clock.pass(0);
		expect(leaders()).toEqual([1]);
		third.election.wake('written');
		await clock.pass(ANSWER_WAIT);
		expect(leaders()).toEqual([2]);
	});

	it('is left alone while nobody waits, however long it is silent', async () => {
		const first = open();
		open();
		await clock.pass(0);
		first.frozen = true;
		await clock.pass(ANSWER_WAIT * 100);
		expect(leaders()).toEqual([0]);
	});

	it('counts as awake by any word of a round', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		first.stuck = true;
		second.election.wake('hand');
		second.election.hear({ kind: 'round', end: null });
		await clock.pass(ANSWER_WAIT * 2);
		expect(leaders()).toEqual([0]);
		expect(second.told).toEqual([{ kind: 'round', end: null }]);
	});

	it('is not fought over by two who do not hear each other', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		first.frozen = second.frozen = true;
		let changes = 0;
		let leader = leaders()[0];
		for (let i = 0; i < 600; i++) {
			for (const tab of tabs) tab.election.wake('written');
			await clock.pass(1_000);
			if (leaders()[0] !== leader) changes += 1;
			leader = leaders()[0];
		}
		expect(leaders()).toHaveLength(1);
		// Ten minutes of it: with a fixed patience of 5 s it were 120 times.
		expect(changes).toBeLessThan(15);
	});

	it('gives way to a tab that is seen when it is not, at the end of its round', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		first.seen = false;
		first.endRound = () => undefined;
		second.election.wake('seen');
		await clock.pass(ANSWER_WAIT * 3);
		expect(leaders()).toEqual([0]);
		first.endRound();
		await clock.pass(0);
		expect(leaders()).toEqual([1]);
		expect(browser.waiting()).toBe(1);
	});

	it('keeps the lock out of sight where nobody who is seen asks', async () => {
		const first = open();
		const second = open();
		await clock.pass(0);
		first.seen = second.seen = false;
		second.election.wake('written');
		await clock.pass(0);
		expect(leaders()).toEqual([0]);
		expect(first.wakes).toEqual(['began', 'written']);
	});

	it('answers the worker, and makes a round only for what waits', async () => {
		const first = open();
		await clock.pass(0);
		first.waits = false;
		first.election.hear({ kind: 'wake', why: 'nudge', seen: false });
		await clock.pass(0);
		expect(said).toEqual(['0 heard', '0 nothing-waits']);
		expect(first.wakes).toEqual(['began']);
		first.waits = true;
		first.election.hear({ kind: 'wake', why: 'nudge', seen: false });
		await clock.pass(0);
		expect(first.wakes).toEqual(['began', 'nudge']);
	});

	it('stands for it again after it has slept', async () => {
		const first = open();
		await clock.pass(0);
		first.election.leave();
		await clock.pass(0);
		expect([leaders(), browser.isHeld()]).toEqual([[], false]);
		first.election.wake('written');
		first.election.join();
		await clock.pass(0);
		expect(leaders()).toEqual([0]);
		expect(said).toEqual(['0 gone']);
	});

	it('leaves the queue when it sleeps before its turn', async () => {
		const first = open();
		const second = open();
		const third = open();
		await clock.pass(0);
		second.election.leave();
		first.election.leave();
		await clock.pass(0);
		expect(leaders()).toEqual([2]);
		expect(third.wakes).toEqual(['began']);
	});

	it('is every tab where the browser has no locks, or refuses them', async () => {
		open(null);
		open(null);
		open({ request: () => Promise.reject(new Error('storage is blocked')) });
		await clock.pass(0);
		expect(leaders()).toEqual([0, 1, 2]);
	});
});
