import { describe, expect, test } from 'vitest';
import { shown } from './held.ts';
import { phone, section } from '../testing/make.ts';

test('an edit is a pending value apart from the confirmed one, a row, and the next number', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก', price: 10 });
	expect(await mine.edit({ set: { price: 12 } })).toBe(1);
	expect(mine.held()).toMatchObject({ fields: { price: 10 }, pending: { price: { n: 1, value: 12 } } });
	expect(mine.queue()).toMatchObject([
		{ state: 'waiting', sentAt: null, change: { n: 1, set: { price: 12 }, was: { price: 10 } } },
	]);
	expect(mine.store.look().followed[0]?.next).toBe(2);
});

test('an edit of what is shown already makes no row', async () => {
	const mine = phone();
	await mine.knows({ price: { satang: 1, unit: 'a' } });
	expect(await mine.edit({ set: { price: { unit: 'a', satang: 1 } } })).toBeNull();
	expect(mine.queue()).toEqual([]);
});

test('only guarded fields keep what was, null where there was nothing', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก', price: 12 } });
	expect(mine.queue()[0]?.change.was).toEqual({ price: null });
});

test('what no wire could carry is the caller’s bug, told before anything is stored', async () => {
	const mine = phone();
	await expect(mine.edit({ key: 'a b', set: { a: 1 } })).rejects.toThrow();
	await expect(mine.edit({ add: { stock: 0.5 } })).rejects.toThrow();
	expect(mine.queue()).toEqual([]);
});

describe('on the screen', () => {
	test('a movement lies on top of what is confirmed, a later count by hand on top of that', async () => {
		const mine = phone();
		await mine.knows({ stock: 5 });
		await mine.edit({ add: { stock: -1 } });
		expect(shown(mine.held() as never)).toEqual({ stock: 4 });
		await mine.edit({ set: { stock: 20 } });
		expect(shown(mine.held() as never)).toEqual({ stock: 20 });
		await mine.edit({ add: { stock: -1 } });
		expect(shown(mine.held() as never)).toEqual({ stock: 19 });
	});

	test('a removed record is hidden, and back when it is edited again', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' });
		await mine.edit({ remove: true });
		expect(mine.held()?.removing).toBe(1);
		await mine.edit({ set: { nameTh: 'ข' } });
		expect(mine.held()?.removing).toBe(0);
	});
});

test('an edit in a space that left waits there, with the reason', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.hear(await mine.send(), section({ visible: false }));
	await mine.edit({ set: { nameTh: 'ข' } });
	expect(mine.queue()).toMatchObject([{ state: 'parked', reason: 'no-longer-yours' }]);
});

test('a count set back to what the server has is still said where a movement shows on top of it', async () => {
	const mine = phone();
	await mine.knows({ stock: 5 });
	await mine.edit({ add: { stock: -1 } });
	const asked = await mine.send();
	await mine.edit({ set: { stock: 9 } });
	const exceptions = [[1, { kind: 'refused', reason: 'unsure' }]] as const;
	await mine.hear(asked, { cursor: 6, ack: { last: 1, exceptions } });
	await mine.edit({ set: { stock: 5 } });
	expect(shown(mine.held() as never)).toEqual({ stock: 5 });
	expect(mine.queue().at(-1)?.change.set).toEqual({ stock: 5 });
});
