import { describe, expect, it } from 'vitest';
import {
	better,
	copyKey,
	differences,
	planMerge,
	planUndo,
	type Entry,
	type Side,
	type Wish,
} from './merge.ts';

const address = { province: '30', district: '3001', subdistrict: '300101', postcode: '', line: '' };
const consent = { text: 'shop-window', at: 1, by: 'ยายบุญ', way: 'tapped' };
const price = { satang: 25_000, unit: 'ผืน' };

const STAYS = 'shop-a';
const GOES = 'shop-b';
const stays: Side = {
	shop: STAYS,
	entries: [
		{
			kind: 'shop',
			key: STAYS,
			fields: { nameTh: 'กลุ่มทอเสื่อ', phones: ['0812345678'], address, consent, state: 'published', line: '' },
		},
		{ kind: 'product', key: 'mat', fields: { nameTh: 'เสื่อ', price, state: 'published' } },
		{ kind: 'photo', key: 'face', fields: { full: 'f1', of: `shop/${STAYS}`, order: 'V' } },
	],
};
const goes: Side = {
	shop: GOES,
	entries: [
		{
			kind: 'shop',
			key: GOES,
			fields: {
				nameTh: 'กลุ่มทอเสื่อกก',
				phones: ['0812345678', '0898765432'],
				address,
				line: '@mat',
				state: 'draft',
			},
		},
		{ kind: 'maker', key: GOES, fields: { rows: [7] } },
		{ kind: 'product', key: 'hat', fields: { nameTh: 'หมวก', price, state: 'published' } },
		{ kind: 'story', key: 'hat', fields: { th: 'สานจากใบลาน' } },
		{ kind: 'story', key: GOES, fields: { th: 'เริ่มจากแม่' } },
		{ kind: 'photo', key: 'pic', fields: { full: 'f2', of: 'product/hat', order: 'V' } },
		{ kind: 'photo', key: 'same', fields: { full: 'f1', of: `shop/${GOES}`, order: 'V' } },
		{ kind: 'photo', key: 'other', fields: { full: 'f3', of: `shop/${GOES}`, order: 'V' } },
		{ kind: 'comment', key: 'note', fields: { text: 'ก' } },
	],
};

/** A shop after edits of it. */
function after(side: Side, wishes: readonly Wish[]): Side {
	const entries = new Map(side.entries.map((entry) => [`${entry.kind}/${entry.key}`, entry]));
	for (const { shop, kind, key, set = {}, remove } of wishes) {
		if (shop !== side.shop) continue;
		const id = `${kind}/${key}`;
		if (remove) entries.delete(id);
		else entries.set(id, { kind, key, fields: { ...entries.get(id)?.fields, ...set } });
	}
	return { ...side, entries: [...entries.values()] };
}
const fieldsOf = (side: Side, kind: string, key: string): Entry['fields'] | undefined =>
	side.entries.find((entry) => entry.kind === kind && entry.key === key)?.fields;
const NONE: ReadonlySet<string> = new Set();

describe('two shops that become one', () => {
	it('are asked about where both say something else', () => {
		expect(differences(stays, goes).map(({ id }) => id)).toEqual(['shop/nameTh']);
	});

	it('leave the goods, stories and pictures of both in the one that stays, by keys that follow from what they are', () => {
		const wishes = planMerge(stays, goes, NONE);
		const one = after(stays, wishes);
		const hat = copyKey(GOES, 'hat');
		expect(fieldsOf(one, 'product', hat)).toMatchObject({ nameTh: 'หมวก', price, state: 'published' });
		expect(fieldsOf(one, 'story', hat)).toMatchObject({ th: 'สานจากใบลาน' });
		expect(fieldsOf(one, 'photo', copyKey(GOES, 'pic'))).toMatchObject({ full: 'f2', of: `product/${hat}` });
		expect(fieldsOf(one, 'photo', copyKey(GOES, 'other'))).toMatchObject({
			of: `shop/${STAYS}`,
			order: 'zV',
		});
		// A picture that is there already is not there twice
		expect(fieldsOf(one, 'photo', copyKey(GOES, 'same'))).toBeUndefined();
		expect(fieldsOf(one, 'shop', STAYS)).toMatchObject({
			nameTh: 'กลุ่มทอเสื่อ',
			phones: ['0812345678', '0898765432'],
			line: '@mat',
		});
		expect(fieldsOf(one, 'story', STAYS)).toEqual({ th: 'เริ่มจากแม่' });
		// The other keeps all that it has
		const other = after(goes, wishes);
		expect(fieldsOf(other, 'shop', GOES)).toMatchObject({ mergedInto: STAYS, nameTh: 'กลุ่มทอเสื่อกก' });
		expect(other.entries).toHaveLength(goes.entries.length);
		// Done by another phone at once: the same records, the same values
		expect(planMerge(stays, goes, NONE)).toEqual(wishes);
	});

	it('say what was picked, and open nothing whose owner has not agreed', () => {
		const one = after(stays, planMerge(stays, goes, new Set(['shop/nameTh'])));
		expect(fieldsOf(one, 'shop', STAYS)?.['nameTh']).toBe('กลุ่มทอเสื่อกก');
		const shy = after(stays, [{ shop: STAYS, kind: 'shop', key: STAYS, set: { consent: null } }]);
		expect(fieldsOf(after(shy, planMerge(shy, goes, NONE)), 'product', copyKey(GOES, 'hat'))?.['state']).toBe(
			'draft',
		);
	});

	it('are two again as they were, if nobody changed anything since', () => {
		const wishes = planMerge(stays, goes, new Set(['shop/nameTh']));
		const [one, other] = [after(stays, wishes), after(goes, wishes)];
		const undone = planUndo(one, other);
		const back = after(one, undone.wishes);
		expect(back.entries.map(({ kind, key }) => `${kind}/${key}`).sort()).toEqual(
			[...stays.entries.map(({ kind, key }) => `${kind}/${key}`), `story/${STAYS}`].sort(),
		);
		expect(fieldsOf(back, 'shop', STAYS)).toEqual(fieldsOf(stays, 'shop', STAYS));
		expect(fieldsOf(after(other, undone.wishes), 'shop', GOES)?.['mergedInto']).toBe('');
		expect([undone.kept, undone.fields]).toEqual([0, 0]);
	});

	it('keep what somebody has worked on since, and say how much', () => {
		const hat = copyKey(GOES, 'hat');
		const wishes = planMerge(stays, goes, NONE);
		const [one, other] = [after(stays, wishes), after(goes, wishes)];
		const dearer: Wish = {
			shop: STAYS,
			kind: 'product',
			key: hat,
			set: { price: { ...price, satang: 30_000 } },
		};
		const called: Wish = { shop: STAYS, kind: 'shop', key: STAYS, set: { line: '@new' } };
		const worked = after(one, [dearer, called]);
		const undone = planUndo(worked, other);
		const back = after(worked, undone.wishes);
		expect(fieldsOf(back, 'product', hat)).toMatchObject({ price: { satang: 30_000 } });
		// With its story and its picture
		expect(fieldsOf(back, 'story', hat)).toBeDefined();
		expect(fieldsOf(back, 'photo', copyKey(GOES, 'pic'))).toBeDefined();
		expect(fieldsOf(back, 'photo', copyKey(GOES, 'other'))).toBeUndefined();
		expect(fieldsOf(back, 'shop', STAYS)).toMatchObject({ line: '@new', phones: ['0812345678'] });
		expect([undone.kept, undone.fields]).toEqual([1, 1]);
		// Made one once more: that work stands
		const again = planMerge(back, after(other, undone.wishes), NONE);
		expect(again.filter(({ key }) => key === hat)).toEqual([]);
		// A picture that somebody added to it is work on it too
		const pictured = after(one, [
			{ shop: STAYS, kind: 'photo', key: 'new', set: { full: 'f9', of: `product/${hat}`, order: 'W' } },
		]);
		expect(planUndo(pictured, other).kept).toBe(1);
	});

	it('keep the one that is open, else the one that sells more, else the first', () => {
		expect(better(goes, stays)).toBe(STAYS);
		const shut = after(stays, [
			{ shop: STAYS, kind: 'shop', key: STAYS, set: { state: 'draft', consent: undefined } },
		]);
		const bare = { ...goes, entries: goes.entries.filter(({ kind }) => kind !== 'product') };
		expect(better(shut, bare)).toBe(STAYS);
		expect(better(bare, { shop: 'shop-0', entries: [] })).toBe('shop-0');
	});
});
