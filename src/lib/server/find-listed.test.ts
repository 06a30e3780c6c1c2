import { expect, test } from 'vitest';
import { testApp } from '../../../tests/support/joined.ts';
import { catalogueOf, type Principal } from '../domain/access.ts';
import { findListed } from './find-listed.ts';
import { offerOf } from './offer.ts';
import type { Enrolled } from './principal.ts';
import { writeAs } from './write.ts';

const who = (principal: Partial<Principal> = {}): Enrolled => ({
	enrolment: 'e1',
	device: 'd1',
	renamed: false,
	principal: { person: 'malee', role: 'marketer', areas: ['30'], shop: null, ...principal },
});

async function office() {
	const app = await testApp();
	const put = (shop: string, area: string, district: string, more: Record<string, unknown>) => {
		const address = { province: area, district, subdistrict: '', postcode: '', line: '' };
		const edits = [
			{ kind: 'shop', key: shop, set: { address, ...more } as never },
			{ kind: 'product', key: `p-of-${shop}`, set: { nameTh: 'ข'.repeat(100) } },
		];
		return app.store.write((tx) =>
			writeAs(tx, 'register', { id: catalogueOf(shop), area, shop }, edits, app.now()),
		);
	};
	await put('mats', '30', '3001', { nameTh: 'กลุ่มทอเสื่อกก', phones: ['0812345678'] });
	await put('mats-too', '30', '3021', { nameTh: 'กลุ่มทอเสื่อกก', otopNumber: '30-0042' });
	await put('silk', '40', '4001', { nameTh: 'กลุ่มทอผ้าไหม' });
	await put('alias', '30', '3001', { nameTh: 'กลุ่มจักสาน', mergedInto: 'mats' });
	return app;
}

test('tells whom each line means, in their order, each maker once with what tells it from others', async () => {
	const app = await office();
	const lines = ['กลุ่มทอเสื่อกก', '081-2345678', 'ไม่มีใครชื่อนี้', '300042', 'เสื่อกก อ.ปากช่อง'];
	const { makers, lines: found } = await findListed(app, who(), lines);
	expect(makers.map((maker) => maker.slice(0, 6))).toEqual([
		['mats', 'กลุ่มทอเสื่อกก', '3001', '', '0812345678', ''],
		['mats-too', 'กลุ่มทอเสื่อกก', '3021', '', '', '30-0042'],
	]);
	expect(found).toEqual([
		[[0, 1], 0, 0],
		[[0], 1, 0],
		[[], 0, 0],
		[[1], 1, 0],
		[[1], 1, 0],
	]);
	// As many bytes as the district says that has nobody else
	const offer = await offerOf(app, who());
	expect(makers[1]?.[6]).toBe(offer.find(([code]) => code === '3021')?.[2]);
});

test('finds nobody whom the person may not carry, nor whoever another stands for', async () => {
	const app = await office();
	const found = async (principal: Partial<Principal>, ...lines: string[]) =>
		(await findListed(app, who(principal), lines)).makers.map(([shop]) => shop);
	expect(await found({}, 'กลุ่มทอผ้าไหม', 'silk', 'กลุ่มจักสาน')).toEqual([]);
	expect(await found({ areas: ['30', '40'] }, 'ผ้าไหม')).toEqual(['silk']);
	expect(await found({ role: 'seller', areas: [], shop: 'mats' }, 'กลุ่ม')).toEqual([]);
	expect(await found({ role: 'staff', areas: [] }, 'กลุ่ม')).toEqual([]);
});
