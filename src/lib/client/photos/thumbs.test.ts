import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFollowed, newHeld } from '../../sync/device/held.ts';
import { openSession, type Session } from '../session.ts';
import type { RecordRow } from '../store/database.ts';
import { mayLackThumbs } from '../store/lacking.ts';
import { phoneRow } from './rule.ts';
import { fetchThumbs, MOST_AGAIN, MOST_REQUESTS, type ThumbParts } from './thumbs.ts';
import { wantedOf } from './wanted.ts';

const account = {
	enrolment: 'enrolment-1',
	person: '',
	role: 'seller',
	name: '',
	areas: [],
	shop: 'shop1',
} as const;
const SPACE = 'c.shop1';
const MINUTE = 60_000;
let session: Session;
let people = 0;
/** Files at the server: their texts. */
let office: Set<string>;
let asked: string[];
let answers: (() => Response | Promise<Response>)[];
let now: number;

beforeEach(async () => {
	office = new Set();
	asked = [];
	answers = [];
	now = 1_000_000;
	session = await openSession(
		{ ...account, person: `thumbs${people++}` },
		() => {},
		() => {},
	);
});
afterEach(() => session.close());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const image = { headers: { 'content-type': 'image/webp' } };

const fetcher: typeof fetch = async (to, init) => {
	const text = [...names].find((name) => String(to) === `/photos/${hashOf(name)}`) ?? String(to);
	asked.push(text);
	expect(new Headers(init?.headers).get('tambon-enrolment')).toBe('enrolment-1');
	const answer = answers.shift();
	if (answer) return answer();
	return office.has(text) ? new Response(text, image) : new Response(null, { status: 404 });
};
const names = new Set<string>();

const run = (more: Partial<ThumbParts> = {}, isRound = true) => {
	const parts = { fetcher, stop: new AbortController().signal, facts: () => ({}), now: () => now, ...more };
	return fetchThumbs(session, parts, isRound);
};

/** A photo's record as a round brings it; `seen`: the number it came with. */
function photo(key: string, product: string, order = 'V', seen = 1, space = SPACE): RecordRow {
	names.add(key);
	const of = `product/${product}`;
	const fields = { of, order, thumb: hashOf(key), full: hashOf(`${key} full`) };
	return { ...newHeld(space, 'photo', key), seen, fields, sort: `${of} ${order}` };
}

async function told(cursor: number, ...rows: RecordRow[]): Promise<void> {
	await session.db.records.bulkPut(rows);
	for (const space of new Set([SPACE, ...rows.map((row) => row.space)])) {
		await session.db.followed.put({ ...newFollowed(space), cursor });
	}
}

const here = async () => (await session.db.files.toCollection().primaryKeys()).length;

/** How many records a run reads. */
async function read(work: () => Promise<unknown>): Promise<number> {
	let count = 0;
	const hook = (row: RecordRow) => {
		count += 1;
		return row;
	};
	session.db.records.hook('reading', hook);
	await work();
	session.db.records.hook('reading').unsubscribe(hook);
	return count;
}

it('fetches what is not here, newest product first, cover first, and no large picture', async () => {
	await told(1, photo('a', 'P001'), photo('b2', 'P002', 'W'), photo('b1', 'P002', 'F'), photo('c', 'P003'));
	for (const name of names) office.add(name);
	await session.db.files.put({ hash: hashOf('c'), blob: new Blob(['c']) });
	expect(await run()).toBe('done');
	expect(asked).toEqual(['b1', 'b2', 'a']);
	expect(await (await session.db.files.get(hashOf('a')))?.blob.text()).toBe('a');
});

it('reads no record and asks for nothing after a round without news', async () => {
	await told(1, photo('a', 'P001'));
	office.add('a');
	await run();
	expect(await read(() => run())).toBe(0);
	expect(asked).toEqual(['a']);
});

it('looks at news alone', async () => {
	const many = Array.from({ length: 100 }, (_, i) => photo(`p${i}`, `P${100 + i}`));
	await told(1, ...many);
	await session.db.files.bulkPut(many.map(({ key }) => ({ hash: hashOf(key), blob: new Blob([key]) })));
	expect(await read(() => run())).toBeGreaterThanOrEqual(100);
	await told(2, photo('new', 'P999', 'V', 2));
	office.add('new');
	expect(await read(() => run())).toBe(1);
	expect(asked).toEqual(['new']);
});

it('fetches so many after one round, and goes on where it was after the next', async () => {
	const many = Array.from({ length: 150 }, (_, i) => photo(`p${100 + i}`, `P${100 + i}`));
	await told(1, ...many);
	for (const { key } of many) office.add(key);
	for (const count of [MOST_REQUESTS, 2 * MOST_REQUESTS, 150, 150]) {
		expect(await run()).toBe('done');
		expect(await here()).toBe(count);
	}
	expect(asked[0]).toBe('p249');
	expect(new Set(asked).size).toBe(asked.length);
});

it('fetches all of them where a person waits for it, and stops when told', async () => {
	const many = Array.from({ length: 150 }, (_, i) => photo(`p${100 + i}`, `P${100 + i}`));
	await told(1, ...many);
	for (const { key } of many) office.add(key);
	const stop = new AbortController();
	stop.abort();
	expect(await run({ all: true, stop: stop.signal })).toBe('stopped');
	expect(await here()).toBe(0);
	expect(await run({ all: true })).toBe('done');
	expect(await here()).toBe(150);
});

it('takes the newest of each shop before the older of any', async () => {
	const shops = ['c.shop1', 'c.shop2'].flatMap((space) =>
		Array.from({ length: 60 }, (_, i) => photo(`${space} ${100 + i}`, `P${100 + i}`, 'V', 1, space)),
	);
	await told(1, ...shops);
	for (const { key } of shops) office.add(key);
	await run();
	expect(asked.filter((name) => name.startsWith('c.shop2'))[0]).toBe('c.shop2 159');
	expect(asked.filter((name) => name.startsWith('c.shop2')).length).toBeGreaterThan(20);
});

it('walks through a space that brought more news than it would read at once', async () => {
	await told(1);
	await run();
	const many = Array.from({ length: 250 }, (_, i) => photo(`p${100 + i}`, `P${100 + i}`, 'V', 2));
	await told(2, ...many);
	for (const { key } of many) office.add(key);
	expect(await read(() => run())).toBeLessThan(150);
	expect(await here()).toBe(MOST_REQUESTS);
});

describe('a file that the server does not have yet', () => {
	it('is not asked for again before its time, and fetched once it is there', async () => {
		await told(1, photo('a', 'P001'));
		await run();
		now += 2 * MINUTE - 1;
		// Its record brings news, and its file is as far away as before.
		await told(2, photo('a', 'P001', 'W', 2));
		await run();
		expect(asked).toEqual(['a']);
		now += 1;
		await run();
		now += 2 * MINUTE;
		await run();
		expect(asked).toEqual(['a', 'a']);
		office.add('a');
		now += 4 * MINUTE;
		await run();
		expect([asked.length, await here()]).toEqual([3, 1]);
		expect((await phoneRow(session.db)).sought?.absent).toEqual({});
	});

	it('holds none of the others up, and few of them are asked for again after one round', async () => {
		const many = Array.from({ length: 40 }, (_, i) => photo(`p${100 + i}`, `P${100 + i}`));
		await told(1, ...many, photo('old', 'P000'));
		office.add('old');
		await run();
		expect([asked.length, await here()]).toEqual([41, 1]);
		now += 2 * MINUTE;
		await run();
		expect(asked.length).toBe(41 + MOST_AGAIN);
	});

	it('is forgotten when its photo shows another or is gone', async () => {
		await told(1, photo('a', 'P001'), photo('b', 'P002'));
		await run();
		await session.db.records.delete([SPACE, 'photo', 'a']);
		await session.db.records.update([SPACE, 'photo', 'b'], { fields: { thumb: hashOf('other') } });
		now += 2 * MINUTE;
		await run();
		expect(asked).toEqual(['b', 'a']);
		expect((await phoneRow(session.db)).sought?.absent).toEqual({});
	});
});

describe('what a screen shows', () => {
	it('goes before the others, also without a round', async () => {
		await told(1, photo('a', 'P001'), photo('b', 'P002'), photo('seen', 'P000'));
		for (const name of names) office.add(name);
		wantedOf(session.db).want(hashOf('seen'), false);
		await run({}, false);
		expect(asked).toEqual(['seen']);
		await run();
		expect(asked).toEqual(['seen', 'b', 'a']);
	});

	it('goes before the next one when it comes into sight during a run', async () => {
		await told(1, photo('a', 'P001'), photo('b', 'P002'), photo('seen', 'P000'));
		for (const name of names) office.add(name);
		answers.push(() => {
			wantedOf(session.db).want(hashOf('seen'), false);
			return new Response('b', image);
		});
		await run();
		expect(asked).toEqual(['b', 'seen', 'a']);
	});

	it('is left alone when it has gone out of sight, and asked for once where the server does not have it', async () => {
		await told(1, photo('a', 'P001'), photo('b', 'P002'));
		wantedOf(session.db).want(hashOf('b'), false)();
		const twice = [1, 2].map(() => wantedOf(session.db).want(hashOf('a'), false));
		await run({}, false);
		for (const stop of twice) stop();
		wantedOf(session.db).want(hashOf('a'), false);
		await run({}, false);
		expect(asked).toEqual(['a']);
		// The walk comes upon it and knows from then on which photo waits for it.
		await run();
		expect(asked).toEqual(['a', 'b']);
		now += 2 * MINUTE;
		await run();
		expect(asked).toEqual(['a', 'b', 'a', 'b']);
	});
});

it('fetches only what a person opened while the browser saves data', async () => {
	await told(1, photo('a', 'P001'), photo('listed', 'P002'), photo('opened', 'P003'));
	for (const name of names) office.add(name);
	const facts = () => ({ saveData: true });
	wantedOf(session.db).want(hashOf('listed'), false);
	wantedOf(session.db).want(hashOf('opened'), true);
	expect(await run({ facts })).toBe('done');
	expect(asked).toEqual(['opened']);
	await run();
	expect([...asked].sort()).toEqual(['a', 'listed', 'opened']);
});

it('stops at once for what goes first, and goes on where it was', async () => {
	await told(1, photo('a', 'P001'), photo('b', 'P002'));
	for (const name of names) office.add(name);
	const stop = new AbortController();
	answers.push(() => {
		stop.abort();
		throw new DOMException('stopped', 'AbortError');
	});
	expect(await run({ stop: stop.signal })).toBe('stopped');
	expect(await run()).toBe('done');
	expect(asked).toEqual(['b', 'b', 'a']);
});

it.each([
	['a dead line', () => Promise.reject(new TypeError('no network'))],
	[
		'the page of a café that wants a password',
		() => new Response('log in', { headers: { 'content-type': 'text/html' } }),
	],
	['a server in trouble', () => new Response(null, { status: 503 })],
] as const)('gives up for now at %s, and forgets nothing', async (_, answer) => {
	await told(1, photo('a', 'P001'));
	office.add('a');
	answers.push(answer);
	expect(await run()).toBe('later');
	expect(await here()).toBe(0);
	expect(await run()).toBe('done');
	expect(await here()).toBe(1);
});

it('keeps nothing that is not what its hash says', async () => {
	await told(1, photo('a', 'P001'));
	answers.push(() => new Response('made smaller on the way', image));
	expect(await run()).toBe('done');
	expect(await here()).toBe(0);
});

it('goes on with no other where the phone has no room', async () => {
	await told(1, photo('a', 'P001'), photo('b', 'P002'));
	for (const name of names) office.add(name);
	const full = () => {
		throw new DOMException('full', 'QuotaExceededError');
	};
	session.db.files.hook('creating', full);
	expect(await run()).toBe('later');
	session.db.files.hook('creating').unsubscribe(full);
	expect(asked).toEqual(['b']);
});

it('need not be loaded where there is no photo, or nothing was told since it looked', async () => {
	const { db } = session;
	await db.self.update('self', { epoch: 'first' });
	await told(1);
	expect(await mayLackThumbs(db)).toBe(false);
	await told(2, photo('a', 'P001', 'V', 2));
	expect(await mayLackThumbs(db)).toBe(true);
	office.add('a');
	await run();
	expect(await mayLackThumbs(db)).toBe(false);
	await told(3, photo('b', 'P002', 'V', 3));
	expect(await mayLackThumbs(db)).toBe(true);
	// Not at the office yet: it is asked for again, news or none.
	await run();
	expect(await mayLackThumbs(db)).toBe(true);
	office.add('b');
	now += 2 * MINUTE;
	await run();
	expect(await mayLackThumbs(db)).toBe(false);
	await db.self.update('self', { epoch: 'second' });
	expect(await mayLackThumbs(db)).toBe(true);
});

it('lets an old full picture make way for a thumbnail', async () => {
	const { db } = session;
	await told(1, photo('a', 'P001'), photo('b', 'P002'));
	for (const name of names) office.add(name);
	await db.files.put({ hash: 'old', blob: new Blob(['old']) });
	await db.arrivals.put({ hash: 'old', bytes: 3, confirmedAt: null });
	let room = false;
	const full = () => {
		if (!room) throw new DOMException('full', 'QuotaExceededError');
	};
	const freed = () => void (room = true);
	db.files.hook('creating', full);
	db.files.hook('deleting', freed);
	expect(await run()).toBe('done');
	db.files.hook('creating').unsubscribe(full);
	db.files.hook('deleting').unsubscribe(freed);
	expect(asked).toEqual(['b', 'a']);
	expect((await db.files.toCollection().primaryKeys()).sort()).toEqual([hashOf('a'), hashOf('b')].sort());
});
