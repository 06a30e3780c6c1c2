import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryUploads, ours, type MemoryUploads } from '../../../../tests/support/uploads.ts';
import { makeUpstream } from '../../sync/chunk.ts';
import { newFollowed, newHeld } from '../../sync/device/held.ts';
import { leave } from '../../sync/device/vector.ts';
import { OVER_QUOTA } from '../../sync/upload.ts';
import { openSession, type Session } from '../session.ts';
import { deviceStore } from '../store/device.ts';
import { photosOf } from '../view.ts';
import { movePhoto } from './add.ts';
import { keepPicture } from './keep.ts';
import { setPhone } from './rule.ts';
import { sendAgain, sendPhotos, type SendParts } from './send.ts';

const account = {
	enrolment: 'enrolment-1',
	person: '',
	role: 'seller',
	name: '',
	areas: [],
	shop: 'shop1',
} as const;
let session: Session;
let people = 0;
let office: MemoryUploads;

beforeEach(async () => {
	office = memoryUploads();
	session = await openSession(
		{ ...account, person: `person${people++}` },
		() => {},
		() => {},
	);
});
afterEach(() => session.close());

/** Names that read as hashes do, and back. */
const hashOf = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0');
const nameOf = (hex: string) => Buffer.from(hex.replace(/(00)+$/, ''), 'hex').toString();
const textOf = (name: string) => name.padEnd(40, '.');
const asked = () =>
	office.asked.map((line) => line.replace(/ ([0-9a-f]+)/, (_, hex: string) => ` ${nameOf(hex)}`));
const send = (parts: Partial<SendParts> = {}) =>
	sendPhotos(session, {
		fetcher: office.fetch,
		upstream: makeUpstream(),
		stop: new AbortController().signal,
		pause: () => Promise.resolve(),
		now: () => 0,
		facts: () => ({}),
		...parts,
	});

/** Keeps a photo as the camera button does, without the picture. */
async function keep(key: string, product: string, order: string): Promise<void> {
	const { db, space } = session;
	await session.store(async (edit) => {
		for (const size of ['full', 'thumb'] as const) {
			const hash = hashOf(`${key}-${size}`);
			await db.files.put({ hash, blob: new Blob([textOf(`${key}-${size}`)]) });
			await db.uploads.put({ hash, space, photo: key, size, madeAt: 1, refused: null });
		}
		await edit({ space, kind: 'photo', key, set: { of: `product/${product}`, order } });
	});
}

/** As if the server had confirmed every record. */
async function confirmAll(): Promise<void> {
	const { db } = session;
	await db.queue.clear();
	for (const row of await db.records.toArray()) {
		const { unsent: _unsent, ...rest } = row;
		const fields = Object.fromEntries(Object.entries(row.pending).map(([name, { value }]) => [name, value]));
		await db.records.put({ ...rest, seen: 1, fields, pending: {} });
	}
}

const left = async () => (await session.db.uploads.toArray()).map((row) => nameOf(row.hash)).sort();

test('sends what waits, thumbnails first, and forgets what arrived', async () => {
	await keep('a', 'P001', 'V');
	await keep('b', 'P002', 'V');
	await confirmAll();
	expect(await send()).toBe('done');
	expect(asked()).toEqual(['POST b-thumb 0+40', 'POST a-thumb 0+40', 'POST b-full 0+40', 'POST a-full 0+40']);
	expect(await left()).toEqual([]);
	expect(await session.db.files.count()).toBe(4);
	expect([...office.whole.values()]).toContain(textOf('b-full'));
});

test('sends no picture whose text is still on the phone', async () => {
	await keep('a', 'P001', 'V');
	await send();
	expect(asked()).toEqual([]);
	expect(await left()).toEqual(['a-full', 'a-thumb']);
});

test('keeps everything for the next round when the line is dead, or leads to somebody else', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	for (let i = 0; i < 3; i++) office.next(new TypeError('no network'));
	expect(await send()).toBe('later');
	expect(asked()).toEqual(['POST a-thumb 0+40', 'HEAD a-thumb', 'HEAD a-thumb']);
	office.next(new Response('log in to the café', { headers: { 'content-type': 'text/html' } }));
	expect(await send()).toBe('later');
	office.next(new Response(null, { status: 503 }));
	expect(await send()).toBe('later');
	expect(await left()).toEqual(['a-full', 'a-thumb']);
});

test('goes on at the byte where the line broke', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	office.cutAfter(13);
	expect(await send()).toBe('done');
	expect(asked()).toEqual(['POST a-thumb 0+40', 'HEAD a-thumb', 'PATCH a-thumb 13+27', 'POST a-full 0+40']);
	expect([...office.whole.values()]).toContain(textOf('a-thumb'));
});

test('goes on where it was after the app was closed, and anew where the server has forgotten it', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	office.cutAfter(13);
	const break2 = () => [1, 2].forEach(() => office.next(new TypeError('no network')));
	office.next(ours(201, { 'upload-offset': '0' }));
	office.next(new TypeError('no network'));
	break2();
	expect(await send()).toBe('later');
	expect(await session.db.uploads.get(hashOf('a-thumb'))).toMatchObject({ arrived: 0, bytes: 40 });
	office.asked.length = 0;
	office.cutAfter(9);
	expect(await send()).toBe('done');
	expect(asked().slice(0, 5)).toEqual([
		'HEAD a-thumb',
		'POST a-thumb',
		'PATCH a-thumb 0+40',
		'HEAD a-thumb',
		'PATCH a-thumb 9+31',
	]);
});

test('asks before it sends what this phone has sent before', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	office.whole.set(hashOf('a-thumb'), textOf('a-thumb'));
	await session.db.uploads.update(hashOf('a-thumb'), { sentBefore: true });
	expect(await send()).toBe('done');
	expect(asked()).toEqual(['POST a-thumb', 'POST a-full 0+40']);
});

test('parks a refused picture with the reason and goes on with the others', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	office.next(ours(415));
	expect(await send()).toBe('done');
	expect(await session.db.uploads.toArray()).toMatchObject([{ hash: hashOf('a-thumb'), refused: '415' }]);
	expect(asked()).toEqual(['POST a-thumb 0+40', 'POST a-full 0+40']);
});

test('sends once more from the start what did not come out right in pieces, and then leaves it to the person', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	office.next(new TypeError('no network'));
	office.next(ours(422));
	office.next(ours(422));
	expect(await send()).toBe('done');
	expect(asked().slice(0, 3)).toEqual(['POST a-thumb 0+40', 'HEAD a-thumb', 'POST a-thumb 0+40']);
	expect(await left()).toEqual(['a-thumb']);
});

test('makes way at once for what goes first, and keeps what had arrived', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	const stop = new AbortController();
	office.cutAfter(13);
	const fetcher: typeof fetch = async (...request) => {
		const answer = office.fetch(...request);
		stop.abort();
		return answer;
	};
	expect(await send({ fetcher, stop: stop.signal })).toBe('stopped');
	expect(asked()).toEqual(['POST a-thumb 0+40']);
	expect(await send()).toBe('done');
	expect(asked().slice(1, 3)).toEqual(['HEAD a-thumb', 'PATCH a-thumb 13+27']);
});

test('keeps full pictures for Wi-Fi where the person wants it so, until the person says otherwise', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	await setPhone(session.db, { wifiOnly: true });
	const facts = () => ({ type: 'cellular' });
	expect(await send({ facts })).toBe('done');
	expect(await left()).toEqual(['a-full']);
	await setPhone(session.db, { goAnyway: 1 });
	expect(await send({ facts })).toBe('done');
	expect(await left()).toEqual([]);
});

test('forgets the file of a photo that is gone before it was ever sent', async () => {
	await keep('a', 'P001', 'V');
	await session.db.records.clear();
	await session.db.queue.clear();
	await send();
	expect([await left(), await session.db.files.count(), asked()]).toEqual([[], 0, []]);
});

test('sends the pictures of a shop that was let go while they waited for Wi-Fi, and forgets none', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	const { db, space } = session;
	await deviceStore(db).transact(async (tx) => {
		const follow = await tx.following(space);
		await tx.follow({ ...(follow ?? newFollowed(space)), cursor: 5 });
		await leave(tx, space);
	});
	expect(await db.records.count()).toBe(0);
	expect(await send()).toBe('done');
	expect([...office.whole.keys()].map(nameOf)).toEqual(['a-thumb', 'a-full']);
});

test('one picture of two things is one upload, and outlives either of them', async () => {
	const blob = new Blob([textOf('x')], { type: 'image/webp' });
	const sizes = { full: blob, thumb: blob, fullHash: hashOf('x-full'), thumbHash: hashOf('x-thumb') };
	const picture = { ...sizes, width: 4, height: 3, blur: '' };
	await keepPicture(session, 'product/P001', picture);
	const second = await keepPicture(session, 'product/P002', picture);
	expect(await left()).toEqual(['x-full', 'x-thumb']);
	await session.db.records.delete([session.space, 'photo', second.kind === 'ok' ? second.key : '']);
	await confirmAll();
	expect(await send()).toBe('done');
	expect([...office.whole.keys()].map(nameOf).sort()).toEqual(['x-full', 'x-thumb']);
	await keepPicture(session, 'product/P003', picture);
	await confirmAll();
	office.asked.length = 0;
	expect(await send()).toBe('done');
	expect(asked()).toEqual(['POST x-thumb', 'POST x-full']);
});

test('a picture that a photo of another shop shows too stays, and goes up for that one', async () => {
	const { db } = session;
	await keep('a', 'P001', 'V');
	const files = { full: hashOf('a-full'), thumb: hashOf('a-thumb') };
	await confirmAll();
	await db.records.clear();
	await db.followed.put({ ...newFollowed('c.other'), cursor: 1 });
	const other = newHeld('c.other', 'photo', 'b');
	await db.records.put({ ...other, seen: 1, fields: { of: 'product/P009', order: 'V', ...files } });
	expect(await send()).toBe('done');
	expect([await left(), asked()]).toEqual([[], ['POST a-thumb 0+40', 'POST a-full 0+40']]);
	expect(await db.files.count()).toBe(2);
});

test('lets go once more what the office had no room for, and nothing that it refused for another reason', async () => {
	const { db } = session;
	await keep('a', 'P001', 'V');
	await confirmAll();
	await db.uploads.update(hashOf('a-full'), { refused: String(OVER_QUOTA) });
	await db.uploads.update(hashOf('a-thumb'), { refused: '415' });
	await sendAgain(session, await db.uploads.toArray());
	expect(await send()).toBe('done');
	expect([await left(), asked()]).toEqual([['a-thumb'], ['POST a-full 0+40']]);
});

test('keeps a photo, its files and its uploads together or not at all', async () => {
	const { db, space } = session;
	await expect(
		session.store(async (edit) => {
			await db.files.put({ hash: 'x', blob: new Blob(['x']) });
			await edit({ space, kind: 'photo', key: 'x', set: { of: 'product/P001', order: 'V' } });
			throw new Error('full');
		}),
	).rejects.toThrow('full');
	expect([await db.files.count(), await db.records.count(), await db.queue.count()]).toEqual([0, 0, 0]);
});

test('lists the photos of one product in order, also after a move into a place where two phones left no room', async () => {
	await keep('a', 'P001', 'V');
	await keep('b', 'P001', 'V');
	await keep('c', 'P001', 'W');
	await keep('other', 'P0011', 'A');
	const order = async () => (await photosOf(session, 'product/P001')).map((photo) => photo.key);
	expect(await order()).toEqual(['a', 'b', 'c']);
	await movePhoto(session, 'product/P001', 'c', 1);
	expect(await order()).toEqual(['a', 'c', 'b']);
	await movePhoto(session, 'product/P001', 'b', 0);
	expect(await order()).toEqual(['b', 'a', 'c']);
});
