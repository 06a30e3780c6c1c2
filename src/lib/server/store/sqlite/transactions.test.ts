import { afterEach, beforeEach, expect, it } from 'vitest';
import { readNote, writeNote } from '../queries/meta.ts';
import type { Store } from '../port.ts';
import { openSqlite } from './open.ts';

let store: Store;
beforeEach(async () => {
	store = await openSqlite(':memory:');
});
afterEach(() => store.close());

const notes = () =>
	store.read(({ db }) =>
		db.selectFrom('meta').select('key').where('key', 'like', 'n%').orderBy('key').execute(),
	);

it('writes that come at once are all there, in the order in which they came', async () => {
	const seen = await Promise.all(
		Array.from({ length: 100 }, (_, i) =>
			store.write(async (tx) => {
				const last = await readNote(tx, 'last');
				await writeNote(tx, 'last', String(i));
				return last;
			}),
		),
	);
	expect(seen).toEqual([null, ...Array.from({ length: 99 }, (_, i) => String(i))]);
});

it('one that throws leaves nothing behind, and the others beside it stand', async () => {
	const write = (key: string, fails: boolean) =>
		store.write(async (tx) => {
			await writeNote(tx, key, 'written');
			if (fails) throw new Error(`not ${key}`);
			return key;
		});
	const ends = await Promise.allSettled([write('n1', false), write('n2', true), write('n3', false)]);
	expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : String(end.reason)))).toEqual([
		'n1',
		'Error: not n2',
		'n3',
	]);
	expect((await notes()).map(({ key }) => key)).toEqual(['n1', 'n3']);
});

it('all of them fail when their commit does, and the next one works', async () => {
	const write = (key: string) => store.write((tx) => writeNote(tx, key, 'written'));
	const broken = store.write(async (tx) => {
		await writeNote(tx, 'n2', 'written');
		// As SQLite itself does on a full disk: the transaction is gone, its savepoints with it
		const { sql } = await import('kysely');
		await sql`rollback`.execute(tx.db);
		throw new Error('the disk is full');
	});
	const ends = await Promise.allSettled([write('n1'), broken, write('n3')]);
	const reason = expect.objectContaining({ message: 'the disk is full' }) as Error;
	expect(ends).toEqual(Array(3).fill({ status: 'rejected', reason }));
	expect(await notes()).toEqual([]);
	await write('n4');
	expect((await notes()).map(({ key }) => key)).toEqual(['n4']);
});

it('a read beside them sees a write whole or not at all', async () => {
	const writing = store.write(async (tx) => {
		await writeNote(tx, 'n1', 'written');
		await writeNote(tx, 'n2', 'written');
	});
	const [during] = await Promise.all([notes(), writing]);
	expect([0, 2]).toContain(during.length);
	expect(await notes()).toHaveLength(2);
});
