import { describe, expect, test } from 'vitest';
import { letGo, offerAgain } from './unpark.ts';
import { shown } from './held.ts';
import { KEY, KIND, news, phone, SPACE } from '../testing/make.ts';

type Phone = ReturnType<typeof phone>;
const rows = (mine: Phone) => mine.queue().map(({ state, change }) => [change.n, state, change.set] as const);
const again = (mine: Phone) => mine.store.transact((tx) => offerAgain(tx, SPACE, KIND, KEY, 9));
const drop = (mine: Phone, n: number) => mine.store.transact((tx) => letGo(tx, SPACE, n));

/** Sends what waits; the server refuses these numbers. */
async function refuse(
	mine: Phone,
	numbers: readonly number[],
	reasons: Readonly<Record<number, string>> = {},
) {
	const asked = await mine.send();
	const last = asked.request.spaces[0]?.changes.at(-1)?.change.n ?? 0;
	const exceptions = numbers.map((n) => [n, { kind: 'refused', reason: reasons[n] ?? 'bad' }] as const);
	await mine.hear(asked, { cursor: 6, ack: { last, exceptions } });
}

describe('a refused creation', () => {
	test('takes what builds on it beneath it, sent or not, as one item without a hole', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก', price: -1 } });
		await mine.edit({ add: { stock: 4 } });
		const asked = await mine.send();
		await mine.edit({ set: { price: 12 } });
		const exceptions = [
			[1, { kind: 'refused', reason: 'bad-price' }],
			[2, { kind: 'refused', reason: 'depends' }],
		] as const;
		await mine.hear(asked, { cursor: 6, ack: { last: 2, exceptions } });
		expect(rows(mine)).toEqual([
			[1, 'parked', { nameTh: 'ก', price: 12 }],
			[3, 'waiting', {}],
		]);
		expect(mine.queue()[0]).toMatchObject({ reason: 'bad-price', change: { add: { stock: 4 } } });
		expect(shown(mine.held() as never)).toEqual({ nameTh: 'ก', price: 12, stock: 4 });
	});

	test('takes a count by hand in place of the movements before it, and keeps those behind it', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก', price: -1 } });
		await mine.edit({ add: { stock: 4 } });
		await mine.edit({ set: { stock: 10 } });
		await mine.edit({ add: { stock: -1 } });
		await refuse(mine, [1, 2, 3, 4], { 2: 'depends', 3: 'depends', 4: 'depends' });
		expect(shown(mine.held() as never)).toMatchObject({ stock: 9 });
		expect(mine.queue()[0]).toMatchObject({ change: { set: { stock: 10 }, add: { stock: -1 } } });
		await mine.edit({ set: { stock: 7 } });
		expect(shown(mine.held() as never)).toMatchObject({ stock: 7 });
		expect(mine.queue()).toMatchObject([{ state: 'waiting', change: { set: { stock: 7 }, add: {} } }]);
	});

	test('goes up whole when the person mends it', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก', price: -1 } });
		await refuse(mine, [1]);
		expect(await mine.edit({ set: { price: 12 } })).toBe(2);
		expect(rows(mine)).toEqual([[2, 'waiting', { nameTh: 'ก', price: 12 }]]);
		expect(mine.held()?.pending).toEqual({ nameTh: { n: 2, value: 'ก' }, price: { n: 2, value: 12 } });
	});

	test('stays with what was said behind its removal, when that removal is confirmed', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก', price: -1 } });
		await mine.edit({ remove: true });
		const asked = await mine.send();
		await mine.edit({ set: { size: 'ใหญ่' } });
		const exceptions = [[1, { kind: 'refused', reason: 'bad-price' }]] as const;
		await mine.hear(asked, { cursor: 6, ack: { last: 2, exceptions } });
		expect(shown(mine.held() as never)).toMatchObject({ size: 'ใหญ่' });
		expect(rows(mine)[0]).toMatchObject([1, 'parked', { size: 'ใหญ่' }]);
	});

	test('goes with its record when the person removes it', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก', price: -1 } });
		await refuse(mine, [1]);
		await mine.edit({ remove: true });
		await mine.hear(await mine.send(), { cursor: 7, ack: { last: 2, exceptions: [] } });
		expect(mine.queue()).toEqual([]);
		expect(mine.held()).toBeUndefined();
	});
});

describe('a refused edit', () => {
	const refused = async (...sets: Parameters<Phone['edit']>[0][]) => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก', price: 10 });
		for (const wish of sets) await mine.edit(wish);
		await refuse(
			mine,
			sets.map((_, i) => i + 1),
		);
		return mine;
	};

	test('is settled by setting all its fields anew', async () => {
		const mine = await refused({ set: { price: -1 } });
		await mine.edit({ set: { price: 12 } });
		expect(rows(mine)).toEqual([[2, 'waiting', { price: 12 }]]);
	});

	test('waits on for the fields that were not set anew', async () => {
		const mine = await refused({ set: { price: -1, nameTh: 'ข' } });
		await mine.edit({ set: { price: 12 } });
		expect(rows(mine).map(([n, state]) => [n, state])).toEqual([
			[1, 'parked'],
			[2, 'waiting'],
		]);
		await again(mine);
		expect(rows(mine).at(-1)).toEqual([3, 'waiting', { nameTh: 'ข' }]);
		expect(shown(mine.held() as never)).toEqual({ nameTh: 'ข', price: 12 });
	});

	test('set back to what the server has needs nothing sent', async () => {
		const mine = await refused({ set: { price: -1 } });
		expect(await mine.edit({ set: { price: 10 } })).toBeNull();
		expect(mine.queue()).toEqual([]);
		expect(mine.held()?.pending).toEqual({});
	});

	test('is offered again under a new number, with what the person was looking at then', async () => {
		const mine = await refused({ set: { price: -1 } });
		expect(await again(mine)).toBe(2);
		expect(mine.queue()).toMatchObject([
			{
				state: 'waiting',
				reason: null,
				change: { set: { price: -1 }, base: { number: 5 }, was: { price: 10 } },
			},
		]);
	});

	test('let go leaves what the server has', async () => {
		const mine = await refused({ set: { price: -1 } });
		await drop(mine, 1);
		expect(mine.queue()).toEqual([]);
		expect(shown(mine.held() as never)).toEqual({ nameTh: 'ก', price: 10 });
	});

	test('let go shows the earlier work that it hid', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.hear(await mine.send(), { visible: false });
		await mine.edit({ set: { price: 11 } });
		await mine.edit({ set: { price: 12 } });
		await drop(mine, 2);
		expect(shown(mine.held() as never)).toEqual({ price: 11 });
	});
});

test('a refused removal tried again is made by someone who has seen what others did', async () => {
	const mine = phone();
	await mine.knows({ price: 10 }, 5);
	await mine.edit({ remove: true });
	const asked = await mine.send();
	const exceptions = [[1, { kind: 'refused', reason: 'edited-since' }]] as const;
	await mine.hear(asked, {
		cursor: 9,
		ack: { last: 1, exceptions },
		news: [news({ fields: { price: 11 } })],
	});
	expect(await again(mine)).toBe(2);
	expect(mine.queue()).toMatchObject([{ change: { n: 2, remove: true, base: { number: 9 } } }]);
	expect(mine.held()?.removing).toBe(2);
});

test('a refused removal of what others removed meanwhile brings nothing back, and has come true when tried again', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.edit({ remove: true });
	const asked = await mine.send();
	await mine.hear(await mine.send(), { cursor: 6, news: [news({ key: KEY, removed: true })] });
	const exceptions = [[1, { kind: 'refused', reason: 'edited-since' }]] as const;
	const late = { ...asked, cursors: new Map([[SPACE, 6]]) };
	await mine.hear(late, { cursor: 6, ack: { last: 1, exceptions } });
	expect(mine.held()).toBeUndefined();
	expect(rows(mine)).toEqual([[1, 'parked', {}]]);
	expect(await again(mine)).toBeNull();
	expect(rows(mine)).toEqual([]);
});

test('a record that only its refused work kept leaves with it', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	await refuse(mine, [1]);
	await drop(mine, 1);
	expect(mine.held()).toBeUndefined();
});

test('there is nothing to offer or let go where nothing was refused', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	expect(await again(mine)).toBeNull();
	await drop(mine, 1);
	expect(mine.queue()).toHaveLength(1);
});
