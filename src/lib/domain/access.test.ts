import { describe, expect, it } from 'vitest';
import {
	mayFound,
	mayInvite,
	mayOpenDesk,
	mayRead,
	mayRevoke,
	mayWrite,
	type Invitee,
	type Principal,
} from './access.ts';

const who = (
	role: Principal['role'],
	areas: readonly string[],
	shop: string | null,
	person: string = role,
) => {
	return { person, role, areas, shop };
};
const staff = who('staff', [], null);
const marketer = who('marketer', ['30', '31'], null);
const seller = who('seller', ['30'], 'shopA');
const here = { id: 'c.shopA', area: '30', shop: 'shopA' };
const there = { id: 'c.shopB', area: '50', shop: 'shopB' };

describe('a space', () => {
	it('is read by its seller, the marketers of its province and all staff', () => {
		expect([staff, marketer, seller].map((reader) => mayRead(reader, here))).toEqual([true, true, true]);
		expect([staff, marketer, seller].map((reader) => mayRead(reader, there))).toEqual([true, false, false]);
	});

	it('without a shop is not read by a seller without a shop', () => {
		expect(mayRead(who('seller', ['30'], null), { id: 'n.1', area: '30', shop: null })).toBe(false);
	});

	it('is written by those who read it, but not by staff', () => {
		expect([staff, marketer, seller].map((writer) => mayWrite(writer, here, 'product'))).toEqual([
			false,
			true,
			true,
		]);
		expect([staff, marketer, seller].some((writer) => mayWrite(writer, there, 'product'))).toBe(false);
	});

	it('takes makers and questions from nobody', () => {
		for (const kind of ['maker', 'question']) expect(mayWrite(seller, here, kind)).toBe(false);
	});

	it('is founded by its seller or a marketer of its province', () => {
		expect([staff, marketer, seller].map((founder) => mayFound(founder, here))).toEqual([false, true, true]);
		expect(mayFound(marketer, there)).toBe(false);
		expect(mayFound(seller, { id: 'x', area: '30', shop: null })).toBe(false);
	});
});

describe('mayInvite', () => {
	const newShop = (...areas: string[]): Invitee => ({ role: 'seller', areas, shop: null });
	const known = (shop: string): Invitee => ({ role: 'seller', areas: [], shop });
	const office: Invitee = { role: 'marketer', areas: ['30'], shop: null };
	const headOffice: Invitee = { role: 'staff', areas: [], shop: null };
	const cases: [string, Invitee, string | null, [staff: boolean, marketer: boolean, seller: boolean]][] = [
		['staff', headOffice, null, [true, false, false]],
		['a marketer', office, null, [true, false, false]],
		['a new shop of the province', newShop('30'), null, [true, true, false]],
		['a new shop of another province', newShop('50'), null, [true, false, false]],
		['a new shop of two provinces, one foreign', newShop('30', '50'), null, [true, false, false]],
		['a new shop of no province', newShop(), null, [true, false, false]],
		['the own shop or one of the province', known('shopA'), '30', [true, true, true]],
		['a shop of another province', known('shopB'), '50', [true, false, false]],
		['another shop of the province', known('shopC'), '31', [true, true, false]],
		['a shop nobody knows', known('shopX'), null, [true, false, false]],
	];
	it.each(cases)('to %s', (_, invitee, area, [byStaff, byMarketer, bySeller]) => {
		expect(mayInvite(staff, invitee, area)).toBe(byStaff);
		expect(mayInvite(marketer, invitee, area)).toBe(byMarketer);
		expect(mayInvite(seller, invitee, area)).toBe(bySeller);
	});

	it('lets no claimed province stand in for the one the shop lies in', () => {
		expect(mayInvite(marketer, { role: 'seller', areas: ['30'], shop: 'shopB' }, '50')).toBe(false);
	});

	it('gives a seller without a shop nothing to invite to', () => {
		expect(mayInvite(who('seller', ['30'], null), newShop('30'), null)).toBe(false);
	});
});

describe('mayRevoke', () => {
	const helper = who('seller', ['30'], 'shopA', 'helper');
	const stranger = who('seller', ['50'], 'shopB', 'stranger');
	const colleague = who('marketer', ['30'], null, 'colleague');
	it('lets staff end any access', () => {
		for (const other of [helper, stranger, colleague, staff]) expect(mayRevoke(staff, other)).toBe(true);
	});
	it('lets a marketer end that of sellers in the own provinces alone', () => {
		expect([helper, stranger, colleague, staff].map((other) => mayRevoke(marketer, other))).toEqual([
			true,
			false,
			false,
			false,
		]);
	});
	it('lets a seller end that of helpers in the own shop alone', () => {
		expect([helper, stranger, colleague, staff].map((other) => mayRevoke(seller, other))).toEqual([
			true,
			false,
			false,
			false,
		]);
	});
	it('lets everybody put a phone of their own out of use', () => {
		for (const self of [staff, marketer, seller]) expect(mayRevoke(self, self)).toBe(true);
	});
});

it('opens the desk to staff and marketers', () => {
	expect([staff, marketer, seller].map(mayOpenDesk)).toEqual([true, true, false]);
});
