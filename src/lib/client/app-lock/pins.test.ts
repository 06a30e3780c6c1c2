import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { forgetPin, ITERATIONS, keepPin, noteWait, tryPin, waitLeft } from './pins.ts';

/** Few, so that the tests are quick: the real figure is asserted, and measured in a browser. */
const FEW = 10;

async function rows(): Promise<Record<string, unknown>[]> {
	const db = await new Dexie('pins').open();
	const all = await db.table<Record<string, unknown>>('pins').toArray();
	db.close();
	return all;
}

beforeEach(() => Dexie.delete('pins'));

it('keeps a salted slow hash with its parameters, and no PIN', async () => {
	expect(ITERATIONS).toBeGreaterThanOrEqual(600_000);
	await keepPin('a', '258013', FEW);
	await keepPin('b', '258013', FEW);
	const [a, b] = await rows();
	expect(a).toMatchObject({ name: 'a', iterations: FEW, wrong: 0, wait: 0 });
	expect(a?.['salt']).toHaveLength(16);
	expect(a?.['hash']).toHaveLength(32);
	expect(a?.['hash']).not.toEqual(b?.['hash']);
	expect(JSON.stringify([a, b])).not.toContain('258013');
});

it('knows the right one from any keyboard, and takes no other', async () => {
	await keepPin('a', '0731', FEW);
	expect(await tryPin('a', '๐๗๓๑', FEW)).toEqual({ kind: 'right' });
	expect(await tryPin('a', '731', FEW)).toEqual({ kind: 'wrong', ms: 0 });
	await forgetPin('a');
	expect(await rows()).toEqual([]);
	expect(await tryPin('a', '0731', FEW)).toEqual({ kind: 'none' });
});

it('waits longer after each wrong one, judges nothing meanwhile, and forgets it with the right one', async () => {
	await keepPin('a', '0731', FEW);
	const wrong = async () => {
		const tried = await tryPin('a', '9999', FEW);
		const ms = 'ms' in tried ? tried.ms : null;
		if (tried.kind === 'wrong' && tried.ms > 0) await noteWait('a', tried.ms, 0);
		return [tried.kind, ms];
	};
	expect([await wrong(), await wrong(), await wrong(), await wrong()]).toEqual([
		['wrong', 0],
		['wrong', 0],
		['wrong', 10_000],
		['wrong', 30_000],
	]);
	expect(await tryPin('a', '9999', FEW)).toEqual({ kind: 'wrong', ms: 60_000 });
	expect(await tryPin('a', '0731', FEW)).toEqual({ kind: 'wait', ms: 60_000 });
	expect(await waitLeft('a')).toBe(60_000);
	await noteWait('a', 60_000, 0);
	expect(await tryPin('a', '0731', FEW)).toEqual({ kind: 'right' });
	expect(await tryPin('a', '9999', FEW)).toEqual({ kind: 'wrong', ms: 0 });
});

it('counts what two windows try at the same moment, and a try that a kill cut short', async () => {
	await keepPin('a', '0731', FEW);
	const tried = await Promise.all(['1', '2', '3', '4', '5'].map((pin) => tryPin('a', pin, FEW)));
	expect(tried.map(({ kind }) => kind).toSorted()).toEqual(['wait', 'wait', 'wrong', 'wrong', 'wrong']);
	expect(await rows()).toMatchObject([{ wrong: 3, wait: 10_000 }]);
});

it('never lengthens a wait, nor shortens one that began since', async () => {
	await keepPin('a', '0731', FEW);
	for (const pin of ['1', '2', '3']) await tryPin('a', pin, FEW);
	await noteWait('a', 10_000, 4_000);
	expect(await waitLeft('a')).toBe(4_000);
	await noteWait('a', 10_000, 9_000);
	expect(await waitLeft('a')).toBe(4_000);
	await noteWait('a', 4_000, 0);
	await tryPin('a', '4', FEW);
	await noteWait('a', 10_000, 1_000);
	expect(await waitLeft('a')).toBe(30_000);
});

it('is hashed anew at the next right PIN once more repeating is asked for', async () => {
	await keepPin('a', '0731', FEW);
	expect(await tryPin('a', '0731', FEW * 2)).toEqual({ kind: 'right' });
	expect(await rows()).toMatchObject([{ iterations: FEW * 2 }]);
	expect(await tryPin('a', '0731', FEW * 2)).toEqual({ kind: 'right' });
});
