import { expect, it } from 'vitest';
import { checkField } from '../../domain/schema.ts';
import type { RegisterMaker } from '../../domain/register/index.ts';
import { testApp } from '../../../../tests/support/joined.ts';
import { findRecord, recordsOfKind } from '../store/queries/records.ts';
import { editsOf, storeMakers } from './store.ts';

const maker = (id: string, over: Partial<RegisterMaker> = {}): RegisterMaker => ({
	id,
	name: 'กลุ่มแม่บ้านบ้านสวน',
	nameIs: 'maker',
	products: [{ row: 2, name: 'กล้วยฉาบ', category: { code: 'FOOD', guess: true } }],
	localAuthority: 'อบต.บ้านสวน',
	address: { province: '30', district: '3001', subdistrict: '300101', postcode: '30000', line: 'ม.4' },
	how: 'exact',
	phones: ['0812345678'],
	contact: '',
	place: { lat: 14.9, lng: 102.1 },
	otopNumber: '',
	rows: [2],
	...over,
});
const report = [
	{ row: 2, column: 'เบอร์โทรศัพท์', value: '8.3E+18', reason: 'exponent', th: 'ก', en: 'a' },
] as const;

it('writes a maker as a shop without an owner, its goods as drafts and its category as a guess', async () => {
	const app = await testApp();
	await storeMakers(app, [maker('makerone')], report, 'register.csv');
	const shop = await app.store.read((tx) => findRecord(tx, 'c.makerone', 'shop', 'makerone'));
	const goods = await app.store.read((tx) => recordsOfKind(tx, 'c.makerone', 'product'));
	const told = await app.store.read((tx) => findRecord(tx, 'c.makerone', 'maker', 'makerone'));
	expect(shop?.fields).toMatchObject({ nameTh: 'กลุ่มแม่บ้านบ้านสวน', state: 'draft', phones: ['0812345678'] });
	expect(goods.map((good) => good.fields)).toEqual([
		{ nameTh: 'กล้วยฉาบ', category: 'FOOD', categoryGuess: true, state: 'draft' },
	]);
	expect(told?.fields['unread']).toEqual([{ row: 2, column: 'เบอร์โทรศัพท์', reason: 'exponent' }]);
});

it('changes nothing the second time, and only what differs the third', async () => {
	const app = await testApp();
	const makers = Array.from({ length: 120 }, (_, i) => maker(`maker${i}`));
	expect((await storeMakers(app, makers, [], 'r.csv')).changed).toBe(120);
	expect((await storeMakers(app, makers, [], 'r.csv')).changed).toBe(0);
	const moved = makers.with(7, maker('maker7', { phones: ['0898765432'] }));
	expect((await storeMakers(app, moved, [], 'r.csv')).changed).toBe(1);
});

it('writes nothing that a phone could not have written, however long the register is', () => {
	const long = 'น้ำพริกเผา'.repeat(60);
	const edits = editsOf(
		maker('longname', { name: long, products: [{ row: 2, name: long, category: null }] }),
		[],
		long,
	);
	for (const { kind, set } of edits) {
		for (const [field, value] of Object.entries(set)) {
			expect([kind, field, checkField(kind, field, value).kind]).toEqual([kind, field, 'ok']);
		}
	}
	expect(edits[1]?.set['name']).toBe(long);
});
