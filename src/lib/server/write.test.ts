import { beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from './store/sqlite/open.ts';
import type { Store } from './store/port.ts';
import { findRecord } from './store/queries/records.ts';
import { findSpace } from './store/queries/spaces.ts';
import { writeAs, type ServerEdit } from './write.ts';

const facts = { id: 'c.maker1', area: '30', shop: 'maker1' };
const edits: ServerEdit[] = [
	{ kind: 'shop', key: 'maker1', set: { nameTh: 'กลุ่มทอผ้า', state: 'draft' } },
	{ kind: 'product', key: 'mat1', set: { nameTh: 'เสื่อกก' } },
];

describe("the server's own edits", () => {
	let store: Store;
	const write = (by: string, what = edits) => store.write((tx) => writeAs(tx, by, facts, what, 1_000));

	beforeEach(async () => {
		store = await openSqlite(':memory:');
	});

	it('change nothing the second time', async () => {
		expect(await write('register')).toBe(2);
		expect(await write('register')).toBe(0);
		expect(await store.read((tx) => findSpace(tx, facts.id))).toMatchObject({ counter: 1, shorts: 2 });
	});

	it('leave what somebody else has set', async () => {
		await write('register');
		await write('person', [{ kind: 'shop', key: 'maker1', set: { phones: ['0812345678'] } }]);
		const again = [{ kind: 'shop', key: 'maker1', set: { nameTh: 'กลุ่มทอผ้าไหม', phones: ['044123456'] } }];
		expect(await write('register', again)).toBe(1);
		const shop = await store.read((tx) => findRecord(tx, facts.id, 'shop', 'maker1'));
		expect(shop?.fields).toMatchObject({ nameTh: 'กลุ่มทอผ้าไหม', phones: ['0812345678'] });
	});

	it('move a space to the province of its address', async () => {
		const address = { province: '31', district: '', subdistrict: '', postcode: '', line: '' };
		await write('register', [{ kind: 'shop', key: 'maker1', set: { address } }]);
		expect((await store.read((tx) => findSpace(tx, facts.id)))?.area).toBe('31');
	});

	it('are all undone when one cannot be written', async () => {
		const failing = store.write(async (tx) => {
			await writeAs(tx, 'register', facts, edits, 1_000);
			throw new Error('the disk is full');
		});
		await expect(failing).rejects.toThrow('the disk is full');
		expect(await store.read((tx) => findSpace(tx, facts.id))).toBeNull();
	});
});
