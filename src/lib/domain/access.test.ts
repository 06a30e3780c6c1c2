import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { can, sees, visible, type Invitee, type Principal } from './access.ts';

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
const everybody = [staff, marketer, seller];
const here = { id: 'c.shopA', area: '30', shop: 'shopA' };
const there = { id: 'c.shopB', area: '50', shop: 'shopB' };

describe('a space', () => {
	it('is read by its seller, the marketers of its province and all staff', () => {
		expect(everybody.map((reader) => can(reader, 'read', here))).toEqual([true, true, true]);
		expect(everybody.map((reader) => can(reader, 'read', there))).toEqual([true, false, false]);
	});

	it('without a shop is not read by a seller without a shop', () => {
		expect(can(who('seller', ['30'], null), 'read', { id: 'n.1', area: '30', shop: null })).toBe(false);
	});

	it('is written by those who read it, but not by staff', () => {
		const writing = (space: typeof here) =>
			everybody.map((writer) => can(writer, 'write', { space, kind: 'product' }));
		expect(writing(here)).toEqual([false, true, true]);
		expect(writing(there)).toEqual([false, false, false]);
	});

	it('takes makers and questions from nobody', () => {
		for (const kind of ['maker', 'question'])
			for (const writer of everybody) expect(can(writer, 'write', { space: here, kind })).toBe(false);
	});

	it('is commented on, and merged with another, by the office alone: its marketers and all staff', () => {
		for (const act of ['comment', 'merge'] as const) {
			expect(everybody.map((one) => can(one, act, here))).toEqual([true, true, false]);
			expect(everybody.map((one) => can(one, act, there))).toEqual([true, false, false]);
			expect(can(staff, act, { id: 'o.shopA', area: '30', shop: 'shopA' })).toBe(false);
		}
	});

	it('is founded by its seller or a marketer of its province', () => {
		expect(everybody.map((founder) => can(founder, 'found', here))).toEqual([false, true, true]);
		expect(can(marketer, 'found', there)).toBe(false);
		expect(can(seller, 'found', { id: 'x', area: '30', shop: null })).toBe(false);
	});

	it('of orders is the shop’s own people’s alone: no marketer of the province sees it, nor staff', () => {
		const orders = { id: 'o.shopA', area: '30', shop: 'shopA' };
		expect(everybody.map((one) => can(one, 'read', orders))).toEqual([false, false, true]);
		expect(everybody.map((one) => can(one, 'write', { space: orders, kind: 'order' }))).toEqual([
			false,
			false,
			true,
		]);
		expect(everybody.map((one) => can(one, 'found', orders))).toEqual([false, false, true]);
		const bring = (carrier: Principal) =>
			can(carrier, 'carry', { space: orders, kind: 'order', maker: seller });
		expect(everybody.map(bring)).toEqual([false, false, true]);
		expect(can(who('seller', ['30'], 'shopB'), 'read', orders)).toBe(false);
		expect(can(who('seller', ['30'], null), 'read', { ...orders, shop: null })).toBe(false);
	});

	it('holds orders where nobody else sees them, and nothing else there', () => {
		const orders = { id: 'o.shopA', area: '30', shop: 'shopA' };
		const kinds = ['shop', 'product', 'photo', 'story', 'order', 'recipe'];
		const taken = (space: typeof here) => kinds.filter((kind) => can(seller, 'write', { space, kind }));
		expect(taken(here)).toEqual(['shop', 'product', 'photo', 'story', 'recipe']);
		expect(taken(orders)).toEqual(['order', 'recipe']);
	});

	it('of a province’s visits is the marketers’ of that province to write and staff’s to read, never a seller’s', () => {
		const visits = { id: 'v.30', area: '30', shop: null };
		const may = (action: 'read' | 'found', space = visits) => everybody.map((one) => can(one, action, space));
		expect(may('read')).toEqual([true, true, false]);
		expect(may('found')).toEqual([false, true, false]);
		const elsewhere = { id: 'v.50', area: '50', shop: null };
		expect(may('read', elsewhere)).toEqual([true, false, false]);
		expect(may('found', elsewhere)).toEqual([false, false, false]);
		expect(can(who('seller', ['30'], null), 'read', visits)).toBe(false);
		const kinds = ['visit', 'photo', 'shop', 'product', 'story', 'order', 'recipe'];
		const taken = (one: Principal) => kinds.filter((kind) => can(one, 'write', { space: visits, kind }));
		expect(everybody.map(taken)).toEqual([[], ['visit', 'photo', 'recipe'], []]);
		expect(can(marketer, 'write', { space: here, kind: 'visit' })).toBe(false);
	});

	it('is opened to shoppers by its seller, and by others with consent on record alone', () => {
		const opening = (consent: 'given' | 'none' | 'withdrawn', space = here) =>
			everybody.map((opener) => can(opener, 'publish', { space, consent }));
		expect(opening('none')).toEqual([false, false, true]);
		expect(opening('given')).toEqual([true, true, true]);
		expect(opening('withdrawn')).toEqual([false, false, false]);
		expect(opening('none', there)).toEqual([false, false, false]);
	});

	it('takes from a rescue file what its maker may do, from whoever sees the space', () => {
		const bring = (carrier: Principal, maker: Principal, space = here) =>
			can(carrier, 'carry', { space, kind: 'product', maker });
		expect(everybody.map((carrier) => bring(carrier, seller))).toEqual([true, true, true]);
		expect(everybody.map((carrier) => bring(carrier, staff))).toEqual([false, false, false]);
		expect(everybody.map((carrier) => bring(carrier, seller, there))).toEqual([false, false, false]);
	});
});

describe('a further phone for somebody who joined', () => {
	const helper = who('seller', ['30'], 'shopA', 'helper');
	const stranger = who('seller', ['50'], 'shopB', 'stranger');
	it('is theirs to ask for, and of the marketer of their province and of staff', () => {
		const renews = (of: Principal) => everybody.map((asker) => can(asker, 'renew', of));
		expect(renews(helper)).toEqual([true, true, false]);
		expect(renews(stranger)).toEqual([true, false, false]);
		expect(renews(marketer)).toEqual([true, true, false]);
		expect(renews(seller)).toEqual([true, true, true]);
		expect(can(who('marketer', ['30'], null, 'another'), 'renew', marketer)).toBe(false);
		expect(can(null, 'renew', helper)).toBe(false);
	});
});

describe('what is visible', () => {
	const area = fc.constantFrom('30', '31', '50');
	const shop = fc.constantFrom('shopA', 'shopB');
	const person = fc.record({
		person: fc.constant('someone'),
		role: fc.constantFrom('staff' as const, 'marketer' as const, 'seller' as const),
		areas: fc.array(area, { maxLength: 2 }),
		shop: fc.option(shop),
	});
	const space = fc.record({ id: fc.constantFrom('c.any', 'o.any'), area, shop: fc.option(shop) });

	it('is what may be read, space by space', () => {
		fc.assert(
			fc.property(person, space, (reader, facts) => {
				expect(sees(visible(reader), facts)).toBe(can(reader, 'read', facts));
			}),
		);
	});

	it('is nothing to nobody, who may do nothing', () => {
		fc.assert(
			fc.property(space, person, (facts, other) => {
				expect(sees(visible(null), facts)).toBe(false);
				expect(can(null, 'read', facts)).toBe(false);
				expect(can(null, 'write', { space: facts, kind: 'product' })).toBe(false);
				expect(can(null, 'found', facts)).toBe(false);
				expect(can(null, 'revoke', other)).toBe(false);
				expect(can(null, 'open-desk', null)).toBe(false);
			}),
		);
	});

	it('is all that may be written, and more', () => {
		fc.assert(
			fc.property(
				person,
				space,
				fc.constantFrom('product', 'shop', 'maker', 'order'),
				(writer, facts, kind) => {
					if (can(writer, 'write', { space: facts, kind })) expect(can(writer, 'read', facts)).toBe(true);
				},
			),
		);
	});
});

describe('inviting', () => {
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
	it.each(cases)('to %s', (_, invitee, shopArea, may) => {
		expect(everybody.map((inviter) => can(inviter, 'invite', { invitee, shopArea }))).toEqual(may);
	});

	it('lets no claimed province stand in for the one the shop lies in', () => {
		const invitee: Invitee = { role: 'seller', areas: ['30'], shop: 'shopB' };
		expect(can(marketer, 'invite', { invitee, shopArea: '50' })).toBe(false);
	});

	it('gives a seller without a shop nothing to invite to', () => {
		const homeless = who('seller', ['30'], null);
		expect(can(homeless, 'invite', { invitee: newShop('30'), shopArea: null })).toBe(false);
	});
});

describe('revoking', () => {
	const helper = who('seller', ['30'], 'shopA', 'helper');
	const stranger = who('seller', ['50'], 'shopB', 'stranger');
	const colleague = who('marketer', ['30'], null, 'colleague');
	const others = [helper, stranger, colleague, staff];
	const ends = (one: Principal) => others.map((other) => can(one, 'revoke', other));
	it('lets staff end any access', () => {
		expect(ends(staff)).toEqual([true, true, true, true]);
	});
	it('lets a marketer end that of sellers in the own provinces alone', () => {
		expect(ends(marketer)).toEqual([true, false, false, false]);
	});
	it('lets a seller end that of helpers in the own shop alone', () => {
		expect(ends(seller)).toEqual([true, false, false, false]);
	});
	it('lets everybody put a phone of their own out of use', () => {
		for (const self of everybody) expect(can(self, 'revoke', self)).toBe(true);
	});
	it('lets whoever invited take the invitation back, and whoever may revoke the invitee', () => {
		const take = (one: Principal, inviter: string | null, invitee: Principal) =>
			can(one, 'take-back', { inviter, invitee });
		expect(take(seller, 'seller', stranger)).toBe(true);
		expect(take(seller, 'marketer', stranger)).toBe(false);
		expect(take(marketer, null, helper)).toBe(true);
		expect(take(marketer, null, stranger)).toBe(false);
	});
});

describe('the office', () => {
	it('is open to staff and marketers', () => {
		expect(everybody.map((one) => can(one, 'open-desk', null))).toEqual([true, true, false]);
	});
	it('as a whole is for staff', () => {
		expect(everybody.map((one) => can(one, 'see-office', null))).toEqual([true, false, false]);
	});
	it('erases buyers and exports what is on record of somebody for staff alone', () => {
		for (const act of ['erase-buyer', 'export-data'] as const)
			expect(everybody.map((one) => can(one, act, null))).toEqual([true, false, false]);
	});
	it('lists sellers to marketers, everybody to staff, nobody to sellers', () => {
		const listed = (role: Principal['role']) => everybody.map((one) => can(one, 'list-people', role));
		expect(listed('seller')).toEqual([true, true, false]);
		expect(listed('marketer')).toEqual([true, false, false]);
		expect(listed('staff')).toEqual([true, false, false]);
	});
});
