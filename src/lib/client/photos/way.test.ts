import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, filesOf, hear, NOW, openHeard, putPhoto } from '../../../../tests/support/kept-photos.ts';
import { memoryUploads } from '../../../../tests/support/uploads.ts';
import { DAY } from '../../domain/dates.ts';
import { makeUpstream } from '../../sync/chunk.ts';
import type { Session } from '../session.ts';
import type { ArrivalRow } from '../store/database.ts';
import { fileOf } from './fetch.ts';
import { hex } from './picture.ts';
import { setPhone } from './rule.ts';
import { sendPhotos } from './send.ts';
import { keepRoom, makeWay, toMakeWay } from './way.ts';

let session: Session;
beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: NOW });
	session = await openHeard();
});
afterEach(() => {
	session.close();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const here = () => filesOf(session);
const heardAt = (time: number, epoch?: string) => hear(session, time, epoch);
const EVERYTHING = 1e9;

const arrival = fc.record({
	hash: fc.string({ minLength: 1, maxLength: 3 }),
	bytes: fc.integer({ min: 1, max: 1_000 }),
	confirmedAt: fc.option(fc.integer({ min: NOW - 90 * DAY, max: NOW + 90 * DAY })),
});

test('whatever is asked for, nothing goes that stays or is young; the oldest go first, and no more than needed', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(arrival, { selector: ({ hash }) => hash }),
			fc.array(fc.string({ minLength: 1, maxLength: 3 })),
			fc.option(fc.integer({ min: NOW - 90 * DAY, max: NOW + 90 * DAY })),
			fc.integer({ min: 0, max: 5_000 }),
			(files: ArrivalRow[], staying, heard, need) => {
				const hashes = new Set(staying);
				const gone = toMakeWay(files, { hashes, heard }, need);
				for (const file of gone) {
					expect(hashes.has(file.hash)).toBe(false);
					if (file.confirmedAt === null) continue;
					expect((heard ?? NaN) - file.confirmedAt).toBeGreaterThanOrEqual(30 * DAY);
				}
				const sum = gone.reduce((all, file) => all + file.bytes, 0);
				expect(sum - (gone.at(-1)?.bytes ?? 0)).toBeLessThan(Math.max(need, 1));
				const order = gone.map((file) => file.confirmedAt ?? 0);
				expect(order).toEqual([...order].sort((a, b) => a - b));
				const whole = toMakeWay(files, { hashes, heard }, EVERYTHING);
				expect(sum >= need || gone.length === whole.length).toBe(true);
			},
		),
	);
});

test('old full pictures make way; thumbnails, young ones and those not confirmed stay', async () => {
	await putPhoto(session, 'a', { days: 90 });
	await putPhoto(session, 'b', { days: 30 });
	await putPhoto(session, 'c', { days: 29 });
	await putPhoto(session, 'd', { days: null, waits: true });
	await putPhoto(session, 'e', { days: null, fetched: true });
	await putPhoto(session, 'f', { days: null });
	const before = await here();
	expect(await makeWay(session.db, EVERYTHING)).toEqual({ files: 3, bytes: 300 });
	expect(await here()).toEqual(before.filter((hash) => !['a-full', 'b-full', 'e-full'].includes(hash)));
});

test('what came from the server goes first, then the oldest, until there is enough', async () => {
	await putPhoto(session, 'old', { days: 60 });
	await putPhoto(session, 'older', { days: 61 });
	await putPhoto(session, 'came', { days: null, fetched: true });
	await makeWay(session.db, 150);
	expect((await here()).filter((hash) => hash.endsWith('full'))).toEqual(['old-full']);
});

test('a picture goes on waiting here whatever its date: refused, asked for again, or set by unsent work', async () => {
	const { db, space } = session;
	await putPhoto(session, 'a', { days: 90 });
	await putPhoto(session, 'b', { days: 90 });
	await putPhoto(session, 'c', { days: 90 });
	const row = { space, photo: 'a', size: 'full', madeAt: 1 } as const;
	await db.uploads.put({ ...row, hash: 'a-full', refused: '415' });
	await db.uploads.put({ ...row, hash: 'b-full', refused: null, sentBefore: true });
	// Brought back from before it was cut: the office is not told yet.
	await db.files.put({ hash: 'c-before', blob: bytesOf('c-before') });
	await db.arrivals.put({ hash: 'c-before', bytes: 100, confirmedAt: NOW - 90 * DAY });
	await session.edit({ space, kind: 'photo', key: 'c', set: { full: 'c-before' } });
	const before = await here();
	await makeWay(db, EVERYTHING);
	expect(await here()).toEqual(before.filter((hash) => hash !== 'c-full'));
});

test('a clock that jumps ten years ahead, or was that far ahead, lets nothing of yesterday go', async () => {
	await putPhoto(session, 'a', { days: 1 });
	vi.setSystemTime(NOW + 3_650 * DAY);
	await makeWay(session.db, EVERYTHING);
	expect(await here()).toContain('a-full');
	// The server corrects it, and it jumps once more.
	await heardAt(NOW + DAY);
	vi.setSystemTime(NOW + 7_300 * DAY);
	await makeWay(session.db, EVERYTHING);
	expect(await here()).toContain('a-full');
	await heardAt(NOW + 29 * DAY);
	await makeWay(session.db, EVERYTHING);
	expect(await here()).not.toContain('a-full');
});

test('notes when the server had a picture by its own clock, never too early, with the end of its upload', async () => {
	const office = memoryUploads();
	const send = () =>
		sendPhotos(session, {
			fetcher: office.fetch,
			upstream: makeUpstream(),
			stop: new AbortController().signal,
			pause: () => Promise.resolve(),
			now: () => 0,
			facts: () => ({}),
		});
	const dates = async () => (await session.db.arrivals.toArray()).map(({ confirmedAt }) => confirmedAt ?? 0);
	for (const [phone, jump] of [
		[NOW - 4_000 * DAY, 0],
		[NOW, -400 * DAY],
		[NOW + 4_000 * DAY, 1],
	] as const) {
		vi.setSystemTime(phone);
		await heardAt(NOW);
		await putPhoto(session, 'a', { days: null, waits: true });
		vi.setSystemTime(phone + jump);
		expect(await send()).toBe('done');
		expect(await session.db.uploads.count()).toBe(0);
		for (const date of await dates()) {
			expect(date).toBeGreaterThanOrEqual(NOW);
			expect(date).toBeLessThan(NOW + DAY);
		}
	}
	// Asleep for forty days in the middle of a round.
	await putPhoto(session, 'b', { days: null, waits: true });
	vi.setSystemTime(Date.now() + 40 * DAY);
	await send();
	expect((await session.db.arrivals.get('b-full'))?.confirmedAt).toBeGreaterThanOrEqual(NOW + 40 * DAY);
});

test('a picture from before dates were kept gets one where room is short, and goes thirty days after it', async () => {
	vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ usage: 95, quota: 100 }) } });
	await putPhoto(session, 'a', { days: null });
	await keepRoom(session.db);
	expect(await here()).toContain('a-full');
	await heardAt(NOW + 29 * DAY);
	await keepRoom(session.db);
	expect(await here()).toContain('a-full');
	await heardAt(NOW + 31 * DAY);
	await keepRoom(session.db);
	expect(await here()).toEqual(['a-thumb']);
});

test('where room is plenty nothing goes, however old', async () => {
	vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ usage: 1, quota: 1e9 }) } });
	await putPhoto(session, 'a', { days: 400 });
	await keepRoom(session.db);
	expect(await here()).toContain('a-full');
});

test('while a restored server has not told what it lost, only what came from there goes', async () => {
	const { db, space } = session;
	await putPhoto(session, 'a', { days: 90 });
	await putPhoto(session, 'b', { days: null, fetched: true });
	await heardAt(NOW, 'epoch-2');
	await makeWay(db, EVERYTHING);
	expect((await here()).filter((hash) => hash.endsWith('full'))).toEqual(['a-full']);
	await setPhone(db, { history: { epoch: 'epoch-2', at: NOW } });
	await db.followed.update(space, { settling: { epoch: 'epoch-1', fork: 3 } });
	await makeWay(db, EVERYTHING);
	expect(await here()).toContain('a-full');
	await db.followed.update(space, { settling: null });
	await makeWay(db, EVERYTHING);
	expect(await here()).not.toContain('a-full');
});

test('several at once let no more go than one of them may', async () => {
	await putPhoto(session, 'a', { days: 90 });
	await putPhoto(session, 'b', { days: 91 });
	const ways = await Promise.all([1, 2, 3].map(() => makeWay(session.db, EVERYTHING)));
	expect(ways.map(({ files }) => files).sort()).toEqual([0, 0, 2]);
	expect(await here()).toEqual(['a-thumb', 'b-thumb']);
});

test('a picture that was fetched is kept with its date unknown, and may go again any time', async () => {
	const bytes = await bytesOf('fetched').arrayBuffer();
	const hash = hex(await crypto.subtle.digest('SHA-256', bytes));
	const image = () => new Response(bytes, { headers: { 'content-type': 'image/webp' } });
	vi.stubGlobal('fetch', () => Promise.resolve(image()));
	expect(await fileOf(session, hash)).toMatchObject({ kind: 'here', kept: true });
	expect(await session.db.arrivals.get(hash)).toEqual({ hash, bytes: 100, confirmedAt: null });
	expect(await here()).toEqual([hash]);
	await makeWay(session.db, EVERYTHING);
	expect(await here()).toEqual([]);
});
