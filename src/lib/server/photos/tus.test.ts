import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { photoRec, shopRec, writeRecords } from '../../../../tests/support/catalogue.ts';
import { joined, testApp, type Joined } from '../../../../tests/support/joined.ts';
import { MAX_PHOTO_BYTES } from '../../domain/photo.ts';
import { OCTETS, OVER_QUOTA, uploadId, UPLOADS } from '../../sync/upload.ts';
import type { App } from '../app.ts';
import { forgetOldParts, FORGOTTEN_AFTER, MAX_OPEN, partFolder } from './parts.ts';
import { putPhotoFile } from '../store/queries/photo-files.ts';
import { SHOP_QUOTA } from './quota.ts';
import { photoFiles } from './receive.ts';
import { showPhoto } from './show.ts';
import { continueUpload, createUpload, tellUpload } from './tus.ts';

let picture: Buffer;
let hash: string;
let folder: string;
let app: App;
let seller: Joined;
let other: Joined;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
	const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
	const create = { width: 120, height: 90, channels: 3, background: '#a33', noise } as const;
	picture = await sharp({ create }).jpeg().toBuffer();
	hash = hashOf(picture);
});
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'uploads-'));
	const bare = await testApp();
	app = { ...bare, env: { ...bare.env, dataDir: folder } };
	seller = await joined(app, null);
	other = await joined(app, null, { name: 'another' });
});
afterEach(async () => {
	await app.store.close();
	rmSync(folder, { recursive: true });
});

interface Ask {
	readonly as?: Joined;
	readonly body?: AsyncIterable<Uint8Array> | Uint8Array;
	readonly headers?: Record<string, string>;
}

/** Node has it; the browser's types do not. Nothing of what was given is lost when its source fails. */
const streamOf = (pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream =>
	(ReadableStream as unknown as { from: (source: typeof pieces) => ReadableStream }).from(pieces);

function requestOf(method: string, path: string, { as = seller, body, headers = {} }: Ask): Request {
	const known = {
		cookie: `__Host-t-${as.enrolment}=${as.session}`,
		'tambon-enrolment': as.enrolment,
		'tus-resumable': '1.0.0',
		...(body && { 'content-type': OCTETS }),
		...(body instanceof Uint8Array && { 'content-length': String(body.length) }),
		...headers,
	};
	const stream = body && streamOf(body instanceof Uint8Array ? [body] : body);
	return new Request(`https://tambon.example${path}`, {
		method,
		headers: known,
		...(stream && { body: stream, duplex: 'half' }),
	} as RequestInit);
}

const metadata = (of: string) => `sha256 ${Buffer.from(of, 'hex').toString('base64')}`;
const create = (ask: Ask = {}, of = hash, length = picture.length) => {
	const headers = { 'upload-length': String(length), 'upload-metadata': metadata(of), ...ask.headers };
	return createUpload(app, requestOf('POST', UPLOADS, { ...ask, headers }));
};
const at = (id: string) => `${UPLOADS}/${id}`;
const head = (ask: Ask = {}, id = uploadId(hash)) => tellUpload(app, requestOf('HEAD', at(id), ask), id);
const patch = (offset: number, body: Ask['body'], ask: Ask = {}, id = uploadId(hash)) => {
	const headers = { 'upload-offset': String(offset), ...ask.headers };
	return continueUpload(
		app,
		requestOf('PATCH', at(id), { ...ask, body: body ?? new Uint8Array(), headers }),
		id,
	);
};
const told = (response: Response) => [response.status, Number(response.headers.get('upload-offset'))];
const isSeen = async ({ enrolment, person }: Joined) => {
	const who = { enrolment, device: '', renamed: false, principal: person };
	return (await showPhoto(app, hash, () => Promise.resolve(who))) !== null;
};
const kept = () => photoFiles(app).read(hash, 'image/jpeg');

/** Every file below the data folder but the pictures, with its size. */
const parts = () =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('/photos'))
		.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);

async function* pieces(bytes: Uint8Array, end: Error | null = null) {
	for (let i = 0; i < bytes.length; i += 97) yield bytes.subarray(i, Math.min(bytes.length, i + 97));
	if (end) throw end;
}

describe('an upload', () => {
	it('of a small file is one request', async () => {
		const response = await create({ body: picture });
		expect(told(response)).toEqual([201, picture.length]);
		expect(response.headers.get('location')).toBe(at(uploadId(hash)));
		expect(await kept()).toEqual(picture);
		expect(parts()).toEqual([]);
	});

	it('comes in pieces, and is asked how far it is', async () => {
		expect(told(await create())).toEqual([201, 0]);
		expect(told(await patch(0, picture.subarray(0, 700)))).toEqual([204, 700]);
		const asked = await head();
		expect(told(asked)).toEqual([200, 700]);
		expect(asked.headers.get('upload-length')).toBe(String(picture.length));
		expect(asked.headers.get('cache-control')).toBe('no-store');
		expect(told(await patch(700, picture.subarray(700)))).toEqual([204, picture.length]);
		expect(await kept()).toEqual(picture);
		expect((await head()).status).toBe(404);
	});

	it('keeps every byte that came before the line broke, also that of its creation', async () => {
		const cut = new Error('aborted');
		await create({ body: pieces(picture.subarray(0, 500), cut) });
		expect(told(await head())).toEqual([200, 500]);
		await patch(500, pieces(picture.subarray(500, 1_234), cut));
		expect(told(await head())).toEqual([200, 1_234]);
		expect(told(await patch(1_234, pieces(picture.subarray(1_234))))).toEqual([204, picture.length]);
		expect(await kept()).toEqual(picture);
	});

	it('is a picture before anybody hears that its last byte is here: the line broke behind it, or the server was killed', async () => {
		await create({ body: pieces(picture, new Error('aborted')) });
		expect(await kept()).toEqual(picture);
		rmSync(join(folder, 'photos'), { recursive: true });
		for (const ask of [head, create]) {
			const part = partFolder(folder, seller.person.person);
			const header = Buffer.alloc(36);
			header.writeUInt32BE(picture.length);
			header.write(hash, 4, 'hex');
			writeFileSync(join(part, uploadId(hash)), Buffer.concat([header, picture]));
			expect(told(await ask())[1]).toBe(picture.length);
			expect([await kept(), parts()]).toEqual([picture, []]);
			rmSync(join(folder, 'photos'), { recursive: true });
		}
	});

	it('of a file that is here needs none of its bytes from whoever sent it, and whoever may see it', async () => {
		await create({ body: picture });
		expect(told(await create())).toEqual([201, picture.length]);
		const shop = seller.person.shop ?? '';
		const helper = await joined(app, seller.person, { areas: [], shop });
		expect(told(await create({ as: helper }))).toEqual([201, 0]);
		await writeRecords(app.store, [photoRec(shop, 'phot1', 'product/prod1', { full: hash })]);
		expect(told(await create({ as: helper }))).toEqual([201, picture.length]);
	});

	it('of a file that others have is told nothing of that, and brings it like any other', async () => {
		await create({ body: picture, as: other });
		expect(told(await create())).toEqual([201, 0]);
		expect(told(await patch(0, picture))).toEqual([204, picture.length]);
		expect(told(await create())).toEqual([201, picture.length]);
	});

	it('shows its picture where its sender may write, and nowhere else that names its hash', async () => {
		const names = (shop: string) => photoRec(shop, 'phot1', 'product/prod1', { full: hash });
		const shops = [seller, other].map(({ person }) => person.shop ?? '');
		await writeRecords(app.store, shops.map(names));
		const seen = () => Promise.all([seller, other].map((by) => isSeen(by)));
		await create({ body: picture });
		expect(await seen()).toEqual([true, false]);
		// Written anew, it stays so
		await writeRecords(app.store, shops.map(names));
		expect(await seen()).toEqual([true, false]);
		await create({ body: picture, as: other });
		expect(await seen()).toEqual([true, true]);
	});

	it('created twice goes on where it was', async () => {
		await create({ body: pieces(picture.subarray(0, 500), new Error('aborted')) });
		expect(told(await create({ body: picture }))).toEqual([201, 500]);
		expect(told(await head())).toEqual([200, 500]);
	});

	it('goes to the latest who asks: a request on a line that died unnoticed gives way', async () => {
		await create();
		const dead = Promise.withResolvers<never>();
		const hanging = patch(0, {
			async *[Symbol.asyncIterator]() {
				yield picture.subarray(0, 300);
				await dead.promise;
			},
		});
		await expect.poll(parts).toEqual([336]);
		expect(told(await head())).toEqual([200, 300]);
		expect((await hanging).status).toBe(400);
		expect(told(await patch(300, picture.subarray(300)))).toEqual([204, picture.length]);
	});

	it('of one file by two persons is two uploads', async () => {
		await create({ body: pieces(picture.subarray(0, 500), new Error('aborted')) });
		expect((await head({ as: other })).status).toBe(404);
		expect(told(await create({ as: other }))).toEqual([201, 0]);
		expect(told(await head())).toEqual([200, 500]);
	});

	it('is forgotten when nobody went on with it for a month', async () => {
		await create();
		const now = Date.now();
		await forgetOldParts(folder, now + FORGOTTEN_AFTER - 60_000);
		expect((await head()).status).toBe(200);
		await forgetOldParts(folder, now + FORGOTTEN_AFTER + 60_000);
		expect([(await head()).status, (await patch(0, picture)).status, parts()]).toEqual([404, 404, []]);
	});

	it('gives way to newer ones of the same person past so many', async () => {
		for (let i = 0; i < MAX_OPEN; i++) await create({}, hashOf(Buffer.from([i])));
		const mine = partFolder(folder, seller.person.person);
		const oldest = uploadId(hashOf(Buffer.from([7])));
		utimesSync(join(mine, oldest), 1, 1);
		await create({ as: other });
		await create();
		expect(readdirSync(mine)).toHaveLength(MAX_OPEN);
		expect((await head({}, oldest)).status).toBe(404);
		expect((await head({ as: other })).status).toBe(200);
	});
});

describe('refuses', () => {
	const cut = () => pieces(picture.subarray(0, 500), new Error('aborted'));

	it("another's upload, as one that is not there", async () => {
		await create({ body: cut() });
		const [theirs, none] = [await head({ as: other }), await head({ as: other }, 'f'.repeat(32))];
		expect([theirs.status, [...theirs.headers]]).toEqual([404, [...none.headers]]);
		expect((await patch(500, picture.subarray(500), { as: other })).status).toBe(404);
		expect(told(await head())).toEqual([200, 500]);
	});

	it('whoever is not enrolled, comes from another site, or speaks another version', async () => {
		for (const ask of [{ headers: { cookie: '' } }, { headers: { 'tambon-enrolment': 'nobody' } }]) {
			expect([(await create(ask)).status, (await head(ask)).status]).toEqual([401, 401]);
			expect((await patch(0, picture, ask)).status).toBe(401);
		}
		expect((await create({ headers: { origin: 'https://evil.example' } })).status).toBe(403);
		const old = await create({ headers: { 'tus-resumable': '0.2.2' } });
		expect([old.status, old.headers.get('tus-version')]).toEqual([412, '1.0.0']);
		expect(parts()).toEqual([]);
	});

	it('a path where a name belongs', async () => {
		for (const id of ['../../tambon.sqlite', '..%2f..%2fx', 'A'.repeat(32), '', 'con']) {
			expect((await head({}, id)).status).toBe(404);
			expect((await patch(0, picture, {}, id)).status).toBe(404);
		}
		for (const name of ['../../etc/passwd', Buffer.from('../../../x').toString('base64'), '']) {
			const headers = { 'upload-metadata': `sha256 ${name}` };
			expect((await create({ headers, body: picture })).status).toBe(400);
		}
		expect((await create({ headers: { 'upload-metadata': 'filename eC5waHA=' } })).status).toBe(400);
		expect(readdirSync(folder).filter((name) => name !== 'photos')).toEqual([]);
	});

	it.each([
		['no length', { 'upload-length': '' }, 400],
		['a length that is none', { 'upload-length': '-5' }, 400],
		['an empty file', { 'upload-length': '0' }, 400],
		['one that is too large', { 'upload-length': String(MAX_PHOTO_BYTES + 1) }, 413],
	])('%s', async (_name, headers, status) => {
		expect((await create({ headers, body: picture })).status).toBe(status);
		expect(parts()).toEqual([]);
	});

	it('a picture for which its shop has no room, before its bytes have come', async () => {
		const large = 'b'.repeat(64);
		await writeRecords(app.store, [
			shopRec('shop1'),
			photoRec('shop1', 'phot1', 'product/prod1', { full: large, thumb: large }),
			photoRec('shop1', 'phot2', 'product/prod1', { full: hash, thumb: hash }),
		]);
		const hold = (bytes: number) =>
			app.store.write((tx) => putPhotoFile(tx, { hash: large, type: 'image/webp', bytes, created_at: 1 }));
		await hold(SHOP_QUOTA);
		expect((await create()).status).toBe(OVER_QUOTA);
		expect(parts()).toEqual([]);
		await hold(SHOP_QUOTA - picture.length);
		expect(told(await create({ body: picture }))).toEqual([201, picture.length]);
	});

	it('a wrong offset and a body of another kind, and keeps what it has', async () => {
		await create({ body: cut() });
		expect(told(await patch(400, picture.subarray(400)))).toEqual([409, 500]);
		expect((await patch(NaN, picture)).status).toBe(400);
		const json = { headers: { 'content-type': 'application/json' } };
		expect((await patch(500, picture.subarray(500), json)).status).toBe(415);
		expect(told(await head())).toEqual([200, 500]);
	});

	it('more than was announced, before and after it has come', async () => {
		await create({}, hash, 600);
		expect((await patch(0, picture.subarray(0, 700))).status).toBe(413);
		expect(parts()).toEqual([36]);
		expect((await patch(0, pieces(picture))).status).toBe(413);
		expect(parts()).toEqual([636]);
	});

	const wrong: [string, number, () => { bytes: Uint8Array; as?: string }][] = [
		['another file than the hash says', 422, () => ({ bytes: picture, as: 'a'.repeat(64) })],
		['a picture that stops half-way', 422, () => ({ bytes: picture.subarray(0, 900) })],
		['a script with the name of a picture', 415, () => ({ bytes: Buffer.from('<?php system($_GET[0]);') })],
		['a drawing with scripts in it', 415, () => ({ bytes: Buffer.from('<svg onload="x"/>') })],
	];
	it.each(wrong)('%s, and keeps nothing of it', async (_name, status, make) => {
		const { bytes, as = hashOf(bytes) } = make();
		const headers = { 'upload-metadata': `${metadata(as)},filename eC5qcGc=` };
		expect((await create({ body: bytes, headers }, as, bytes.length)).status).toBe(status);
		expect([parts(), await photoFiles(app).read(as, 'image/jpeg')]).toEqual([[], null]);
	});
});
