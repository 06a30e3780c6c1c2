import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryUploads } from '../../../../tests/support/uploads.ts';
import { DAY } from '../../domain/dates.ts';
import { makeUpstream } from '../../sync/chunk.ts';
import { newFollowed } from '../../sync/device/held.ts';
import { openSession, type Session } from '../session.ts';
import { isToAsk } from '../store/heard.ts';
import { askAgain } from './again.ts';
import { phoneRow } from './rule.ts';
import { sendPhotos } from './send.ts';

const NOW = 1_800_000_000_000;
const account = { enrolment: 'e', role: 'seller', name: '', areas: [], shop: 'shop1' } as const;
let session: Session;
let people = 0;

beforeEach(async () => {
	session = await openSession(
		{ ...account, person: `again${people++}` },
		() => {},
		() => {},
	);
});
afterEach(() => session.close());

const hashOf = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0');
const nameOf = (hex: string) => Buffer.from(hex.replace(/(00)+$/, ''), 'hex').toString();
const textOf = (name: string) => name.padEnd(40, '.');

/** A round ended in which the server said that its history is `epoch` and what time it is. */
async function heard(epoch: string, days: number): Promise<void> {
	await session.db.self.update('self', { epoch, heardAt: 5, clockOffset: NOW + days * DAY - 5 });
}

/** A photo that the office has; `days`: when its files arrived there, null: nobody noted. */
async function photo(key: string, days: number | null, more: { space?: string; fetched?: true } = {}) {
	const { db } = session;
	const space = more.space ?? session.space;
	const [full, thumb] = [hashOf(`${key}-full`), hashOf(`${key}-thumb`)];
	for (const hash of [full, thumb]) {
		const blob = new Blob([textOf(nameOf(hash))]);
		await db.files.put({ hash, blob });
		const confirmedAt = days === null ? null : NOW + days * DAY;
		if (more.fetched || confirmedAt !== null) await db.arrivals.put({ hash, bytes: 40, confirmedAt });
	}
	await session.edit({ space, kind: 'photo', key, set: { of: 'product/P1', order: key, full, thumb } });
	const row = await db.records.get([space, 'photo', key]);
	const { unsent: _unsent, ...rest } = row ?? ({} as never);
	await db.records.put({ ...rest, seen: 1, fields: { of: 'product/P1', full, thumb }, pending: {} });
	await db.queue.clear();
}

const waiting = async () => (await session.db.uploads.toArray()).map(({ hash }) => nameOf(hash)).sort();
const history = async () => (await phoneRow(session.db)).history;

test('notes in which history the pictures are, once a day, and not where there are none', async () => {
	const { db } = session;
	expect(await isToAsk(db)).toBe(false);
	await heard('first', 0);
	expect(await isToAsk(db)).toBe(false);
	await photo('a', 0);
	expect(await isToAsk(db)).toBe(true);
	expect(await askAgain(db)).toBe(0);
	expect(await history()).toEqual({ epoch: 'first', at: NOW });
	await heard('first', 0.9);
	expect(await isToAsk(db)).toBe(false);
	await heard('first', 1.1);
	expect(await isToAsk(db)).toBe(true);
	await askAgain(db);
	expect(await history()).toEqual({ epoch: 'first', at: NOW + 1.1 * DAY });
});

test('a restored server is asked for the pictures of thirty days, and gets the bytes of those that it lost', async () => {
	const { db, space } = session;
	await heard('first', 0);
	await photo('old', -31);
	await photo('young', -29);
	await photo('lost', -1);
	await photo('undated', null);
	await photo('came', null, { fetched: true });
	await askAgain(db);
	await heard('second', 0);
	await db.followed.update(space, { former: null, settling: null });
	expect(await isToAsk(db)).toBe(true);
	expect(await askAgain(db)).toBe(6);
	const asked = ['lost', 'undated', 'young'].flatMap((key) => [`${key}-full`, `${key}-thumb`]);
	expect(await waiting()).toEqual(asked);
	for (const row of await db.uploads.toArray()) expect(row).toMatchObject({ sentBefore: true });
	expect(await isToAsk(db)).toBe(false);
	expect(await askAgain(db)).toBe(0);

	const office = memoryUploads();
	for (const name of asked.filter((one) => !one.startsWith('lost'))) {
		office.whole.set(hashOf(name), textOf(name));
	}
	const parts = { fetcher: office.fetch, upstream: makeUpstream(), pause: () => Promise.resolve() };
	const stop = new AbortController().signal;
	expect(await sendPhotos(session, { ...parts, stop, now: () => 0, facts: () => ({}) })).toBe('done');
	const sent = office.asked.map((line) =>
		line.replace(/ ([0-9a-f]+)/, (_, hex: string) => ` ${nameOf(hex)}`),
	);
	expect(sent.filter((line) => line.startsWith('PATCH'))).toEqual([
		'PATCH lost-thumb 0+40',
		'PATCH lost-full 0+40',
	]);
	expect(sent.filter((line) => line.startsWith('POST'))).toHaveLength(6);
	expect(await waiting()).toEqual([]);
	expect((await db.arrivals.get(hashOf('lost-full')))?.confirmedAt).toBeGreaterThanOrEqual(NOW);
});

test('each space is asked for when it is settled, and once', async () => {
	const { db, space } = session;
	await heard('first', 0);
	await db.followed.put(newFollowed('c.other'));
	await photo('a', -1);
	await photo('b', -1, { space: 'c.other' });
	await askAgain(db);
	await heard('second', 0);
	await db.followed.update(space, { former: 'first' });
	await db.followed.update('c.other', { settling: { epoch: 'first', fork: 2 } });
	expect(await askAgain(db)).toBe(0);
	await db.followed.update('c.other', { settling: null });
	expect(await askAgain(db)).toBe(2);
	expect(await waiting()).toEqual(['b-full', 'b-thumb']);
	await db.uploads.clear();
	expect([await isToAsk(db), await askAgain(db), await waiting()]).toEqual([true, 0, []]);
	await db.followed.update(space, { former: null });
	expect(await askAgain(db)).toBe(2);
	expect(await waiting()).toEqual(['a-full', 'a-thumb']);
	expect(await history()).toEqual({ epoch: 'second', at: NOW });
});

test('a phone that was away for months offers what it would have offered then', async () => {
	const { db, space } = session;
	await heard('first', 0);
	await photo('old', -31);
	await photo('young', -29);
	await askAgain(db);
	await heard('second', 200);
	await db.followed.update(space, { former: 'first' });
	await askAgain(db);
	await heard('second', 240);
	await db.followed.update(space, { former: null });
	await askAgain(db);
	expect(await waiting()).toEqual(['young-full', 'young-thumb']);
});

test('a second restore on top of the first is asked about from the start', async () => {
	const { db, space } = session;
	await heard('first', 0);
	await db.followed.put(newFollowed('c.other'));
	await photo('a', -1);
	await askAgain(db);
	await heard('second', 0);
	await db.followed.update('c.other', { former: 'first' });
	expect(await askAgain(db)).toBe(2);
	await db.uploads.clear();
	await heard('third', 1);
	expect(await askAgain(db)).toBe(2);
	expect((await db.followed.get(space))?.former).toBeUndefined();
});

test('what waits already waits as it did', async () => {
	const { db, space } = session;
	await heard('first', 0);
	await photo('a', -1);
	await askAgain(db);
	const row = { space, photo: 'a', size: 'full', madeAt: 7, refused: '415' } as const;
	await db.uploads.put({ ...row, hash: hashOf('a-full') });
	await heard('second', 0);
	expect(await askAgain(db)).toBe(1);
	expect(await db.uploads.get(hashOf('a-full'))).toEqual({ ...row, hash: hashOf('a-full') });
});
