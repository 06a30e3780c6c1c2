import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, filesOf, NOW, openHeard, putPhoto } from '../../../../tests/support/kept-photos.ts';
import { memoryUploads } from '../../../../tests/support/uploads.ts';
import { makeUpstream } from '../../sync/chunk.ts';
import { keepPicture } from '../photos/keep.ts';
import { phoneRow } from '../photos/rule.ts';
import { sendPhotos } from '../photos/send.ts';
import type { Session } from '../session.ts';
import { lastRefusal } from './full.ts';

let session: Session;
beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: NOW });
	session = await openHeard();
});
afterEach(() => {
	session.close();
	vi.restoreAllMocks();
	vi.useRealTimers();
});

/** From here on there is room for `writes` more, and for `freed` more with each row that is deleted. */
function fill(writes: number, freed = 20): void {
	let room = writes;
	const { put, add } = IDBObjectStore.prototype;
	const del = IDBObjectStore.prototype.delete;
	vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, ...args) {
		room += freed;
		return del.apply(this, args);
	});
	for (const [name, real] of [
		['put', put],
		['add', add],
	] as const) {
		vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...args) {
			if ((room -= 1) < 0) throw new DOMException('no room', 'QuotaExceededError');
			return real.apply(this, args);
		});
	}
}
const picture = (name: string) => ({
	...{ full: bytesOf(name), thumb: bytesOf(name), fullHash: `${name}-full`, thumbHash: `${name}-thumb` },
	...{ width: 4, height: 3, blur: '' },
});

test('a text or a photo that finds no room is kept once old pictures have made way', async () => {
	const { space } = session;
	await putPhoto(session, 'a', { days: 90 });
	await putPhoto(session, 'b', { days: 90 });
	fill(0);
	await session.edit({ space, kind: 'product', key: 'P1', set: { nameTh: 'เสื่อ' } });
	expect(await session.db.queue.count()).toBe(1);
	expect(await filesOf(session)).toEqual(['a-thumb', 'b-thumb']);
	expect(lastRefusal()).toEqual({ at: NOW, helped: true });
	expect((await phoneRow(session.db)).madeWay).toEqual({ files: 2, bytes: 200, at: NOW });
	vi.restoreAllMocks();
	await putPhoto(session, 'c', { days: 90 });
	fill(1);
	expect(await keepPicture(session, 'product/P1', picture('new'))).toMatchObject({ kind: 'ok' });
	expect(await filesOf(session)).toEqual(['a-thumb', 'b-thumb', 'c-thumb', 'new-full', 'new-thumb']);
});

test('where nothing can make way a photo is told so and leaves nothing, and what was there stays', async () => {
	await putPhoto(session, 'a', { days: 3 });
	await putPhoto(session, 'b', { days: null, waits: true });
	const before = await filesOf(session);
	fill(1);
	expect(await keepPicture(session, 'product/P1', picture('new'))).toEqual({ kind: 'no-room' });
	expect(await filesOf(session)).toEqual(before);
	expect(lastRefusal()).toEqual({ at: NOW, helped: false });
	const edit = { space: session.space, kind: 'product', key: 'P1', set: { nameTh: 'เสื่อ' } };
	await expect(session.edit(edit)).rejects.toThrow();
	expect(await filesOf(session)).toEqual(before);
});

test('a picture that went up from a phone without a byte of room is no upload any more, and has no older date than that', async () => {
	const { db } = session;
	await putPhoto(session, 'a', { days: null, waits: true });
	await db.arrivals.put({ hash: 'a-full', bytes: 100, confirmedAt: null });
	fill(0, 0);
	const office = memoryUploads();
	const parts = { fetcher: office.fetch, upstream: makeUpstream(), pause: () => Promise.resolve() };
	const stop = new AbortController().signal;
	expect(await sendPhotos(session, { ...parts, stop, now: () => 0, facts: () => ({}) })).toBe('done');
	expect(office.whole.size).toBe(2);
	expect([await db.uploads.count(), await db.arrivals.count()]).toEqual([0, 0]);
	expect(await filesOf(session)).toEqual(['a-full', 'a-thumb']);
});
