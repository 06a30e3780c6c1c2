import { expect, test } from 'vitest';
import { digest, type Change } from './change.ts';
import { DEPENDS, receive, receiveCarried, stampWith, type Ledger, type Received } from './receive.ts';
import { PENDING } from './record.ts';
import { change, judge, record, working } from './testing/make.ts';

const none: Ledger = { last: 0, entries: new Map() };
const refuseBad = judge({ refuse: ({ set }) => (set['price'] === 'bad' ? 'bad-price' : null) });

function taken(received: Received) {
	if (received.kind !== 'taken') throw new Error('out of step');
	return received;
}
const ledgerOf = (received: Received): Ledger => {
	const { last, outcomes } = taken(received);
	return { last, entries: new Map(outcomes.map((entry) => [entry.n, entry])) };
};
const kinds = (received: Received) => taken(received).outcomes.map(({ outcome }) => outcome.kind);
const names = (n: number, name: string): Change => change({ n, set: { nameTh: name } });

test('takes changes in their order and keeps an outcome for each', () => {
	const received = taken(receive(working(), [names(1, 'ก'), names(2, 'ข')], none, judge()));
	expect(received.last).toBe(2);
	expect(received.fresh.map(({ n }) => n)).toEqual([1, 2]);
	expect(received.writes.map(({ fields }) => fields)).toEqual([{ nameTh: 'ข' }]);
	expect(received.superseded).toEqual([]);
});

test('gives a change that came before its first outcome and does nothing (S3)', () => {
	const changes = [change({ n: 1, set: { price: 'bad' } }), change({ n: 2, add: { stock: 2 } })];
	const first = receive(working(record({ stock: 1 })), changes, none, refuseBad);
	const again = taken(receive(working(record({ stock: 3 })), changes, ledgerOf(first), judge()));
	expect(again.outcomes).toEqual(taken(first).outcomes);
	expect(again).toMatchObject({ fresh: [], writes: [], superseded: [], last: 2 });
});

test('goes on behind what it took before', () => {
	const first = receive(working(), [names(1, 'ก')], none, judge());
	const more = taken(receive(working(), [names(1, 'ก'), names(2, 'ข')], ledgerOf(first), judge()));
	expect(more.fresh.map(({ n }) => n)).toEqual([2]);
});

test('is out of step with other content under a number it knows', () => {
	const first = receive(working(), [names(1, 'ก')], none, judge());
	expect(receive(working(), [names(1, 'ฮ')], ledgerOf(first), judge())).toEqual({
		kind: 'out-of-step',
		last: 1,
	});
});

test('a removal that another phone brings ahead of what it removes is left to its own device', () => {
	const removal = change({ n: 2, remove: true });
	const brought = receiveCarried(working(), [removal], none, judge());
	expect(brought).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }], fresh: [], writes: [] });
	const own = taken(receive(working(), [names(1, 'ก'), removal], none, judge()));
	expect(own.writes).toMatchObject([{ removed: { n: 2 } }]);
});

test('is out of step with a gap, and with a number whose outcome is forgotten', () => {
	expect(receive(working(), [names(2, 'ก')], none, judge()).kind).toBe('out-of-step');
	expect(receive(working(), [names(1, 'ก'), names(3, 'ข')], none, judge()).kind).toBe('out-of-step');
	expect(receive(working(), [names(1, 'ก')], { last: 3, entries: new Map() }, judge()).kind).toBe(
		'out-of-step',
	);
});

test('a refused change advances and blocks nothing (S11)', () => {
	const changes = [change({ n: 1, set: { price: 'bad' } }), names(2, 'ข')];
	const received = taken(receive(working(record({ nameTh: 'ก' })), changes, none, refuseBad));
	expect(kinds(received)).toEqual(['refused', 'applied']);
	expect(received.last).toBe(2);
	expect(received.writes[0]?.fields).toEqual({ nameTh: 'ข' });
});

test('a throw is a refusal, told to the log, wherever it comes from', () => {
	const told: string[] = [];
	const failed = (item: Change, error: unknown) => told.push(`${item.n} ${String(error)}`);
	const boom = () => {
		throw new Error('boom');
	};
	const merging = taken(receive(working(), [names(1, 'ก')], none, judge({ failed, context: boom })));
	const judging = taken(receive(working(), [names(1, 'ก')], none, judge({ failed, refuse: boom })));
	for (const received of [merging, judging]) {
		expect(received.outcomes[0]?.outcome).toEqual({ kind: 'refused', reason: 'internal' });
	}
	expect(told).toEqual(['1 Error: boom', '1 Error: boom']);
});

test('a change sees a record made in the same batch', () => {
	const changes = [change({ n: 1, set: { price: 10 } }), change({ n: 2, set: { state: 'published' } })];
	const received = receive(working(), changes, none, judge());
	expect(kinds(received)).toEqual(['applied', 'applied']);
	expect(taken(received).writes).toHaveLength(1);
});

test('what builds on a refused creation is refused with it', () => {
	const changes = [
		change({ n: 1, set: { nameTh: 'ก', price: 'bad' } }),
		change({ n: 2, set: { price: 10 } }),
		change({ n: 3, key: 'basket', set: { price: 10 } }),
		change({ n: 4, remove: true }),
		change({ n: 5 }),
	];
	const received = taken(receive(working(), changes, none, refuseBad));
	expect(received.outcomes[1]?.outcome).toEqual({ kind: 'refused', reason: DEPENDS });
	expect(kinds(received)).toEqual(['refused', 'refused', 'applied', 'applied', 'applied']);
	expect(received.writes.map(({ key }) => key)).toEqual(['basket']);
});

test('remembers a refused creation whose answer was lost', () => {
	const creation = change({ n: 1, set: { nameTh: 'ก', price: 'bad' } });
	const first = receive(working(), [creation], none, refuseBad);
	const more = receive(
		working(),
		[creation, change({ n: 2, set: { price: 10 } })],
		ledgerOf(first),
		refuseBad,
	);
	expect(kinds(more)).toEqual(['refused', 'refused']);
});

test('a refused edit of a record that exists leaves later ones alone', () => {
	const changes = [change({ n: 1, set: { price: 'bad' } }), change({ n: 2, set: { price: 10 } })];
	expect(kinds(receive(working(record({ nameTh: 'ก' })), changes, none, refuseBad))).toEqual([
		'refused',
		'applied',
	]);
});

test('a value that stood before the batch is kept, one of the batch itself is not', () => {
	const changes = [
		change({ n: 1, set: { nameTh: 'ข' }, base: 9 }),
		change({ n: 2, set: { nameTh: 'ค' }, base: 9 }),
	];
	const received = taken(receive(working(record({ nameTh: 'ก' })), changes, none, judge()));
	expect(received.superseded.map(({ value }) => value)).toEqual(['ก']);
});

test('an outcome carries the digest of its change', () => {
	const item = names(1, 'ก');
	expect(taken(receive(working(), [item], none, judge())).fresh[0]?.digest).toBe(digest(item));
});

test('the transaction’s number goes to every stamp that waited, and to no other', () => {
	const stamp = { author: 'a', device: 'd', n: 1 };
	const stamps = { old: { ...stamp, number: 3 }, new: { ...stamp, number: PENDING } };
	const stamped = stampWith(
		{ ...record({}), stamps, born: PENDING, removed: { ...stamp, number: PENDING } },
		7,
	);
	expect(stamped).toMatchObject({
		born: 7,
		at: 7,
		removed: { number: 7 },
		stamps: { old: { number: 3 }, new: { number: 7 } },
	});
	expect(stampWith({ ...record({}), born: 2 }, 7).born).toBe(2);
});
