import { expect, it } from 'vitest';
import { addressOf } from './lead.ts';
import { isLocked, isRepeatable, refusalsOf } from './refusals.ts';

type Thing = Parameters<typeof refusalsOf>[0];
type Row = Thing['parked'][number];

let n = 0;
function row(kind: string, key: string, reason: string, set: Record<string, string> = { nameTh: 'ก' }): Row {
	n += 1;
	const base = { epoch: '', number: 0 };
	const change = { n, space: 'c.s', kind, key, base, set, add: {}, remove: false, was: {}, schema: 1 };
	return { change, space: 'c.s', n, kind, key, state: 'parked', madeAt: n, sentAt: 1, reason };
}
const thing = (...parked: Row[]): Thing => {
	return { id: 'product/p1', unsent: [], parked, photos: 0, refusedPhotos: [], since: 1 };
};

it('makes one of the refused work on one record, with each reason once, what depends on it last', () => {
	const rows = [
		row('product', 'p1', 'depends'),
		row('product', 'p1', 'bad-price'),
		row('product', 'p1', 'depends'),
	];
	expect(refusalsOf(thing(...rows))).toMatchObject([
		{ rows, reasons: ['bad-price', 'depends'], field: 'price' },
	]);
});

it('puts the thing before its pictures and its story', () => {
	const rows = [
		row('photo', 'f1', 'depends'),
		row('story', 'p1', 'too-long', { th: 'ก' }),
		row('product', 'p1', 'internal'),
	];
	expect(refusalsOf(thing(...rows)).map(({ kind }) => kind)).toEqual(['product', 'photo', 'story']);
});

it.each([
	['bad-stock', 'stock'],
	['product-needs-name', 'nameTh'],
	['product-needs-price', 'price'],
	['product-needs-consent', 'consent'],
	['edited-since', 'size'],
	['bad-name', 'size'],
])('leads for %s to %s', (reason, field) => {
	expect(refusalsOf(thing(row('product', 'p1', reason, { size: '1' })))[0]?.field).toBe(field);
});

it('leads to the screen where the field is', () => {
	expect(addressOf('product/p1', 'stock')).toBe('/sell/product/p1#stock');
	expect(addressOf('product/p1', 'promo')).toBe('/sell/prices#p1');
	expect(addressOf('shop/s', 'phones')).toBe('/sell/shop#phones');
	expect(addressOf('product/p1', 'consent')).toBe('/sell/shop#consent');
	expect(addressOf('product/p1', 'consent', '/field/maker/s')).toBe('/field/maker/s/shop#consent');
	expect(addressOf('photo/f1', 'photos')).toBeUndefined();
});

it.each([
	['internal', true],
	['product-needs-price', true],
	['from-a-newer-server', true],
	['bad-price', false],
	['edited-since', false],
	['unsure', false],
])('lets %s be tried along with all others: %s', (reason, may) => {
	expect(refusalsOf(thing(row('product', 'p1', reason))).map(isRepeatable)).toEqual([may]);
});

it('knows the things that only a lost shop holds up', () => {
	expect(isLocked(thing(row('product', 'p1', 'no-longer-yours')))).toBe(true);
	expect(isLocked(thing(row('product', 'p1', 'no-longer-yours'), row('product', 'p1', 'bad-price')))).toBe(
		false,
	);
	expect(isLocked(thing())).toBe(false);
});
