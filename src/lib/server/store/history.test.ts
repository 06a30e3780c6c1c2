import Database from 'better-sqlite3';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from './port.ts';
import { forksOf } from './queries/epochs.ts';
import { foundSpace, takeNumber } from './queries/spaces.ts';
import { openSqlite } from './sqlite/open.ts';

let folder = '';
let file = '';
let open: Store[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'history-'));
	file = join(folder, 'tambon.sqlite');
	open = [];
});
afterEach(async () => {
	for (const store of open) await store.close();
	rmSync(folder, { recursive: true });
});

async function start(): Promise<Store> {
	const store = await openSqlite(file);
	open.push(store);
	return store;
}
const write = (store: Store, times = 1) =>
	store.write(async (tx) => {
		await foundSpace(tx, { id: 'c.one', area: '40', shop: 'one' }).catch(() => undefined);
		for (let i = 0; i < times; i++) await takeNumber(tx, 'c.one', 0, 0);
	});
/** A backup as a person makes one, with the server going on. */
async function backup(to: string): Promise<void> {
	const db = new Database(file);
	await db.backup(to);
	db.close();
}
async function end(store: Store): Promise<void> {
	open = open.filter((one) => one !== store);
	await store.close();
}
const restore = (from: string) => {
	rmSync(`${file}-wal`, { force: true });
	rmSync(`${file}-shm`, { force: true });
	copyFileSync(from, file);
};

describe('a database that is opened again', () => {
	test('goes on with its history', async () => {
		const first = await start();
		const { epoch } = first;
		await end(first);
		const second = await start();
		expect([second.epoch, second.wasTurnedBack]).toEqual([epoch, false]);
	});

	test('begins another where it was put back from a backup, and knows where each space stood', async () => {
		const first = await start();
		const { epoch } = first;
		await write(first, 3);
		await backup(join(folder, 'backup'));
		await write(first, 4);
		await first.mark();
		await first.mark();
		await end(first);
		restore(join(folder, 'backup'));
		const second = await start();
		expect(second.wasTurnedBack).toBe(true);
		expect(second.epoch).not.toBe(epoch);
		const forks = await second.read((tx) => forksOf(tx, 'c.one', [epoch, 'unheard-of']));
		expect(forks.get(epoch)).toEqual({ number: 3, isSplit: false });
		expect(forks.get('unheard-of')).toEqual({ number: null, isSplit: false });
		expect((await second.read((tx) => forksOf(tx, 'c.two', [epoch]))).get(epoch)?.number).toBe(0);
	});

	test('begins another where the whole folder was put back, the mark with it', async () => {
		const first = await start();
		const { epoch } = first;
		await end(first);
		copyFileSync(`${file}.mark`, join(folder, 'mark'));
		rmSync(`${file}.mark`);
		copyFileSync(join(folder, 'mark'), `${file}.mark`);
		expect((await start()).epoch).not.toBe(epoch);
	});

	test('cuts to the lowest fork of all that came since', async () => {
		const first = await start();
		await write(first, 5);
		await backup(join(folder, 'at5'));
		await write(first, 4);
		await backup(join(folder, 'at9'));
		await end(first);
		restore(join(folder, 'at9'));
		rmSync(`${file}.mark`);
		const second = await start();
		await end(second);
		restore(join(folder, 'at5'));
		rmSync(`${file}.mark`);
		const third = await start();
		const forks = await third.read((tx) => forksOf(tx, 'c.one', [first.epoch]));
		expect(forks.get(first.epoch)).toEqual({ number: 5, isSplit: false });
	});
});

test('doubt begins a history whose forerunner ended nobody knows where, once in a start', async () => {
	const store = await start();
	const { epoch } = store;
	await write(store);
	expect([await store.doubt(), await store.doubt()]).toEqual([true, false]);
	expect(store.epoch).not.toBe(epoch);
	const forks = await store.read((tx) => forksOf(tx, 'c.one', [epoch]));
	expect(forks.get(epoch)).toEqual({ number: null, isSplit: true });
});
