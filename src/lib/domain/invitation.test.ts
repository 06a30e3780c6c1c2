import { describe, expect, it } from 'vitest';
import { isComplete, standingOf } from './invitation.ts';

describe('an invitation', () => {
	const fresh = { expiresAt: 100, usedAt: null, revokedAt: null };
	it('is open until the moment it expires', () => {
		expect(standingOf(fresh, 99)).toBe('open');
		expect(standingOf(fresh, 100)).toBe('expired');
	});
	it('stays used after its time, and revoked whatever else happened', () => {
		expect(standingOf({ ...fresh, usedAt: 50 }, 200)).toBe('used');
		expect(standingOf({ ...fresh, usedAt: 50, revokedAt: 60 }, 200)).toBe('revoked');
	});
	it.each([
		['staff without provinces', { role: 'staff', areas: [], shop: null }, true],
		['staff of a province', { role: 'staff', areas: ['30'], shop: null }, false],
		['a marketer of two provinces', { role: 'marketer', areas: ['30', '31'], shop: null }, true],
		['a marketer of none', { role: 'marketer', areas: [], shop: null }, false],
		['a marketer with a shop', { role: 'marketer', areas: ['30'], shop: 'shop' }, false],
		['a seller with a province', { role: 'seller', areas: ['30'], shop: null }, true],
		['a seller with two', { role: 'seller', areas: ['30', '31'], shop: null }, false],
		['a seller with a shop', { role: 'seller', areas: [], shop: 'shop' }, true],
		['a seller with neither', { role: 'seller', areas: [], shop: null }, false],
		['a province that does not exist', { role: 'seller', areas: ['99'], shop: null }, false],
		['a district for a province', { role: 'seller', areas: ['3001'], shop: null }, false],
	] as const)('%s: complete %s', (_, invitee, complete) => {
		expect(isComplete(invitee)).toBe(complete);
	});
});
