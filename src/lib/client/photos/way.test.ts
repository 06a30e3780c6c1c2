import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryUploads } from '../../../../tests/support/uploads.ts';
import { DAY } from '../../domain/dates.ts';
import { makeUpstream } from '../../sync/chunk.ts';
import { openSession, type Session } from '../session.ts';
import { lastRefusal } from '../store/full.ts';
import { keepPicture } from './keep.ts';
import { fileOf } from './object-urls.ts';
import { phoneRow, setPhone } from './rule.ts';
import { sendPhotos } from './send.ts';
import { keepRoom, makeWay, toMakeWay, type Stored } from './way.ts';

const NOW = 1_800_000_000_000;
const account = {
	...{ enrolment: 'enrolment-1', role: 'seller', name: '', areas: [], shop: 'shop1' },
} as const;
let session: Session;
let people = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: NOW });
	session = await openSession(
		{ ...account, role: 'seller', person: `way${people++}` },
		() => {},
		() => {},
	);
	await heardAt(NOW);
});
afterEach(() => {
	session.close();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	vi.useRealTimers();
});

/** The server has just said what time it is, whatever the phone's clock says. */
async function heardAt(time: number, epoch = 'epoch-1'): Promise<void> {
	const [heard, { db }] = [Date.now(), session];
	await db.self.update('self', { heardAt: heard, clockOffset: time - heard, epoch });
	const { history } = await phoneRow(db);
	await setPhone(db, { history: history ?? { epoch, at: time } });
}

const bytes = (name: string) => new Blob([name.padEnd(100, '.')]);

/** A photo whose record the office has, with both files; `days`: since the server confirmed them, null: it has not. */
async function photo(key: string, days: number | null, more: { fetched?: true; kept?: boolean } = {}) {
	const { db, space } = session;
	const confirmedAt = days === null ? undefined : NOW - days * DAY;
	const fields = { of: 'product/P1', order: key, full: `${key}-full`, thumb: `${key}-thumb` };
	for (const hash of [fields.full, fields.thumb]) {
		await db.files.put({ hash, blob: bytes(hash), confirmedAt, fetched: more.fetched });
		const upload = { hash, space, photo: key, size: 'full', madeAt: 1, refused: null } as const;
		if (days === null && !more.fetched && more.kept !== false) await db.uploads.put(upload);
	}
	await session.edit({ space, kind: 'photo', key, set: fields });
	const row = await db.records.get([space, 'photo', key]);
	if (row) await db.records.put({ ...row, seen: 1, fields, pending: {} });
	await db.queue.clear();
}

const here = async () => (await session.db.files.toCollection().primaryKeys()).sort();
const EVERYTHING = 1e9;

const stored = fc.record({
	hash: fc.string({ minLength: 1, maxLength: 3 }),
	bytes: fc.integer({ min: 1, max: 1_000 }),
	confirmedAt: fc.option(fc.integer({ min: NOW - 90 * DAY, max: NOW + 90 * DAY }), { nil: undefined }),
	fetched: fc.option(fc.constant(true as const), { nil: undefined }),
});

test('whatever is asked for, nothing goes that stays, is young, or has no date; the oldest go first, and no more than needed', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(stored, { selector: ({ hash }) => hash }),
			fc.array(fc.string({ minLength: 1, maxLength: 3 })),
			fc.option(fc.integer({ min: NOW - 90 * DAY, max: NOW + 90 * DAY })),
			fc.integer({ min: 0, max: 5_000 }),
			(files: Stored[], staying, heard, need) => {
				const hashes = new Set(staying);
				const gone = toMakeWay(files, { hashes, heard }, need);
				for (const file of gone) {
					expect(hashes.has(file.hash)).toBe(false);
					if (file.fetched) continue;
					expect((heard ?? NaN) - (file.confirmedAt ?? NaN)).toBeGreaterThanOrEqual(30 * DAY);
				}
				const sum = gone.reduce((all, file) => all + file.bytes, 0);
				expect(sum - (gone.at(-1)?.bytes ?? 0)).toBeLessThan(Math.max(need, 1));
				const order = gone.map((file) => (file.fetched ? 0 : (file.confirmedAt ?? NaN)));
				expect(order).toEqual([...order].sort((a, b) => a - b));
				const whole = toMakeWay(files, { hashes, heard }, EVERYTHING);
				expect(sum >= need || gone.length === whole.length).toBe(true);
			},
		),
	);
});

test('old full pictures make way; thumbnails, young ones and those not confirmed stay', async () => {
	await photo('a', 90);
	await photo('b', 30);
	await photo('c', 29);
	await photo('d', null);
	await photo('e', null, { fetched: true });
	await photo('f', null, { kept: false });
	const before = await here();
	expect(await makeWay(session.db, EVERYTHING)).toEqual({ files: 3, bytes: 300 });
	expect(await here()).toEqual(before.filter((hash) => !['a-full', 'b-full', 'e-full'].includes(hash)));
	expect((await phoneRow(session.db)).madeWay).toEqual({ files: 3, bytes: 300, at: NOW });
});

test('what came from the server goes first, then the oldest, until there is enough', async () => {
	await photo('old', 60);
	await photo('older', 61);
	await photo('came', null, { fetched: true });
	await makeWay(session.db, 150);
	expect((await here()).filter((hash) => hash.endsWith('full'))).toEqual(['old-full']);
});

test('a picture goes on waiting here whatever its date: refused, asked for again, or set by unsent work', async () => {
	const { db, space } = session;
	await photo('a', 90);
	await photo('b', 90);
	await photo('c', 90);
	const row = { space, photo: 'a', size: 'full', madeAt: 1 } as const;
	await db.uploads.put({ ...row, hash: 'a-full', refused: '415' });
	await db.uploads.put({ ...row, hash: 'b-full', refused: null, sentBefore: true });
	// Brought back from before it was cut: the office is not told yet.
	await db.files.put({ hash: 'c-before', blob: bytes('c-before'), confirmedAt: NOW - 90 * DAY });
	await session.edit({ space, kind: 'photo', key: 'c', set: { full: 'c-before' } });
	const before = await here();
	await makeWay(db, EVERYTHING);
	expect(await here()).toEqual(before.filter((hash) => hash !== 'c-full'));
});

test('a clock that jumps ten years ahead, or was that far ahead, lets nothing of yesterday go', async () => {
	await photo('a', 1);
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
	const dates = async () => (await session.db.files.toArray()).map(({ confirmedAt }) => confirmedAt ?? 0);
	for (const [phone, jump] of [
		[NOW - 4_000 * DAY, 0],
		[NOW, -400 * DAY],
		[NOW + 4_000 * DAY, 1],
	] as const) {
		vi.setSystemTime(phone);
		await heardAt(NOW);
		await photo('a', null);
		vi.setSystemTime(phone + jump);
		expect(await send()).toBe('done');
		expect(await session.db.uploads.count()).toBe(0);
		for (const date of await dates()) {
			expect(date).toBeGreaterThanOrEqual(NOW);
			expect(date).toBeLessThan(NOW + DAY);
		}
	}
	// Asleep for forty days in the middle of a round.
	await photo('b', null);
	vi.setSystemTime(Date.now() + 40 * DAY);
	await send();
	expect((await session.db.files.get('b-full'))?.confirmedAt).toBeGreaterThanOrEqual(NOW + 40 * DAY);
});

test('a picture from before dates were kept gets one where room is short, and goes thirty days after it', async () => {
	vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ usage: 95, quota: 100 }) } });
	await photo('a', null, { kept: false });
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
	await photo('a', 400);
	await keepRoom(session.db);
	expect(await here()).toContain('a-full');
});

test('while a restored server has not told what it lost, only what came from there goes', async () => {
	const { db, space } = session;
	await photo('a', 90);
	await photo('b', null, { fetched: true });
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
	await photo('a', 90);
	await photo('b', 91);
	const ways = await Promise.all([1, 2, 3].map(() => makeWay(session.db, EVERYTHING)));
	expect(ways.map(({ files }) => files).sort()).toEqual([0, 0, 2]);
	expect(await here()).toEqual(['a-thumb', 'b-thumb']);
});

test('a picture that made way is fetched when it is wanted, and may go again any time', async () => {
	await photo('a', 90);
	await makeWay(session.db, EVERYTHING);
	const image = () => new Response(bytes('a-full'), { headers: { 'content-type': 'image/webp' } });
	vi.stubGlobal('fetch', () => Promise.resolve(image()));
	expect((await fileOf(session, 'a-full'))?.size).toBe(100);
	expect(await session.db.files.get('a-full')).toMatchObject({ fetched: true });
	await makeWay(session.db, EVERYTHING);
	expect(await here()).toEqual(['a-thumb']);
});

/** From here on there is room for `writes` more, and for one more with each row that is deleted. */
function fill(writes: number): void {
	let room = writes;
	const { put, add } = IDBObjectStore.prototype;
	const del = IDBObjectStore.prototype.delete;
	vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, ...args) {
		room += 20;
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
	...{ full: bytes(name), thumb: bytes(name), fullHash: `${name}-full`, thumbHash: `${name}-thumb` },
	...{ width: 4, height: 3, blur: '' },
});

test('a text or a photo that finds no room is kept once old pictures have made way', async () => {
	const { space } = session;
	await photo('a', 90);
	await photo('b', 90);
	fill(0);
	await session.edit({ space, kind: 'product', key: 'P1', set: { nameTh: 'เสื่อ' } });
	expect(await session.db.queue.count()).toBe(1);
	expect(await here()).toEqual(['a-thumb', 'b-thumb']);
	expect(lastRefusal()).toEqual({ at: NOW, helped: true });
	vi.restoreAllMocks();
	await photo('c', 90);
	fill(1);
	expect(await keepPicture(session, 'product/P1', picture('new'))).toMatchObject({ kind: 'ok' });
	expect(await here()).toEqual(['a-thumb', 'b-thumb', 'c-thumb', 'new-full', 'new-thumb']);
});

test('where nothing can make way a photo is told so and leaves nothing, and what was there stays', async () => {
	await photo('a', 3);
	await photo('b', null);
	const before = await here();
	fill(1);
	expect(await keepPicture(session, 'product/P1', picture('new'))).toEqual({ kind: 'no-room' });
	expect(await here()).toEqual(before);
	expect(lastRefusal()).toEqual({ at: NOW, helped: false });
	const edit = { space: session.space, kind: 'product', key: 'P1', set: { nameTh: 'เสื่อ' } };
	await expect(session.edit(edit)).rejects.toThrow();
	expect(await here()).toEqual(before);
});
