import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoRec, productRec, shopRec, writeRecords } from '../../../../tests/support/catalogue.ts';
import { orientedPhoto, spoiltPicture } from '../../../../tests/support/made-pictures.ts';
import { openApp, type App } from '../app.ts';
import { photoFiles, receivePhoto } from './receive.ts';
import { showPhoto, showVariant } from './show.ts';
import { startPhotoWork, workOnce } from './work.ts';

const MINUTE = 60_000;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const nobody = () => Promise.resolve(null);
let folder: string;
let app: App;
let clock: number;

const open = async () => ({
	...(await openApp({ DATA_DIR: folder, LOG_LEVEL: 'error' })),
	now: () => clock,
});
beforeEach(async () => {
	clock = Date.parse('2026-11-01');
	folder = mkdtempSync(join(tmpdir(), 'work-'));
	app = await open();
});
afterEach(async () => {
	await app.store.close();
	rmSync(folder, { recursive: true });
});

async function send(bytes: Uint8Array): Promise<string> {
	async function* whole() {
		yield await Promise.resolve(bytes);
	}
	expect(await receivePhoto(app, hashOf(bytes), whole(), bytes.length)).toEqual({ kind: 'kept' });
	return hashOf(bytes);
}

/** On sale: everybody may see it. */
const use = (hash: string) =>
	writeRecords(app.store, [
		shopRec('shop1'),
		productRec('shop1', 'prod1'),
		photoRec('shop1', 'phot1', 'product/prod1', { full: hash }),
	]);
const jobs = () => app.store.read(({ db }) => db.selectFrom('photo_job').selectAll().execute());
const files = () =>
	readdirSync(join(folder, 'photos'), { recursive: true })
		.map(String)
		.filter((name) => name.includes('.'));

describe('the queue', () => {
	it('makes the variants of a picture once, and shows them to whoever may see the picture', async () => {
		const hash = await send(await orientedPhoto(6));
		expect(await showVariant(app, hash, '320.avif', nobody)).toBeNull();
		expect(await workOnce(app)).toBe('something');
		expect(await workOnce(app)).toBe('nothing');
		expect(await showVariant(app, hash, '320.avif', nobody)).toBeNull();
		await use(hash);
		expect(await showVariant(app, hash, '320.avif', nobody)).toMatchObject({
			type: 'image/avif',
			everyone: true,
		});
		expect(files().every((name) => /^[0-9a-f]{2}.[0-9a-f]{64}(-\d+)?\.(jpg|webp|avif)$/.test(name))).toBe(
			true,
		);
	});

	it.each(['321.avif', '320.gif', '320.avif.part', '../320.avif', '0320.avif', '', '.avif'])(
		'shows nothing under %j',
		async (name) => {
			const hash = await send(await orientedPhoto(1));
			await use(hash);
			await workOnce(app);
			expect(await showVariant(app, hash, name, nobody)).toBeNull();
		},
	);

	it('goes on after the server ended, in the middle too', async () => {
		const hash = await send(await orientedPhoto(1));
		const failing = { ...photoFiles(app), keep: () => new Promise<void>(() => {}) };
		void workOnce(app, failing);
		await expect.poll(async () => (await jobs())[0]?.tries).toBe(1);
		await app.store.close();
		app = await open();
		expect(await workOnce(app)).toBe('nothing');
		clock += 2 * MINUTE;
		expect(await workOnce(app)).toBe('something');
		await use(hash);
		expect(await showVariant(app, hash, '640.webp', nobody)).not.toBeNull();
	});

	it('gives a picture up that cannot be opened, and takes the next', async () => {
		const bad = await send(await spoiltPicture());
		for (let i = 0; i < 4; i++) {
			await workOnce(app);
			clock += 60 * MINUTE;
		}
		expect(await jobs()).toMatchObject([{ hash: bad, due_at: null, tries: 3 }]);
		const good = await send(await orientedPhoto(1));
		await workOnce(app);
		expect((await jobs()).map(({ hash }) => hash)).toEqual([bad]);
		await use(good);
		expect(await showVariant(app, good, '320.jpg', nobody)).not.toBeNull();
	});

	it('waits for room on the disk as long as it takes, and counts it against no picture', async () => {
		await send(await orientedPhoto(1));
		const quiet = { ...app, log: { ...app.log, error: () => undefined } };
		const full = { ...photoFiles(app), keep: () => Promise.reject(new Error('ENOSPC')) };
		for (let i = 0; i < 8; i++) {
			expect(await workOnce(quiet, full)).toBe('something');
			clock += 60 * MINUTE;
		}
		expect(await workOnce(app)).toBe('something');
		expect(await jobs()).toEqual([]);
	});

	it('begins no more a picture that ended the server thrice', async () => {
		const hash = await send(await orientedPhoto(1));
		await app.store.write(({ db }) => db.updateTable('photo_job').set({ tries: 3 }).execute());
		await workOnce(app);
		expect(await jobs()).toMatchObject([{ hash, due_at: null, broken: 'it ended the server' }]);
	});

	it('takes the newest first', async () => {
		await send(await orientedPhoto(1));
		clock += 1;
		const newer = await send(await orientedPhoto(2));
		await workOnce(app);
		expect((await jobs()).map(({ hash }) => hash)).not.toContain(newer);
	});

	it('is stopped between two encodings, and loses nothing', async () => {
		const hash = await send(await orientedPhoto(1));
		const work = startPhotoWork(app);
		await work.stop();
		await use(hash);
		while ((await workOnce(app)) === 'something');
		expect(await jobs()).toEqual([]);
		expect(await showVariant(app, hash, '640.avif', nobody)).not.toBeNull();
	});

	it('makes a variant again that is gone from the disk', async () => {
		const hash = await send(await orientedPhoto(1));
		await use(hash);
		await workOnce(app);
		const quiet = { ...app, log: { ...app.log, error: () => undefined } };
		rmSync(join(folder, 'photos', hash.slice(0, 2), `${hash}-320.avif`));
		expect(await showVariant(quiet, hash, '320.avif', nobody)).toBeNull();
		await workOnce(app);
		expect(await showVariant(app, hash, '320.avif', nobody)).not.toBeNull();
	});
});

it('tells no shopper where a photo was taken: what arrived with a place is shown as it was made anew', async () => {
	const hash = await send(await orientedPhoto(6));
	await use(hash);
	expect(await showPhoto(app, hash, nobody)).toBeNull();
	await workOnce(app);
	const shown = await showPhoto(app, hash, nobody);
	expect(Buffer.from(shown?.bytes ?? []).includes('Exif')).toBe(false);
	expect(shown).toMatchObject({ type: 'image/jpeg', everyone: true });
	const principal = { person: 'p', role: 'seller', areas: [], shop: 'shop1' } as const;
	const own = () => Promise.resolve({ enrolment: 'e', device: 'd', renamed: false, principal });
	expect(await showPhoto(app, hash, own)).toMatchObject({ everyone: false });
	expect(hashOf((await showPhoto(app, hash, own))?.bytes ?? new Uint8Array())).toBe(hash);
});

it('removes every file of a hash that is old enough, and no other', async () => {
	const hash = await send(await orientedPhoto(1));
	const other = await send(await orientedPhoto(2));
	await workOnce(app);
	await workOnce(app);
	writeFileSync(join(folder, 'photos', hash.slice(0, 2), `${hash}-640.avif.x.part`), 'half');
	await photoFiles(app).remove(hash, 1_000);
	expect(files().filter((name) => name.includes(hash)).length).toBeGreaterThan(5);
	await photoFiles(app).remove(hash, Date.now() + MINUTE);
	expect(files().filter((name) => name.includes(hash))).toEqual([]);
	expect(files().filter((name) => name.includes(other)).length).toBeGreaterThan(5);
	await expect(photoFiles(app).remove('../..', Date.now())).rejects.toThrow('no photo name');
});
