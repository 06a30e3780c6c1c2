import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change } from '../testing/make.ts';
import { carriedId } from '../device/restored.ts';
import type { CarriedRow } from '../device/held.ts';
import type { Fields } from '../value.ts';
import { parcelText, readParcel, withClock, type Parcel } from './parcel.ts';

function carried(more: Parameters<typeof change>[0]): CarriedRow {
	const said = change(more);
	const id = carriedId('rescue', 'his', said);
	const kept = { id, kind: 'rescue', device: 'his', change: said, old: null, madeAt: 900 } as const;
	return { ...kept, state: 'waiting', reason: null, takenAt: null, epoch: null };
}

const parcel = (fields: Fields = {}, more: Partial<Parcel['replica']> = {}): Parcel => ({
	...{
		shop: 'shop',
		name: 'ร้านยายบุญ',
		area: '30',
		owner: 'ยายบุญ',
		giver: 'คุณสมชาย',
		invitation: '1.x',
		at: 1_000,
	},
	replica: {
		...{ space: 'c.shop', epoch: 'now', cursor: 5, giver: 'somchai' },
		held: [
			{
				...{ space: 'c.shop', kind: 'product', key: 'mango', short: 1, seen: 5, fields, author: 'somchai' },
				...{ by: { price: 'somchai' }, pending: {}, moves: [], removing: 0 },
			},
		],
		past: [
			{ space: 'c.shop', kind: 'product', key: 'mango', field: 'price', value: 1, author: null, at: 800 },
		],
		carried: [carried({ set: fields })],
		...more,
	},
});

test('comes out as it went in, fields of a newer app included', () => {
	const fields = fc.dictionary(
		fc.stringMatching(/^[a-z]{1,8}$/),
		fc.jsonValue() as fc.Arbitrary<Fields[string]>,
	);
	fc.assert(
		fc.property(fields, (given) => {
			const said = parcel(given);
			expect(readParcel(parcelText(said))).toEqual({
				kind: 'ok',
				parcel: JSON.parse(JSON.stringify(said)) as Parcel,
			});
		}),
	);
});

test('what is of another shop is no part of one that is handed over', () => {
	for (const more of [
		{ space: 'c.other' },
		{ carried: [carried({ space: 'c.other', set: { nameTh: 'ก' } })] },
		{ carried: [carried({ n: 0 })] },
	])
		expect(readParcel(parcelText(parcel({}, more)))).toEqual({ kind: 'not-ours' });
});

test('what is none is told, and what a later app wrote is told apart', () => {
	for (const text of ['', '{}', '[1]', '[1,{},{}]', '"x"', 'null'])
		expect(readParcel(text)).toEqual({ kind: 'not-ours' });
	expect(readParcel('[2,"anything"]')).toEqual({ kind: 'newer' });
});

test('times go by the office’s clock from one phone to the other', () => {
	const there = withClock(withClock(parcel(), 500), -200);
	expect(there.replica.carried[0]?.madeAt).toBe(1_200);
	expect(there.replica.past[0]?.at).toBe(1_100);
});
