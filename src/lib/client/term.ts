import { unreachable } from '../domain/unreachable.ts';
import { round, type RoundEnd } from '../sync/engine.ts';
import { makeUpstream } from '../sync/chunk.ts';
import { makePace } from '../sync/pace.ts';
import { askForSync } from './background-sync.ts';
import type { Term } from './election.ts';
import { makeBetweenRounds } from './photos/between-rounds.ts';
import { lineFacts } from './photos/line-facts.ts';
import { wantedOf } from './photos/wanted.ts';
import { IDLE_WAIT, makeRunner, type Why } from './runner.ts';
import { makeKey, type Session } from './session.ts';
import { claim, claimedStore, Relieved } from './store/claimed.ts';
import { deviceStore } from './store/device.ts';
import { letBe, withRoom } from './store/full.ts';
import { isToAsk, isHeld } from './store/heard.ts';
import { mayLackThumbs } from './store/lacking.ts';
import { somethingUnsent } from './store/unsent.ts';
import { makeTeller } from './store/telling.ts';
import { httpTransport } from './transport.ts';

/** A round that has stored nothing and asked for nothing for this long has come to a stop, milliseconds. */
const STUCK_AFTER = 4 * 60_000;

/** What pictures on their way make room for: text of this phone, a person who asks, a line on which other rules may hold. */
const GOES_FIRST: readonly Why[] = ['written', 'hand', 'online'];

export interface TermParts {
	readonly session: Session;
	/** Told of every beginning (null) and end of a round, until the term ends. */
	readonly told: (end: RoundEnd | null) => void;
	/** False where several may run at once for want of locks: each then claims the database for each round. */
	readonly alone: boolean;
	/** Of the app, which the office is told. */
	readonly version: string;
}

/** Runs with an id of its own: what is asked for in this term is stored in this term, or not at all. */
export function beginTerm({ session, told, alone, version }: TermParts): Term {
	const { db, account } = session;
	const runner = makeKey();
	const over = new AbortController();
	let claimed = false;
	/** The way this phone joined was tried once more, and answered. */
	let asked = false;
	/** When the round under way last came further, on the page's own clock; null: none is under way. */
	let movedAt: number | null = null;
	const moved = () => (movedAt = performance.now());

	const fetcher: typeof fetch = (to, init) => {
		moved();
		const signals = [over.signal, ...(init?.signal ? [init.signal] : [])];
		return fetch(to, { ...init, signal: AbortSignal.any?.(signals) ?? init?.signal ?? null });
	};
	const pace = makePace();
	const upstream = makeUpstream();
	/** Stops the pictures of the round under way, where they are. */
	let making = new AbortController();
	const teller = makeTeller(session, version);
	const parts = {
		store: claimedStore(deviceStore(db), runner, moved),
		transport: httpTransport('/api/sync', fetcher, pace),
		pageSize: () => pace.page(),
		tells: teller.tells,
		hold: () => isHeld(db),
		now: Date.now,
		newDeviceId: makeKey,
	};

	async function exchange(): Promise<RoundEnd> {
		if (over.signal.aborted) return { kind: 'stale' };
		const run = async () => {
			if (!claimed || !alone) await claim(db, runner);
			claimed = true;
			return round(parts);
		};
		const end = await withRoom(db, run).catch((error: unknown): RoundEnd => {
			if (error instanceof Relieved) return { kind: 'stale' };
			throw error;
		});
		// Whoever still holds the lock is the one to run: a former holder woke late and claimed what was not its own.
		if (end.kind === 'stale') claimed = false;
		if (end.kind === 'done' || end.kind === 'again') await teller.heard();
		return end;
	}

	/** What was written since the round began goes first, and so does news of others once it is due. */
	async function pictures(): Promise<RoundEnd> {
		const { sendPhotos } = await import('./photos/send.ts');
		const due = setTimeout(() => making.abort(), IDLE_WAIT);
		const ended = await sendPhotos(session, {
			fetcher,
			upstream,
			stop: making.signal,
			pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
			now: () => performance.now(),
			facts: lineFacts,
		});
		clearTimeout(due);
		const { keepRoom } = await import('./photos/way.ts');
		await keepRoom(db);
		switch (ended) {
			case 'done':
				return { kind: (await teller.owes()) ? 'again' : 'done' };
			case 'stopped':
				return { kind: 'again' };
			case 'later':
				return { kind: 'offline' };
			default:
				return unreachable(ended);
		}
	}

	const wishes = wantedOf(db);
	/** Not the round's own fetcher: a picture that comes is no sign that a round comes further. */
	const others = makeBetweenRounds(async (stop, isRound) => {
		if (!wishes.waits() && !(isRound && (await mayLackThumbs(db)))) return 'done';
		const { fetchThumbs } = await import('./photos/thumbs.ts');
		const parts = { fetcher: fetch, stop, facts: lineFacts, now: Date.now };
		return fetchThumbs(session, parts, isRound);
	});
	wishes.onWish(others.wished);

	async function whole(): Promise<RoundEnd> {
		others.taken();
		making = new AbortController();
		if (account.enrolment === '') return joinFirst();
		let end = await exchange();
		if (end.kind === 'unauthorised' && !asked) {
			const { rejoin } = await import('./rejoin.ts');
			const rejoined = await rejoin(account);
			// Nothing heard: it is asked again, as any round is.
			asked = rejoined !== 'offline';
			if (rejoined === 'offline') end = { kind: 'offline' };
			if (rejoined === 'joined') end = await exchange();
		}
		if (end.kind === 'done' && (await isToAsk(db))) {
			const { askAgain } = await import('./photos/again.ts');
			await askAgain(db).catch(letBe);
		}
		// Pictures go after the text, and only over a line that has just worked.
		if (end.kind === 'done' && (await db.uploads.count()) > 0) end = await pictures();
		if (passes(end) && (await somethingUnsent(db))) await askForSync();
		if (end.kind === 'done' && !over.signal.aborted) others.free();
		return end;
	}

	/** The shop was handed over with no connection: its account must be known at the office before anything goes there. */
	async function joinFirst(): Promise<RoundEnd> {
		const { redeem, whenNobodyTypes } = await import('./handover/redeem.ts');
		const end = await redeem(account, fetcher);
		if (end.kind !== 'again') return end;
		await whenNobodyTypes();
		await session.settled();
		location.reload();
		return { kind: 'done' };
	}

	/** What this tab's screens lack is for the next term, of this tab or another. */
	function endOthers(): void {
		wishes.onWish(null);
		others.taken();
	}

	const runs = makeRunner({
		round: whole,
		told(end) {
			movedAt = end === null ? performance.now() : null;
			if (!over.signal.aborted) told(end);
		},
		random: Math.random,
		now: () => performance.now(),
		setTimer: (run, ms) => setTimeout(run, ms),
		clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
	});
	return {
		wake(why) {
			if (GOES_FIRST.includes(why)) {
				making.abort();
				others.taken();
			}
			runs.wake(why);
		},
		waits: () => somethingUnsent(db),
		isStuck: () => movedAt !== null && performance.now() - movedAt > STUCK_AFTER,
		async finish() {
			making.abort();
			endOthers();
			await runs.stop();
			// The round under way may have ended well.
			others.taken();
			await others.ended();
		},
		cut() {
			over.abort();
			making.abort();
			endOthers();
			void runs.stop();
		},
	};
}

const passes = ({ kind }: RoundEnd) => kind === 'offline' || kind === 'not-ours' || kind === 'trouble';
