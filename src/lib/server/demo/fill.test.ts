import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../domain/access.ts';
import { openApp, type App } from '../app.ts';
import { recordsOfKind } from '../store/queries/records.ts';
import { writeAs } from '../write.ts';
import { drawPicture } from './pictures.ts';
import { fillDemo, type Progress } from './fill.ts';

const folders: string[] = [];
const apps: App[] = [];

async function emptyApp(): Promise<App> {
	const folder = mkdtempSync(join(tmpdir(), 'tambon-demo-'));
	folders.push(folder);
	const app = await openApp({ DATA_DIR: folder, LOG_LEVEL: 'error' });
	apps.push(app);
	return app;
}

afterEach(async () => {
	for (const app of apps.splice(0)) await app.store.close();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const onePicture = drawPicture('balm');

const spaces = (app: App) => app.store.read(({ db }) => db.selectFrom('space').selectAll().execute());

/** Fills until so many shops are there. */
async function fillUntil(app: App, shops: number) {
	let last: Progress = { stage: 'pictures', done: 0, of: 1 };
	return fillDemo(app, {
		seed: 2569,
		draw: (key) => onePicture.then((picture) => ({ ...picture, key })),
		told: (progress) => (last = progress),
		isStopped: () => last.stage === 'shops' && last.done >= shops,
	});
}

describe('drawn pictures', () => {
	it('are small WebP files in two sizes, the same at every run', async () => {
		const picture = await drawPicture('silk-lac');
		expect(picture).toEqual(await drawPicture('silk-lac'));
		expect(picture.full.bytes.length).toBeLessThan(100_000);
		expect(picture.thumb.bytes.length).toBeLessThan(20_000);
		expect(Buffer.from(picture.full.bytes).subarray(8, 12).toString()).toBe('WEBP');
	});
});

describe('filling a database', () => {
	it('leaves whole shops when stopped, and goes on with the next ones', async () => {
		const app = await emptyApp();
		expect(await fillUntil(app, 3)).toEqual({ kind: 'stopped', shops: 3 });
		const first = await spaces(app);
		expect(first).toHaveLength(3);
		for (const { shop } of first) {
			const id = catalogueOf(shop ?? '');
			expect(await app.store.read((tx) => recordsOfKind(tx, id, 'shop'))).toHaveLength(1);
			expect((await app.store.read((tx) => recordsOfKind(tx, id, 'product'))).length).toBeGreaterThan(3);
		}
		expect(await fillUntil(app, 5)).toEqual({ kind: 'stopped', shops: 5 });
		const then = await spaces(app);
		expect(then).toHaveLength(5);
		for (const space of first) expect(then).toContainEqual(space);
	});

	it('touches nothing where there are shops already', async () => {
		const app = await emptyApp();
		const facts = { id: catalogueOf('shop-key-1'), area: '30', shop: 'shop-key-1' };
		const edit = { kind: 'shop', key: 'shop-key-1', set: { nameTh: 'ร้านที่มีอยู่' } };
		await app.store.write((tx) => writeAs(tx, 'register', facts, [edit], 1));
		expect(await fillUntil(app, 1)).toEqual({ kind: 'not-empty' });
		expect(await spaces(app)).toHaveLength(1);
	});
});
