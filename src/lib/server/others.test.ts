import { expect, test } from 'vitest';
import { phoneOf } from '../../../tests/support/talking.ts';
import { testApp } from '../../../tests/support/joined.ts';
import { REGISTER_AUTHOR } from '../domain/register-author.ts';
import { othersDid } from './others.ts';
import type { Principal } from '../domain/access.ts';
import { writeAs } from './write.ts';

const SHOP = 'shop-of-boon-000';
const SPACE = `c.${SHOP}`;
const price = (baht: number) => ({ satang: baht * 100, unit: 'ผืน' });

async function village() {
	const app = await testApp();
	const edits = [{ kind: 'product', key: 'mat-of-reed', set: { nameTh: 'เสื่อกก', price: price(250) } }];
	const facts = { id: SPACE, area: '30', shop: SHOP };
	await app.store.write((tx) => writeAs(tx, REGISTER_AUTHOR, facts, edits, app.now()));
	const marketer = await phoneOf(app, null, { role: 'marketer', areas: ['30'], name: 'คุณสมชาย 0812345678' });
	await marketer.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), scopes: [SPACE] }));
	await marketer.settle();
	const seller = await phoneOf(app, null, { role: 'seller', shop: SHOP, areas: [], name: 'ยายบุญ' });
	await seller.settle();
	const asks = (principal: Principal) =>
		othersDid(app, { enrolment: 'any', device: 'any', renamed: false, secretIsDue: false, principal }, SPACE);
	const set = (fields: object, key = 'mat-of-reed') => ({
		space: SPACE,
		kind: 'product',
		key,
		set: fields as never,
	});
	return { app, marketer, seller, asks, set };
}

test('tells what a marketer set, and what stood before they came; not what the register says', async () => {
	const { marketer, seller, asks, set } = await village();
	expect(await asks(seller.person)).toEqual([]);
	for (const baht of [280, 290]) {
		await marketer.edit(set({ price: price(baht) }));
		await marketer.settle();
	}
	await marketer.edit(set({ nameTh: 'หมวกใบลาน' }, 'hat-of-palm'));
	await marketer.settle();
	expect(await asks(seller.person)).toMatchObject([
		{ key: 'hat-of-palm', field: 'nameTh', value: 'หมวกใบลาน', before: null, by: { name: 'คุณสมชาย' } },
		{ key: 'mat-of-reed', field: 'price', value: price(290), before: price(250), by: { role: 'marketer' } },
	]);
	expect(await asks(marketer.person)).toEqual([]);
});

test('what the owner has set anew is nobody else’s any more', async () => {
	const { marketer, seller, asks, set } = await village();
	await marketer.edit(set({ price: price(280) }));
	await marketer.settle();
	await seller.settle();
	await seller.edit(set({ price: price(250) }));
	await seller.settle();
	expect(await asks(seller.person)).toEqual([]);
});

test('who may not read the shop is told that there is none', async () => {
	const { asks } = await village();
	expect(await asks({ person: 'far', role: 'marketer', areas: ['90'], shop: null })).toBeNull();
});
