import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { photoRec, productRec, shopRec, writeRecords } from '../../../../tests/support/catalogue.ts';
import type { Principal } from '../../domain/access.ts';
import { MAX_PHOTO_BYTES } from '../../domain/photo.ts';
import { openApp, type App } from '../app.ts';
import type { Enrolled } from '../principal.ts';
import { photoFiles, receivePhoto } from './receive.ts';
import { showPhoto } from './show.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pictures: Record<string, Buffer> = {};
let folder: string;
let app: App;

beforeAll(async () => {
	const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } });
	pictures['webp'] = await picture.clone().webp().toBuffer();
	pictures['jpeg'] = await picture.clone().jpeg().toBuffer();
	pictures['png'] = await picture.clone().png().toBuffer();
	pictures['progressive'] = await picture.clone().jpeg({ progressive: true }).toBuffer();
});
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'photos-'));
	app = await openApp({ DATA_DIR: folder, LOG_LEVEL: 'error' });
});
afterEach(async () => {
	await app.store.close();
	rmSync(folder, { recursive: true });
});

/** In odd pieces, as a network gives them. */
async function* pieces(bytes: Uint8Array, size = 97) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const send = (bytes: Uint8Array, hash = hashOf(bytes)) =>
	receivePhoto(app, hash, pieces(bytes), bytes.length);
const kept = () =>
	readdirSync(join(folder, 'photos'), { recursive: true }).filter((name) => String(name).includes('.'));

describe('receiving', () => {
	it.each(['webp', 'jpeg', 'png', 'progressive'])('keeps a %s under its hash, once', async (name) => {
		const bytes = pictures[name] ?? Buffer.alloc(0);
		expect(await send(bytes)).toEqual({ kind: 'kept' });
		expect(await send(bytes)).toEqual({ kind: 'already-here' });
		const ending = { webp: 'webp', png: 'png' }[name] ?? 'jpg';
		expect(kept()).toEqual([join(hashOf(bytes).slice(0, 2), `${hashOf(bytes)}.${ending}`)]);
	});

	it('keeps a file again whose row outlived it', async () => {
		const bytes = pictures['webp'] ?? Buffer.alloc(0);
		await send(bytes);
		rmSync(join(folder, 'photos', hashOf(bytes).slice(0, 2)), { recursive: true });
		expect(await send(bytes)).toEqual({ kind: 'kept' });
		expect(await photoFiles(app).read(hashOf(bytes), 'image/webp')).toEqual(bytes);
	});

	const refusals: [string, () => Promise<unknown>][] = [
		['bad-name', () => send(pictures['png'] ?? Buffer.alloc(0), '../../etc/passwd')],
		['empty', () => send(Buffer.alloc(0))],
		['not-a-picture', () => send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))],
		['not-a-picture', () => send(Buffer.from('GIF89a'))],
		['hash-mismatch', () => send(pictures['png'] ?? Buffer.alloc(0), 'a'.repeat(64))],
		['too-large', () => send(Buffer.alloc(MAX_PHOTO_BYTES + 1, 0xff))],
		[
			'too-large',
			() => receivePhoto(app, 'a'.repeat(64), pieces(Buffer.alloc(MAX_PHOTO_BYTES + 1), 9_999), null),
		],
	];
	it.each(refusals)('refuses with %s, and keeps nothing', async (reason, act) => {
		expect(await act()).toEqual({ kind: 'refused', reason });
		expect(kept()).toEqual([]);
	});

	it.each(['webp', 'jpeg', 'png', 'progressive'])('refuses a %s that stops half-way', async (name) => {
		const whole = pictures[name] ?? Buffer.alloc(0);
		for (const part of [0.3, 0.6, 0.97]) {
			const half = whole.subarray(0, Math.floor(whole.length * part));
			expect(await send(half)).toEqual({ kind: 'refused', reason: 'broken' });
		}
		expect(kept()).toEqual([]);
	});

	it('keeps nothing when the line breaks', async () => {
		async function* breaking() {
			yield (pictures['jpeg'] ?? Buffer.alloc(0)).subarray(0, 50);
			throw new Error('gone');
		}
		const hash = hashOf(pictures['jpeg'] ?? Buffer.alloc(0));
		expect(await receivePhoto(app, hash, breaking(), null)).toEqual({
			kind: 'refused',
			reason: 'interrupted',
		});
		expect(kept()).toEqual([]);
	});
});

describe('who may see a photo', () => {
	const nobody = () => Promise.resolve(null);
	const as = (principal: Partial<Principal>) => (): Promise<Enrolled> => {
		const whole: Principal = { person: 'p', role: 'seller', areas: [], shop: null, ...principal };
		return Promise.resolve({ enrolment: 'e', device: 'd', renamed: false, principal: whole });
	};
	let hash: string;
	beforeEach(async () => {
		hash = hashOf(pictures['webp'] ?? Buffer.alloc(0));
		await send(pictures['webp'] ?? Buffer.alloc(0));
	});
	const sees = async (who: () => Promise<Enrolled | null> = nobody) =>
		(await showPhoto(app, hash, who)) !== null;
	const use = (of: string) => photoRec('shop1', 'phot1', of, { thumb: hash });

	it('everybody, of a product on sale and of a published shop', async () => {
		expect(await sees()).toBe(false);
		await writeRecords(app.store, [shopRec('shop1'), productRec('shop1', 'prod1'), use('product/prod1')]);
		expect(await showPhoto(app, hash, nobody)).toMatchObject({ type: 'image/webp', everyone: true });
		await writeRecords(app.store, [use('shop/shop1')]);
		expect(await sees()).toBe(true);
	});

	it('not everybody, of a draft, of alcohol, of a paused shop, of something that is not there', async () => {
		await writeRecords(app.store, [shopRec('shop1'), use('product/prod1')]);
		expect(await sees()).toBe(false);
		await writeRecords(app.store, [productRec('shop1', 'prod1', { state: 'draft' })]);
		expect(await sees()).toBe(false);
		await writeRecords(app.store, [productRec('shop1', 'prod1', { alcohol: true })]);
		expect(await sees()).toBe(false);
		await writeRecords(app.store, [shopRec('shop1', { state: 'paused' }), productRec('shop1', 'prod1')]);
		expect(await sees()).toBe(false);
	});

	it('the people of its space, of a draft', async () => {
		await writeRecords(app.store, [shopRec('shop1', { state: 'draft' }), use('product/prod1')]);
		expect(await sees(as({ shop: 'shop1' }))).toBe(true);
		expect(await sees(as({ shop: 'shop2' }))).toBe(false);
		expect(await sees(as({ role: 'marketer', areas: ['50'] }))).toBe(true);
		expect(await sees(as({ role: 'marketer', areas: ['51'] }))).toBe(false);
		expect(await sees(as({ role: 'staff' }))).toBe(true);
	});

	it('nobody, under a name that is no hash', async () => {
		expect(await showPhoto(app, '../tambon.sqlite', as({ role: 'staff' }))).toBeNull();
	});
});
