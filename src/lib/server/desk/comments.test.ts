import { describe, expect, it } from 'vitest';
import { joinAs } from '../../../../tests/support/access/world.ts';
import { say } from '../../../../tests/support/desk-world.ts';
import { testApp } from '../../../../tests/support/joined.ts';
import { catalogueOf } from '../../domain/access.ts';
import { MAX_COMMENT } from '../../domain/comment.ts';
import { COMMENT } from '../../domain/notes.ts';
import { findShopfront } from '../store/queries/shopfront.ts';
import { standingOf } from '../store/queries/coverage.ts';
import { findRecord, recordsOfKind } from '../store/queries/records.ts';
import { writeAs } from '../write.ts';
import { comment, commentsOf, settle } from './comments.ts';
import { reviewFor } from './review.ts';

const SHOP = 'weavers-1';
const KEY = 'comment-one-00';
const MAT = 'product/silk-mat';

async function world() {
	const app = await testApp();
	const write = (shop: string, area: string) =>
		app.store.write((tx) =>
			writeAs(
				tx,
				'register',
				{ id: catalogueOf(shop), area, shop },
				[
					{
						kind: 'shop',
						key: shop,
						set: { nameTh: 'กลุ่มทอผ้า', state: 'published', address: addressIn(area), phones: ['0812345678'] },
					},
					{ kind: 'product', key: 'silk-mat', set: { nameTh: 'ผ้าไหม' } },
				],
				app.now(),
			),
		);
	await write(SHOP, '30');
	await write('far-away-1', '50');
	const staff = await joinAs(app, null, { role: 'staff', name: 'คุณสมใจ' });
	const marketer = await joinAs(app, null, { role: 'marketer', areas: ['30'], name: 'คุณมาลี' });
	const seller = await joinAs(app, null, { shop: SHOP, name: 'ยายบุญ' });
	const wish = { key: KEY, shop: SHOP, about: MAT, text: 'ราคานี้พิมพ์เกินไปหรือเปล่า' };
	const record = () => app.store.read((tx) => findRecord(tx, catalogueOf(SHOP), COMMENT, KEY));
	return { app, staff, marketer, seller, wish, record };
}
const addressIn = (province: string) => {
	return { province, district: `${province}01`, subdistrict: '', postcode: '', line: '' };
};

describe('a comment of the office', () => {
	it('is written by staff and by the marketers of the province, under their names, once however often it is sent', async () => {
		const { app, staff, marketer, wish, record } = await world();
		expect(await comment(app, staff.person, wish)).toBe('ok');
		expect(await comment(app, staff.person, { ...wish, text: 'ส่งซ้ำ' })).toBe('ok');
		expect(await comment(app, marketer.person, { ...wish, key: 'comment-two-00' })).toBe('ok');
		expect((await record())?.fields).toMatchObject({
			...{ text: wish.text, about: MAT, at: app.now() },
			by: { name: 'คุณสมใจ', role: 'staff' },
		});
		const all = await app.store.read((tx) => commentsOf(tx, SHOP));
		expect(all.map(({ by, product }) => [by, product]).sort()).toEqual([
			['คุณมาลี', 'ผ้าไหม'],
			['คุณสมใจ', 'ผ้าไหม'],
		]);
	});

	it('is not written by a seller, nor about what is not there or not theirs', async () => {
		const { app, staff, marketer, seller, wish, record } = await world();
		expect(await comment(app, seller.person, wish)).toBe('gone');
		expect(await comment(app, marketer.person, { ...wish, shop: 'far-away-1' })).toBe('gone');
		expect(await comment(app, staff.person, { ...wish, about: 'product/nothing-here' })).toBe('gone');
		expect(await comment(app, staff.person, { ...wish, about: 'shop/far-away-1' })).toBe('gone');
		expect(await comment(app, staff.person, { ...wish, shop: 'nowhere-at-all' })).toBe('gone');
		expect(await comment(app, staff.person, { ...wish, text: ' \n' })).toBe('empty');
		expect(await comment(app, staff.person, { ...wish, text: 'ก'.repeat(MAX_COMMENT + 1) })).toBe('too-long');
		expect(await record()).toBeNull();
	});

	it('is done by a phone, which may say nothing else of it', async () => {
		const { app, staff, seller, wish, record } = await world();
		await comment(app, staff.person, wish);
		const about = { kind: COMMENT, key: KEY };
		await say(app, seller, [
			{ ...about, set: { text: 'แก้คำของสำนักงาน' } },
			{ ...about, set: { done: 5, by: { name: 'ปลอม', role: 'staff' } } },
			{ ...about, remove: true },
			{ kind: COMMENT, key: 'made-by-a-phone', set: { done: 5 } },
			{ ...about, set: { done: app.now() } },
		]);
		const after = await record();
		expect(after?.fields).toMatchObject({ text: wish.text, done: app.now(), by: { name: 'คุณสมใจ' } });
		expect(after?.removed).toBeNull();
		const space = catalogueOf(SHOP);
		expect(await app.store.read((tx) => recordsOfKind(tx, space, COMMENT))).toHaveLength(1);
		const [told] = await app.store.read((tx) => commentsOf(tx, SHOP));
		expect(told?.done).toEqual({ at: app.now(), by: 'ยายบุญ' });
	});

	it('waits in the queue until it is done, and for two weeks more', async () => {
		const { app, staff, wish } = await world();
		await comment(app, staff.person, wish);
		const queue = async () => (await reviewFor(app, staff.person, '30', 50)).comments;
		expect(await queue()).toMatchObject([{ text: wish.text, product: 'ผ้าไหม', by: 'คุณสมใจ', done: null }]);
		expect(await settle(app, staff.person, { shop: SHOP, key: KEY }, 'done')).toBe(true);
		expect(await queue()).toMatchObject([{ done: { by: 'คุณสมใจ' } }]);
		app.pass(15 * 86_400_000);
		expect(await queue()).toEqual([]);
		expect(await settle(app, staff.person, { shop: SHOP, key: KEY }, 'open')).toBe(true);
		expect(await queue()).toHaveLength(1);
		expect(await settle(app, staff.person, { shop: SHOP, key: KEY }, 'gone')).toBe(true);
		expect(await queue()).toEqual([]);
		expect(await settle(app, staff.person, { shop: SHOP, key: KEY }, 'done')).toBe(false);
	});

	it('makes no shop of a row of the register, and no shopper reads it', async () => {
		const { app, staff, wish } = await world();
		await comment(app, staff.person, { ...wish, about: `shop/${SHOP}` });
		expect(await app.store.read((tx) => standingOf(tx, catalogueOf(SHOP)))).toMatchObject({ begun: 0 });
		const front = await app.store.read((tx) => findShopfront(tx, SHOP));
		expect(front).not.toBeNull();
		expect(JSON.stringify(front)).not.toContain(wish.text);
	});
});
