import { describe, expect, it, test } from 'vitest';
import { DAY } from './dates.ts';
import { BUYER_KEPT, closedAt, maskBuyer, totalOf } from './order-rules.ts';
import type { Buyer } from './order.ts';
import { brokenEdit } from './rules.ts';
import { checkField } from './schema.ts';

const lines = [
	{ product: 'mat-of-reed', name: 'เสื่อกก', satang: 45_000, quantity: 2 },
	{ product: '', name: 'ค่าส่ง', satang: 5_050, quantity: 1 },
];
const home = { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '9 หมู่ 4' };
const buyer: Buyer = { name: 'สมศรี ใจดี', phone: '0812345678', address: home };

test('an order is counted in whole satang', () => {
	expect(totalOf({ lines })).toBe(95_050);
	expect(totalOf({})).toBe(0);
	expect(checkField('order', 'lines', [{ ...lines[0], satang: 1.5 }]).kind).toBe('bad');
	expect(checkField('order', 'lines', [{ ...lines[0], quantity: 0 }]).kind).toBe('bad');
	expect(checkField('order', 'lines', lines).kind).toBe('ok');
});

test('a buyer has a number as it is dialled, or none', () => {
	for (const phone of ['0812345678', '044123456', ''])
		expect(checkField('order', 'buyer', { ...buyer, phone }).kind).toBe('ok');
	expect(checkField('order', 'buyer', { ...buyer, phone: '081-234-5678' }).kind).toBe('bad');
	expect(checkField('order', 'buyer', null).kind).toBe('ok');
});

test('what was sold is not rewritten once it is paid for', () => {
	const more = [...lines, { product: '', name: 'แถม', satang: 0, quantity: 1 }];
	expect(brokenEdit('order', { lines, payment: 'paid' }, { lines: more })).toBe('order-is-paid');
	expect(brokenEdit('order', { lines, payment: 'cod-received' }, { lines: more })).toBe('order-is-paid');
	expect(brokenEdit('order', { lines, payment: 'paid' }, { lines: structuredClone(lines) })).toBeNull();
	expect(brokenEdit('order', { lines, payment: 'claimed' }, { lines: more })).toBeNull();
	expect(brokenEdit('order', { lines, payment: 'paid' }, { fulfilment: 'shipped' })).toBeNull();
	expect(brokenEdit('product', { lines, payment: 'paid' }, { lines: more })).toBeNull();
});

describe('an order is closed', () => {
	const now = 1_800_000_000_000;
	it('on the day of delivery that the phone tells, where it can be true', () => {
		const told = (deliveredAt: number | null) => closedAt({ fulfilment: 'delivered', deliveredAt }, now);
		expect(told(now - 3 * DAY)).toBe(now - 3 * DAY);
		expect(told(null)).toBe(now);
		expect(told(now + 400 * DAY)).toBe(now);
		// A phone whose clock is years behind: its buyer's data is not gone on arrival
		expect(told(now - BUYER_KEPT)).toBe(now);
	});
	it('with its last change where it was cancelled or came back, and not before', () => {
		expect(closedAt({ fulfilment: 'cancelled', deliveredAt: 1 }, now)).toBe(now);
		expect(closedAt({ fulfilment: 'returned', deliveredAt: null }, now)).toBe(now);
		expect(closedAt({ fulfilment: 'shipped', deliveredAt: null }, now)).toBeNull();
		expect(closedAt({}, now)).toBeNull();
	});
});

test.each([
	['สมศรี ใจดี', 'สมศรี'],
	['นาง สมศรี ใจดี', 'สมศรี'],
	['  คุณ  บุญ ', 'บุญ'],
	['', ''],
])('lists show of %s no more than %s', (name, shown) => {
	expect(maskBuyer({ ...buyer, name })).toEqual({ name: shown, phone: '081-xxx-5678', province: '30' });
});

test('a masked buyer holds no part of the address, the family name or the middle of the number', () => {
	const told = JSON.stringify(maskBuyer(buyer));
	for (const secret of ['ใจดี', 'หมู่', '3001', '30000', '234']) expect(told).not.toContain(secret);
	expect(maskBuyer({ ...buyer, address: null, phone: '' })).toMatchObject({ phone: '', province: '' });
});
