import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSession, type Session } from '../session.ts';
import { photosOf } from '../view.ts';
import { movePhoto } from './add.ts';
import { sendPhotos } from './send.ts';

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
let asked: string[];

beforeEach(async () => {
	asked = [];
	session = await openSession(
		{ ...account, person: `person${people++}` },
		() => {},
		() => {},
	);
});
afterEach(() => session.close());

/** Keeps a photo as the camera button does, without the picture. */
async function keep(key: string, product: string, order: string): Promise<void> {
	const { db, space } = session;
	await session.store(async (edit) => {
		for (const size of ['full', 'thumb'] as const) {
			const hash = `${key}-${size}`;
			await db.files.put({ hash, blob: new Blob([hash]) });
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

function server(answer: (hash: string) => Response | Error): typeof fetch {
	return async (url, init) => {
		const hash = String(url).replace('/api/photos/', '');
		expect(init?.method).toBe('PUT');
		expect(new Headers(init?.headers).get('tambon-enrolment')).toBe('enrolment-1');
		expect(await new Response(init?.body).text()).toBe(hash);
		asked.push(hash);
		const made = answer(hash);
		if (made instanceof Error) throw made;
		return made;
	};
}
const fine = () => new Response(null, { status: 204 });
const left = async () => (await session.db.uploads.toArray()).map((row) => row.hash).sort();

test('sends what waits, thumbnails first, and forgets what arrived', async () => {
	await keep('a', 'P001', 'V');
	await keep('b', 'P002', 'V');
	await confirmAll();
	await sendPhotos(session, server(fine));
	expect(asked).toEqual(['b-thumb', 'a-thumb', 'b-full', 'a-full']);
	expect(await left()).toEqual([]);
	expect(await session.db.files.count()).toBe(4);
});

test('sends no picture whose text is still on the phone', async () => {
	await keep('a', 'P001', 'V');
	await sendPhotos(session, server(fine));
	expect(asked).toEqual([]);
	expect(await left()).toEqual(['a-full', 'a-thumb']);
});

test('keeps everything for the next round when the line fails', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	await sendPhotos(
		session,
		server(() => new TypeError('no network')),
	);
	await sendPhotos(
		session,
		server(() => new Response('log in to the café', { headers: { 'content-type': 'text/html' } })),
	);
	await sendPhotos(
		session,
		server(() => new Response(null, { status: 503 })),
	);
	expect(asked).toEqual(['a-thumb', 'a-thumb', 'a-thumb']);
	expect(await left()).toEqual(['a-full', 'a-thumb']);
});

test('parks a refused picture with the reason and goes on with the others', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	await sendPhotos(
		session,
		server((hash) => (hash === 'a-thumb' ? new Response(null, { status: 415 }) : fine())),
	);
	expect(await session.db.uploads.toArray()).toMatchObject([{ hash: 'a-thumb', refused: '415' }]);
	await sendPhotos(session, server(fine));
	expect(asked).toEqual(['a-thumb', 'a-full']);
});

test('makes way for text written meanwhile', async () => {
	await keep('a', 'P001', 'V');
	await confirmAll();
	const { space } = session;
	const writing = server(fine);
	await sendPhotos(session, async (...request) => {
		await session.edit({ space, kind: 'product', key: 'P001', set: { nameTh: 'ใหม่' } });
		return writing(...request);
	});
	expect(asked).toEqual(['a-thumb']);
	expect(await left()).toEqual(['a-full']);
});

test('forgets the file of a photo that is gone before it was ever sent', async () => {
	await keep('a', 'P001', 'V');
	await session.db.records.clear();
	await session.db.queue.clear();
	await sendPhotos(session, server(fine));
	expect([await left(), await session.db.files.count(), asked]).toEqual([[], 0, []]);
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
