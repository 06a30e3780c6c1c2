import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Base } from './change.ts';
import { merge, UNSURE, type MergeContext } from './merge.ts';
import { receive } from './receive.ts';
import { PENDING, QUESTION, recordId } from './record.ts';
import {
	after,
	change,
	context,
	EPOCH,
	judge,
	KEY,
	KIND,
	questionIn,
	record,
	working,
} from './testing/make.ts';

const id = recordId(KIND, KEY);
const hers = (more: Parameters<typeof change>[0], number = 10, state = working()) => {
	const effect = merge(state, change(more), context());
	return { effect, state: after(state, effect, number) };
};

describe('a field', () => {
	test('is set on a record that did not exist', () => {
		const { effect, state } = hers({ set: { nameTh: 'มะม่วง' } });
		expect(effect.outcome).toEqual({ kind: 'applied' });
		expect(effect.writes[0]?.stamps['nameTh']?.number).toBe(PENDING);
		expect(state.get(id)).toMatchObject({ fields: { nameTh: 'มะม่วง' }, born: 10, at: 10 });
	});

	test('is set where the person had seen what stood, and what stood is kept', () => {
		const state = working(record({ price: 10 }, { number: 4 }));
		const { effect } = hers({ set: { price: 12 }, base: 4 }, 10, state);
		expect(effect.outcome.kind).toBe('applied');
		expect(effect.superseded).toMatchObject([
			{ field: 'price', value: 10, stamp: { number: 4, author: 'somchai' } },
		]);
	});

	test('is set over an earlier change of the same device, whatever its base', () => {
		const state = working(record({ price: 10 }, { number: 9, device: 'hers' }));
		expect(hers({ set: { price: 12 }, base: 2 }, 10, state).effect.outcome.kind).toBe('applied');
	});

	test('that is plain takes the later arrival, and the earlier is kept', () => {
		const state = working(record({ nameTh: 'ก' }, { number: 9 }));
		const { effect, state: then } = hers({ set: { nameTh: 'ข' }, base: 4 }, 10, state);
		expect(effect.outcome.kind).toBe('applied');
		expect(then.get(id)?.fields).toEqual({ nameTh: 'ข' });
		expect(effect.superseded).toMatchObject([{ field: 'nameTh', value: 'ก' }]);
	});

	test('that is guarded stays as it was and opens a question (S12)', () => {
		const state = working(record({ price: 10 }, { number: 9 }));
		const { effect, state: then } = hers({ set: { price: 12, nameTh: 'ข' }, base: 4 }, 10, state);
		expect(effect.outcome).toEqual({ kind: 'asked', fields: ['price'] });
		expect(then.get(id)?.fields).toEqual({ price: 10, nameTh: 'ข' });
		expect(questionIn(then)?.fields).toEqual({
			of: [KIND, KEY, 'price'],
			candidates: { malee: { value: 12, at: 0 } },
			standing: { author: 'somchai', value: 10 },
		});
	});

	test('with the same value on both sides is fine and makes no news', () => {
		const state = working(record({ price: 10 }, { number: 9 }));
		const { effect } = hers({ set: { price: 10 }, base: 4 }, 10, state);
		expect(effect).toEqual({ outcome: { kind: 'applied' }, writes: [], superseded: [] });
	});

	test('moves by what is added, unseen or not', () => {
		const state = working(record({ stock: 7 }, { number: 9 }));
		expect(hers({ add: { stock: -3 }, base: 1 }, 10, state).state.get(id)?.fields).toEqual({ stock: 4 });
		expect(hers({ add: { stock: -3 } }).state.get(id)?.fields).toEqual({ stock: -3 });
	});

	test('set and moved by one change holds both', () => {
		expect(hers({ set: { stock: 10 }, add: { stock: 2 } }).state.get(id)?.fields).toEqual({ stock: 12 });
	});
});

test('a change that leaves a rule broken is refused whole', () => {
	const { effect } = hers({ set: { nameTh: 'ก', state: 'published' } });
	expect(effect).toEqual({ outcome: { kind: 'refused', reason: 'needs-price' }, writes: [], superseded: [] });
});

test('a rule that was broken before refuses nothing', () => {
	const state = working(record({ state: 'published' }));
	expect(hers({ set: { nameTh: 'ก' }, base: 1 }, 10, state).effect.outcome.kind).toBe('applied');
});

test('an empty change makes nothing, not even a record', () => {
	expect(hers({}).effect).toEqual({ outcome: { kind: 'applied' }, writes: [], superseded: [] });
});

describe('a base of another history', () => {
	const state = working(record({ price: 10 }, { number: 9 }));
	const old = (number: number) => ({ epoch: 'before', number });

	test('is cut to where the histories parted', () => {
		const known = context({ forkOf: () => 5 });
		const outcome = (number: number) =>
			merge(
				working(record({ price: 10 }, { number: 6 })),
				change({ set: { price: 12 }, base: old(number) }),
				known,
			).outcome.kind;
		expect(outcome(8)).toBe('asked');
		expect(
			merge(
				working(record({ price: 10 }, { number: 5 })),
				change({ set: { price: 12 }, base: old(8) }),
				known,
			).outcome.kind,
		).toBe('applied');
	});

	test('that nobody remembers applies where the old value still stands', () => {
		expect(
			hers({ set: { price: 12 }, was: { price: 10 }, base: old(3) }, 10, state).effect.outcome.kind,
		).toBe('applied');
	});

	test('that nobody remembers asks where another value stands, or none is told', () => {
		expect(hers({ set: { price: 12 }, was: { price: 9 }, base: old(3) }, 10, state).effect.outcome.kind).toBe(
			'asked',
		);
		expect(hers({ set: { price: 12 }, base: old(3) }, 10, state).effect.outcome.kind).toBe('asked');
	});
});

describe('a removal', () => {
	test('hides the record and keeps its fields', () => {
		const { effect, state } = hers(
			{ remove: true, base: 4 },
			10,
			working(record({ price: 10 }, { number: 4 })),
		);
		expect(effect.outcome.kind).toBe('applied');
		expect(state.get(id)).toMatchObject({
			fields: { price: 10 },
			removed: { number: 10, author: 'malee' },
			at: 10,
		});
	});

	test('that meets an edit loses, and says so', () => {
		const { effect } = hers({ remove: true, base: 4 }, 10, working(record({ price: 10 }, { number: 9 })));
		expect(effect).toEqual({
			outcome: { kind: 'refused', reason: 'edited-since' },
			writes: [],
			superseded: [],
		});
	});

	test('of what is gone or never was is fine', () => {
		const gone = record({ price: 10 }, { removed: { number: 3, author: 'somchai', device: 'his', n: 2 } });
		expect(hers({ remove: true }, 10, working(gone)).effect.writes).toEqual([]);
		expect(hers({ remove: true }).effect.outcome.kind).toBe('applied');
	});

	test('closes the questions of the record', () => {
		const asked = hers({ set: { price: 12 }, base: 4 }, 10, working(record({ price: 10 }, { number: 9 })));
		expect(questionIn(asked.state)).toBeDefined();
		const { state } = hers({ n: 2, remove: true, base: 10 }, 11, asked.state);
		expect(questionIn(state)).toBeUndefined();
		expect(state.get(recordId(QUESTION, `${KIND}/${KEY}/price`))?.removed?.number).toBe(11);
	});
});

describe('an edit of a removed record', () => {
	const removed = { number: 8, author: 'somchai', device: 'his', n: 2 };

	test('revives it: born anew, so that it is told whole, its stamps still saying who set what', () => {
		const gone = record({ nameTh: 'ก', price: 10 }, { number: 4, removed });
		const { state } = hers({ set: { nameTh: 'ข' }, base: 4 }, 10, working(gone));
		expect(state.get(id)).toMatchObject({
			removed: null,
			born: 10,
			at: 10,
			short: 1,
			fields: { nameTh: 'ข', price: 10 },
		});
		expect(state.get(id)?.stamps['price']).toEqual({ number: 4, author: 'somchai', device: 'his', n: 1 });
	});

	test('revives it even where all it sets is asked about', () => {
		const gone = record({ price: 10 }, { number: 7, removed });
		const { effect, state } = hers({ set: { price: 12 }, base: 4 }, 10, working(gone));
		expect(effect.outcome.kind).toBe('asked');
		expect(state.get(id)).toMatchObject({ removed: null, fields: { price: 10 } });
	});

	test('does not revive it where the same device removed it later, and that came first', () => {
		const later = { ...removed, author: 'malee', device: 'hers', n: 5 };
		const gone = record({ nameTh: 'ก' }, { number: 4, removed: later });
		const { effect, state } = hers({ n: 4, set: { nameTh: 'ข' }, base: 4 }, 10, working(gone));
		expect(state.get(id)?.removed).toEqual(later);
		expect(effect).toMatchObject({ outcome: { kind: 'applied', passed: ['nameTh'] } });
		expect(effect.superseded).toMatchObject([{ field: 'nameTh', value: 'ข' }]);
	});

	test('does not revive it by moving its stock alone', () => {
		const gone = record({ stock: 3 }, { number: 4, removed });
		expect(hers({ add: { stock: 1 }, base: 4 }, 10, working(gone)).state.get(id)?.removed).toEqual(removed);
	});
});

test('a price of a later change of one batch is not taken for seen after a revival', () => {
	// He set 10 at 7 and removed at 8; she knows neither, renames it (reviving it) and then sets the price.
	const gone = record(
		{ nameTh: 'ก', price: 10 },
		{ number: 7, removed: { number: 8, author: 'somchai', device: 'his', n: 2 } },
	);
	const first = hers({ n: 1, set: { nameTh: 'ข' }, base: 4 }, 10, working(gone));
	expect(hers({ n: 2, set: { price: 12 }, base: 4 }, 10, first.state).effect.outcome.kind).toBe('asked');
});

describe('a movement behind a count that was only seen, of a lost history', () => {
	const seen = { number: 3, author: 'somchai', device: 'witness', n: 1, old: { epoch: 'lost', number: 5.5 } };
	const counted = working({ ...record({ stock: 7 }), stamps: { stock: seen } });
	const moved = (base: Base, more: Partial<MergeContext> = {}) =>
		merge(counted, { ...change({ add: { stock: -1 } }), base }, { ...context(), ...more });

	test('is in it where that history had taken it before', () => {
		expect(moved({ epoch: 'lost', number: 4 }, { old: { epoch: 'lost', number: 5 } }).writes).toEqual([]);
	});

	test('moves it where it came later, whether that is known by its place, by its base or by this history', () => {
		const later = [
			moved({ epoch: 'lost', number: 4 }, { old: { epoch: 'lost', number: 6 } }),
			moved({ epoch: 'lost', number: 5 }),
			moved({ epoch: EPOCH, number: 2 }),
		];
		for (const { writes } of later) expect(writes).toMatchObject([{ fields: { stock: 6 } }]);
	});

	test('is the person’s to judge where nobody knows (S3)', () => {
		const unsure = [
			moved({ epoch: 'lost', number: 4 }),
			moved({ epoch: 'older', number: 9 }, { old: { epoch: 'older', number: 9 } }),
			moved({ epoch: '', number: 0 }),
		];
		for (const { outcome } of unsure) expect(outcome).toEqual({ kind: 'refused', reason: UNSURE });
	});
});

test('changes merged in one batch or one by one leave the same records', () => {
	const field = fc.constantFrom('nameTh', 'note', 'price', 'state');
	const edit = fc.record({
		set: fc.dictionary(field, fc.integer({ min: 0, max: 3 }), { maxKeys: 3, noNullPrototype: true }),
		add: fc.dictionary(fc.constant('stock'), fc.integer({ min: -3, max: 3 }), { noNullPrototype: true }),
		remove: fc.boolean(),
		base: fc.constantFrom(0, 3, 6, 9),
		key: fc.constantFrom('mango', 'basket'),
	});
	const start = working(
		record({ price: 1, nameTh: 2 }, { number: 5 }),
		record({ state: 1 }, { number: 9, key: 'basket', short: 2 }),
	);
	fc.assert(
		fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
			const changes = edits.map((wish, i) =>
				change({ ...wish, n: i + 1, ...(wish.remove ? { set: {}, add: {} } : {}) }),
			);
			const none = { last: 0, entries: new Map() };
			const batch = receive(start, changes, none, judge());
			if (batch.kind !== 'taken') throw new Error('a batch from 1 is in step');
			const together = after(start, batch, 10);
			let apart = new Map(start);
			const outcomes = changes.map((item) => {
				const one = receive(apart, [item], { last: item.n - 1, entries: new Map() }, judge());
				if (one.kind !== 'taken') throw new Error('one after the other is in step');
				apart = after(apart, one, 10);
				return one.outcomes[0]?.outcome;
			});
			expect(batch.outcomes.map(({ outcome }) => outcome)).toEqual(outcomes);
			expect([...together.values()]).toEqual([...apart.values()]);
		}),
		{ numRuns: 500 },
	);
});
