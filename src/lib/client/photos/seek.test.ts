import { describe, expect, it, test } from 'vitest';
import { newFollowed, newHeld } from '../../sync/device/held.ts';
import type { RecordRow } from '../store/database.ts';
import {
	candidates,
	dueAgain,
	forget,
	goOn,
	LONGEST_WAIT,
	mayAsk,
	nextWalk,
	NOTHING_SOUGHT,
	notThere,
	stretchOf,
	walkFrom,
	type Sought,
} from './seek.ts';

const hashOf = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0');
const photo = (key: string, of: string, order: string, thumb: unknown = hashOf(key)): RecordRow => ({
	...newHeld('c.shop', 'photo', key),
	fields: { of, order, thumb } as RecordRow['fields'],
	sort: `${of} ${order}`,
});
const at = (cursor: number, space = 'c.shop') => ({ ...newFollowed(space), cursor });
const done: Sought = { epoch: 'e', spaces: { 'c.shop': { upTo: 5, walked: 9 } }, absent: {} };

test('asks for the newest product first, the cover before the others, each file once', () => {
	const rows = [
		photo('a', 'product/P001', 'V'),
		photo('b', 'product/P002', 'V'),
		photo('c', 'product/P002', 'F'),
		photo('d', 'product/P000', 'V', hashOf('b')),
	];
	expect(candidates(rows).map(({ hash }) => hash)).toEqual(['c', 'b', 'a'].map(hashOf));
});

test('asks for nothing that is no photo, is about to go, or names no file', () => {
	const product = { ...newHeld('c.shop', 'product', 'P'), fields: { thumb: hashOf('x') } };
	const going = { ...photo('a', 'product/P001', 'V'), removing: 3 };
	const odd = ['../secret', 7, null, {}].map((thumb, i) => photo(`o${i}`, 'product/P001', 'V', thumb));
	expect(candidates([product, going, ...odd])).toEqual([]);
});

describe('where it goes on', () => {
	it('looks at nothing of a space without news', () => {
		expect(goOn(done, [at(5)], 'e')).toEqual(done);
		expect(nextWalk(goOn(done, [at(5)], 'e'))).toBeUndefined();
	});

	it('walks through a space that is new, began anew, or whose history is another one', () => {
		expect(goOn(NOTHING_SOUGHT, [at(5)], 'e').spaces).toEqual({ 'c.shop': walkFrom(5) });
		expect(goOn(done, [at(3)], 'e').spaces).toEqual({ 'c.shop': walkFrom(3) });
		expect(goOn(done, [at(5)], 'another').spaces).toEqual({ 'c.shop': walkFrom(5) });
	});

	it('forgets a space that left or may not be seen any more', () => {
		expect(goOn(done, [], 'e').spaces).toEqual({});
		expect(goOn(done, [{ ...at(5), visible: false }], 'e').spaces).toEqual({});
		expect(goOn(done, [{ ...at(5), leaving: true }], 'e').spaces).toEqual({});
	});

	it('goes on with the shop that came least far: the newest of each before the older of any', () => {
		const spaces = {
			'c.a': { ...walkFrom(5), walked: 30 },
			'c.b': walkFrom(5),
			'c.c': { upTo: 5, walked: 0 },
		};
		expect(nextWalk({ ...done, spaces })).toBe('c.b');
	});
});

describe('a stretch of the walk', () => {
	const rows = [photo('a', 'product/P2', 'W'), photo('b', 'product/P2', 'V'), photo('c', 'product/P1', 'W')];

	it('leaves a product that it may have cut in the middle to the next one', () => {
		expect(stretchOf(rows, true)).toEqual({ rows: rows.slice(0, 2), below: 'product/P2 ' });
		expect(stretchOf(rows, false)).toEqual({ rows, below: undefined });
	});

	it('comes further within a product of more photos than a stretch', () => {
		expect(stretchOf(rows.slice(0, 2), true)).toEqual({ rows: rows.slice(0, 2), below: 'product/P2 V' });
	});
});

describe('a file that the server does not have', () => {
	const name = ['c.shop', 'a'] as const;
	const waits = (times: number) => {
		let sought = done;
		const all: number[] = [];
		for (let i = 0; i < times; i++) {
			sought = notThere(sought, hashOf('a'), name, 0);
			all.push((sought.absent[hashOf('a')]?.at ?? 0) / 60_000);
		}
		return all;
	};

	it('is asked for again after a wait that grows to a day', () => {
		expect(waits(9)).toEqual([2, 6, 18, 54, 162, 486, 1_440, 1_440, 1_440]);
		const sought = notThere(done, hashOf('a'), name, 1_000);
		expect(mayAsk(sought, hashOf('a'), 1_000 + 119_999)).toBe(false);
		expect(dueAgain(sought, 1_000 + 119_999)).toEqual([]);
		expect(dueAgain(sought, 1_000 + 120_000)).toEqual([
			[hashOf('a'), { photo: name, tries: 1, at: 121_000 }],
		]);
		expect(mayAsk(sought, hashOf('other'), 1_000)).toBe(true);
	});

	it('does not wait for ever on a clock that was put back', () => {
		const sought = notThere(done, hashOf('a'), name, 10 * LONGEST_WAIT);
		expect(mayAsk(sought, hashOf('a'), LONGEST_WAIT)).toBe(true);
	});

	it('is forgotten once it is here', () => {
		expect(forget(notThere(done, hashOf('a'), name, 0), hashOf('a'))).toEqual(done);
		expect(forget(done, hashOf('a'))).toBe(done);
	});

	it('is one of three hundred at most: those that failed most often are dropped', () => {
		let sought = notThere(notThere(done, hashOf('often'), name, 0), hashOf('often'), name, 0);
		for (let i = 0; i < 300; i++) sought = notThere(sought, hashOf(`h${i}`), undefined, 0);
		expect(Object.keys(sought.absent)).toHaveLength(300);
		expect(sought.absent[hashOf('often')]).toBeUndefined();
	});
});
