import { expect, test } from 'vitest';
import { factOf } from './fact.ts';
import type { QueueRow, UploadRow } from './store/database.ts';
import { groupWaiting } from './waiting.ts';

let n = 0;
function row(kind: string, key: string, state: QueueRow['state'], madeAt: number): QueueRow {
	n += 1;
	const change = {
		n,
		space: 'c.shop',
		kind,
		key,
		base: { epoch: '', number: 0 },
		set: { nameTh: 'ก' },
		add: {},
		remove: false,
		was: {},
		schema: 1,
	};
	return { change, space: 'c.shop', n, kind, key, state, madeAt, sentAt: null, reason: null };
}
const file = (photo: string, size: 'full' | 'thumb', refused: string | null = null): UploadRow => ({
	hash: photo + size,
	space: 'c.shop',
	photo,
	size,
	madeAt: 9,
	refused,
});
const nobody = () => undefined;

test('counts a photo and a story for the product they belong to', () => {
	const queue = [
		row('product', 'p1', 'waiting', 5),
		row('photo', 'f1', 'sent', 3),
		row('story', 'p1', 'waiting', 7),
	];
	const things = groupWaiting(queue, [file('f1', 'full'), file('f1', 'thumb')], () => 'product/p1', 'shop');
	expect(things).toHaveLength(1);
	expect(things[0]).toMatchObject({ id: 'product/p1', photos: 1, since: 3 });
	expect(things[0]?.unsent).toHaveLength(3);
});

test("counts the shop's own story for the shop", () => {
	expect(groupWaiting([row('story', 'shop', 'waiting', 1)], [], nobody, 'shop')[0]?.id).toBe('shop/shop');
});

test('puts the oldest first', () => {
	const queue = [row('product', 'young', 'waiting', 8), row('product', 'old', 'waiting', 2)];
	expect(groupWaiting(queue, [], nobody, 'shop').map((thing) => thing.id)).toEqual([
		'product/old',
		'product/young',
	]);
});

test('keeps a picture whose record is gone in sight', () => {
	expect(groupWaiting([], [file('f9', 'full')], nobody, 'shop')[0]).toMatchObject({
		id: 'photo/f9',
		photos: 1,
	});
});

test('shows what needs the person before what waits, and what waits before all being well', () => {
	const waiting = groupWaiting(
		[row('product', 'a', 'waiting', 1), row('product', 'b', 'sent', 1)],
		[],
		nobody,
		'',
	);
	const parked = groupWaiting([row('product', 'c', 'parked', 1)], [], nobody, '');
	expect(factOf([...waiting, ...parked], 1, { kind: 'done' })).toEqual({ kind: 'needs-you', count: 1 });
	expect(factOf(waiting, 1, { kind: 'offline' })).toEqual({ kind: 'waiting', count: 2 });
	expect(factOf([], 1, { kind: 'offline' })).toEqual({ kind: 'reached' });
});

test('needs the person for a refused picture', () => {
	expect(factOf(groupWaiting([], [file('f', 'full', 'broken')], nobody, ''), 1, null).kind).toBe('needs-you');
});

test('never says that things reached an office nobody has spoken with', () => {
	expect(factOf([], null, null)).toEqual({ kind: 'here' });
});

test('needs the person when the session has ended, however little waits', () => {
	expect(factOf([], 5, { kind: 'unauthorised' })).toEqual({ kind: 'needs-you', count: 1 });
	expect(factOf([], 5, { kind: 'too-old' })).toEqual({ kind: 'needs-you', count: 1 });
	expect(factOf([], 5, { kind: 'trouble', status: 0 })).toEqual({ kind: 'needs-you', count: 1 });
	expect(factOf([], 5, { kind: 'trouble', status: 503 })).toEqual({ kind: 'reached' });
});

test('needs the person for each open question, whatever else waits', () => {
	expect(factOf([], 5, { kind: 'done' }, 2)).toEqual({ kind: 'needs-you', count: 2 });
	const parked = groupWaiting([row('product', 'c', 'parked', 1)], [], nobody, '');
	expect(factOf(parked, 5, null, 1)).toEqual({ kind: 'needs-you', count: 2 });
});
