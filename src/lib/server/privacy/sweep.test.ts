import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../../../tests/support/joined.ts';
import { ordersOf } from '../../domain/access.ts';
import { DAY } from '../../domain/dates.ts';
import { BUYER_KEPT, OPEN_KEPT } from '../../domain/order-rules.ts';
import type { Fields } from '../../sync/value.ts';
import { ACCESS_KEPT } from '../access-log.ts';
import { addAccess, latestAccesses } from '../store/queries/access-log.ts';
import { findRecord } from '../store/queries/records.ts';
import { writeAs } from '../write.ts';
import { sweep, sweepBuyers } from './sweep.ts';

let app: Awaited<ReturnType<typeof testApp>>;
beforeEach(async () => {
	app = await testApp();
});
afterEach(() => app.store.close());

const space = { id: ordersOf('shop-mats'), area: '30', shop: 'shop-mats' };
const buyer = { name: 'สมศรี', phone: '0812345678', address: null };
const lines = [{ product: '', name: 'เสื่อ', satang: 100, quantity: 1 }];
const write = (key: string, set: Fields) =>
	app.store.write((tx) => writeAs(tx, 'test', space, [{ kind: 'order', key, set }], app.now()));
const read = async (key: string) =>
	(await app.store.read((tx) => findRecord(tx, space.id, 'order', key)))?.fields ?? {};
const sold = (key: string, more: Fields) => write(key, { lines, buyer, notes: 'ฝากข้างบ้าน', ...more });

describe('a buyer’s data', () => {
	it('goes 90 days after delivery, and the lines stay', async () => {
		await sold('order-a', { fulfilment: 'delivered', deliveredAt: app.now() - 10 * DAY });
		app.pass(BUYER_KEPT - 10 * DAY - 1);
		expect(await sweepBuyers(app)).toBe(0);
		app.pass(1);
		expect(await sweepBuyers(app)).toBe(1);
		expect(await read('order-a')).toMatchObject({ lines, buyer: null, notes: '', erasedAt: app.now() });
		expect(await sweepBuyers(app)).toBe(0);
	});

	it.each(['cancelled', 'returned'])('goes 90 days after the last change of one that is %s', async (end) => {
		await sold('order-a', { fulfilment: end });
		app.pass(80 * DAY);
		await write('order-a', { payment: 'refunded' });
		app.pass(BUYER_KEPT - 1);
		expect(await sweepBuyers(app)).toBe(0);
		app.pass(1);
		expect(await sweepBuyers(app)).toBe(1);
	});

	it('stays while the order is under way, and goes where nobody has touched it for a year', async () => {
		await sold('order-a', { fulfilment: 'shipped' });
		app.pass(OPEN_KEPT - 1);
		expect(await sweepBuyers(app)).toBe(0);
		await write('order-a', { courier: 'ไปรษณีย์ไทย' });
		app.pass(OPEN_KEPT - 1);
		expect(await sweepBuyers(app)).toBe(0);
		app.pass(1);
		expect(await sweepBuyers(app)).toBe(1);
	});

	it('stays where the order was opened again', async () => {
		await sold('order-a', { fulfilment: 'cancelled' });
		await write('order-a', { fulfilment: 'accepted' });
		app.pass(BUYER_KEPT);
		expect(await sweepBuyers(app)).toBe(0);
	});

	it('goes for more orders than one look finds', async () => {
		const edits = Array.from({ length: 1_200 }, (_, i) => {
			return { kind: 'order', key: `order-${i}`, set: { buyer, fulfilment: 'delivered' } };
		});
		await app.store.write((tx) => writeAs(tx, 'test', space, edits, app.now()));
		app.pass(BUYER_KEPT);
		expect(await sweepBuyers(app)).toBe(1_200);
		expect(await read('order-1199')).toMatchObject({ buyer: null });
	});
});

describe('the access log', () => {
	const note = (at: number) =>
		app.store.write((tx) =>
			addAccess(tx, { at, person: 'p', enrolment: 'e', act: 'page', thing: 'x', outcome: 'done' }),
		);
	const times = async () => (await app.store.read((tx) => latestAccesses(tx, 10))).map(({ at }) => at);

	it('lets go of what is older than it is kept, and of nothing else', async () => {
		const now = Date.now();
		const real = { ...app, now: () => now };
		const [old, young] = [now - ACCESS_KEPT - DAY, now - ACCESS_KEPT + DAY];
		await note(old);
		await note(young);
		await sweep(real);
		expect(await times()).toEqual([young]);
	});

	it('is refused by the database to a clock that runs ahead', async () => {
		const now = Date.now();
		await note(now - 10 * DAY);
		await expect(sweep({ ...app, now: () => now + 10 * ACCESS_KEPT })).rejects.toThrow('rows are only added');
		expect(await times()).toHaveLength(1);
	});
});
