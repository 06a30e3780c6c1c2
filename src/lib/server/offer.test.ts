import { expect, test } from 'vitest';
import { testApp } from '../../../tests/support/joined.ts';
import type { Principal } from '../domain/access.ts';
import { offerOf } from './offer.ts';
import type { Enrolled } from './principal.ts';
import { writeAs } from './write.ts';

const who = (principal: Partial<Principal>): Enrolled => ({
	enrolment: 'e1',
	device: 'd1',
	renamed: false,
	principal: { person: 'malee', role: 'marketer', areas: ['30'], shop: null, ...principal },
});

test('offers a marketer the districts of their provinces with their makers, those without one last', async () => {
	const app = await testApp();
	const put = (shop: string, area: string, district: string) => {
		const address = { province: area, district, subdistrict: '', postcode: '', line: '' };
		const edits = [
			{ kind: 'shop', key: shop, set: { nameTh: 'ก'.repeat(100), address } },
			{ kind: 'product', key: `p-of-${shop}`, set: { nameTh: 'ข'.repeat(100) } },
		];
		return app.store.write((tx) =>
			writeAs(tx, 'register', { id: `c.${shop}`, area, shop }, edits, app.now()),
		);
	};
	for (const [shop, area, district] of [
		['one', '30', '3001'],
		['two', '30', '3001'],
		['lost', '30', ''],
		['three', '30', '3021'],
		['far', '40', '4001'],
	] as const)
		await put(shop, area, district);
	const offer = await offerOf(app, who({}));
	expect(offer.map(([code, makers]) => [code, makers])).toEqual([
		['3001', 2],
		['3021', 1],
		['3000', 1],
	]);
	const [first, second] = offer;
	expect(first?.[2]).toBeCloseTo((second?.[2] ?? 0) * 2, -1);
	expect(second?.[2]).toBeGreaterThan(50);
	expect((await offerOf(app, who({ areas: ['30', '40'] }))).map(([code]) => code)).toContain('4001');
	expect(await offerOf(app, who({ role: 'seller', shop: 'one' }))).toEqual([]);
	expect(await offerOf(app, who({ role: 'staff', areas: [] }))).toEqual([]);
});
