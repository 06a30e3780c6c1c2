import { describe, expect, it } from 'vitest';
import { testApp } from '../../../../tests/support/joined.ts';
import { makeDeskWorld, ODD } from '../../../../tests/support/desk-world.ts';
import { catalogueOf } from '../../domain/access.ts';
import { writeAs, type ServerEdit } from '../write.ts';
import { reviewFor } from './review.ts';
import { deskShop } from './shop.ts';

async function world() {
	const app = await testApp();
	const { staff, marketer } = await makeDeskWorld(app);
	return { app, staff: staff.person, marketer: marketer.person };
}

describe('the review queue', () => {
	it('tells what waits, where, and since when', async () => {
		const { app, staff } = await world();
		const { questions, refused, prices, consent, more } = await reviewFor(app, staff, null, 50);
		expect(questions).toMatchObject([{ area: '30', shop: 'maker-0', field: 'price', product: ODD }]);
		expect(questions[0]?.since).toBe(app.now());
		expect(refused.map(({ reason, person }) => [reason, person])).toEqual([['product-needs-price', 'ยายบุญ']]);
		expect(prices).toMatchObject([
			{ product: ODD, suspect: { kind: 'too-high', by: 'own', expected: 250_000 } },
		]);
		expect(consent.map(({ shop }) => shop).sort()).toEqual(['maker-0', 'maker-3']);
		expect(more).toEqual({
			questions: false,
			refused: false,
			prices: false,
			consent: false,
			comments: false,
		});
	});

	it('is narrowed to one province, and to those that somebody sees', async () => {
		const { app, staff, marketer } = await world();
		expect((await reviewFor(app, staff, '31', 50)).consent).toHaveLength(1);
		const elsewhere = await reviewFor(app, { ...marketer, areas: ['50'] }, null, 50);
		expect([elsewhere.questions, elsewhere.refused, elsewhere.prices, elsewhere.consent].flat()).toEqual([]);
		expect((await reviewFor(app, { ...marketer, areas: ['50'] }, '30', 50)).questions).toEqual([]);
	});

	it('says when there is more than it shows', async () => {
		const { app, staff } = await world();
		const { consent, more } = await reviewFor(app, staff, null, 1);
		expect(consent).toHaveLength(1);
		expect(more.consent).toBe(true);
	});

	it('sees a price far from others of its kind, once there are enough of them, and not one on no shelf', async () => {
		const { app, staff } = await world();
		const sell = (key: string, satang: number, state = 'published') => {
			const set = { nameTh: key, category: 'CRAFT', price: { satang, unit: 'ใบ' }, state };
			const edits: ServerEdit[] = [{ kind: 'product', key, set }];
			const facts = { id: catalogueOf('maker-4'), area: '50', shop: 'maker-4' };
			return app.store.write((tx) => writeAs(tx, 'sample', facts, edits, app.now()));
		};
		const odd = async () => (await reviewFor(app, staff, '50', 50)).prices.map(({ product }) => product);
		await sell('slip', 200_000);
		await sell('hidden', 400_000, 'draft');
		for (let i = 0; i < 10; i++) await sell(`basket-${i}`, 9_000 + i);
		expect(await odd()).toEqual([]);
		await sell('basket-10', 9_100);
		expect(await odd()).toEqual(['slip']);
	});
});

it("a shop's page shows who says what, and nothing to those who do not see it", async () => {
	const { app, staff, marketer } = await world();
	const shop = await deskShop(app, staff, 'maker-0');
	expect(shop?.questions).toMatchObject([
		{ field: 'price', standing: { satang: 2_500_000 }, candidates: [{ by: 'คุณมาลี' }] },
	]);
	expect(shop?.products.map(({ name }) => name)).toEqual([ODD]);
	expect(shop?.people).toMatchObject([{ name: 'ยายบุญ', devices: [{ phone: 'SM-A127F' }] }]);
	expect(await deskShop(app, marketer, 'maker-4')).toBeNull();
	expect(await deskShop(app, staff, 'nowhere')).toBeNull();
});
