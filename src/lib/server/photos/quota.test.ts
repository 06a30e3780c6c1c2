import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoRec, shopRec, writeRecords } from '../../../../tests/support/catalogue.ts';
import { orientedPhoto } from '../../../../tests/support/made-pictures.ts';
import { openApp, type App } from '../app.ts';
import { findPhotoFile, putPhotoFile } from '../store/queries/photo-files.ts';
import { GRACE, partAt, sweepOrphans, SWEEP_EVERY } from './orphans.ts';
import { isPastQuota, SHOP_QUOTA } from './quota.ts';
import { photoFiles, receivePhoto } from './receive.ts';
import { workOnce } from './work.ts';

const DAY = 24 * 3_600_000;
let folder: string;
let app: App;
let clock: number;

beforeEach(async () => {
	clock = Date.now();
	folder = mkdtempSync(join(tmpdir(), 'quota-'));
	app = { ...(await openApp({ DATA_DIR: folder, LOG_LEVEL: 'error' })), now: () => clock };
});
afterEach(async () => {
	await app.store.close();
	rmSync(folder, { recursive: true });
});

async function send(bytes: Uint8Array) {
	async function* whole() {
		yield await Promise.resolve(bytes);
	}
	const hash = createHash('sha256').update(bytes).digest('hex');
	return { hash, receipt: await receivePhoto(app, hash, whole(), bytes.length) };
}

describe('the quota of a shop', () => {
	const held = (hash: string, bytes: number) =>
		app.store.write((tx) => putPhotoFile(tx, { hash, type: 'image/webp', bytes, created_at: 1 }));
	const use = (shop: string, key: string, full: string, thumb = full) =>
		writeRecords(app.store, [shopRec(shop), photoRec(shop, key, 'product/prod1', { full, thumb })]);
	const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

	it('counts a file once, however many records name it, and only what is here', async () => {
		await use('shop1', 'phot1', a);
		await use('shop1', 'phot2', a, b);
		await held(a, 60);
		const past = (bytes: number) => app.store.read((tx) => isPastQuota(tx, b, bytes, 100));
		expect([await past(40), await past(41)]).toEqual([false, true]);
		await held(b, 1_000);
		expect(await past(40)).toBe(false);
	});

	it('refuses a picture past it, keeps its record, and leaves other shops alone', async () => {
		const bytes = await orientedPhoto(1);
		const hash = createHash('sha256').update(bytes).digest('hex');
		await use('shop1', 'phot1', a);
		await held(a, SHOP_QUOTA);
		await use('shop1', 'phot2', hash);
		expect((await send(bytes)).receipt).toEqual({ kind: 'refused', reason: 'over-quota' });
		expect(await app.store.read((tx) => findPhotoFile(tx, hash))).toBeNull();
		const records = await app.store.read(({ db }) =>
			db.selectFrom('record').select('key').where('kind', '=', 'photo').execute(),
		);
		expect(records.map(({ key }) => key)).toContain('phot2');
		const other = await orientedPhoto(2);
		await use('shop2', 'phot1', createHash('sha256').update(other).digest('hex'));
		expect((await send(other)).receipt).toEqual({ kind: 'kept' });
	});
});

describe('a file that nothing names', () => {
	const files = () =>
		readdirSync(join(folder, 'photos'), { recursive: true }).filter((name) => String(name).includes('.'));
	const isHere = (hash: string) => app.store.read(async (tx) => (await findPhotoFile(tx, hash)) !== null);
	const work = async () => {
		while ((await workOnce(app)) === 'something');
	};
	const use = (hash: string, removed = false) =>
		writeRecords(app.store, [
			shopRec('shop1'),
			photoRec('shop1', 'phot1', 'product/prod1', { full: hash }, removed),
		]);

	it('is removed with its copies when the grace is over', async () => {
		const { hash } = await send(await orientedPhoto(1));
		await work();
		expect(files().length).toBeGreaterThan(5);
		const sweep = () => sweepOrphans(app, hash.slice(0, 2));
		clock += 2 * DAY;
		expect(await sweep()).toBe(0);
		clock += GRACE - DAY;
		expect(await sweep()).toBe(0);
		clock += DAY + 1;
		expect(await sweep()).toBe(1);
		expect(await isHere(hash)).toBe(false);
		await work();
		expect(files()).toEqual([]);
	});

	it('has its whole grace from the moment its record is removed, and none while something names it', async () => {
		const { hash } = await send(await orientedPhoto(1));
		const sweep = () => sweepOrphans(app, hash.slice(0, 2));
		await use(hash);
		clock += 400 * DAY;
		await sweep();
		await use(hash, true);
		await sweep();
		clock += GRACE - 1;
		expect(await sweep()).toBe(0);
		await use(hash);
		await sweep();
		await use(hash, true);
		clock += DAY;
		expect(await sweep()).toBe(0);
		expect(await isHere(hash)).toBe(true);
	});

	it('that comes again while it is being removed stays', async () => {
		const bytes = await orientedPhoto(1);
		const { hash } = await send(bytes);
		await work();
		const old = new Date(clock);
		for (const name of files()) utimesSync(join(folder, 'photos', String(name)), old, old);
		clock += 2 * DAY;
		await sweepOrphans(app, hash.slice(0, 2));
		clock += GRACE + 1;
		expect(await sweepOrphans(app, hash.slice(0, 2))).toBe(1);
		expect((await send(bytes)).receipt).toEqual({ kind: 'kept' });
		await work();
		expect(await isHere(hash)).toBe(true);
		expect(files().length).toBeGreaterThan(5);
	});

	it('that comes again in the middle of being removed has its copies made all the same', async () => {
		const bytes = await orientedPhoto(1);
		const { hash } = await send(bytes);
		await work();
		clock += 2 * DAY;
		await sweepOrphans(app, hash.slice(0, 2));
		clock += GRACE + 1;
		await sweepOrphans(app, hash.slice(0, 2));
		const disk = photoFiles(app);
		const remove: typeof disk.remove = async (of, before) => {
			await disk.remove(of, before);
			expect((await send(bytes)).receipt).toEqual({ kind: 'kept' });
		};
		await workOnce(app, { ...disk, remove });
		await work();
		expect(files().length).toBeGreaterThan(5);
	});

	it('is looked for in every part within a day', () => {
		const turns = Math.floor(DAY / SWEEP_EVERY);
		const parts = new Set(Array.from({ length: turns }, (_, i) => partAt(i * SWEEP_EVERY)));
		expect(parts.size).toBe(256);
		expect([...parts].every((part) => /^[0-9a-f]{2}$/.test(part))).toBe(true);
	});
});
