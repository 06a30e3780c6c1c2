import type { Page } from '@playwright/test';
import type { Account } from '../../src/lib/client/accounts.ts';
import type { QueueRow } from '../../src/lib/client/store/database.ts';

/** Whoever joined on this phone, the latest first. */
export function accountsOn(page: Page): Promise<Account[]> {
	return page.evaluate(() => JSON.parse(localStorage.getItem('tambon.accounts') ?? '[]') as Account[]);
}

/** The name of the database of an account, by the person's name; the account in use without one. */
export async function databaseOf(page: Page, name?: string): Promise<string> {
	const accounts = await accountsOn(page);
	const person = await page.evaluate(() => localStorage.getItem('tambon.account'));
	const account = accounts.find((one) => (name === undefined ? one.person === person : one.name === name));
	if (!account) throw new Error(`nobody called ${name ?? 'anything'} has joined here`);
	return `tambon-${account.heirOf ?? account.person}`;
}

/**
 * Reads rows of one table of a database of this phone, and puts `put` into it, in one transaction: what a bug, an older
 * app or another tab may have left there.
 */
export function stored<T>(page: Page, database: string, table: string, put: readonly T[] = []): Promise<T[]> {
	return page.evaluate(
		async ({ name, store, rows }) => {
			const asked = <R>(request: IDBRequest<R>) =>
				new Promise<R>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error ?? new Error('not read'));
				});
			const db = await asked(indexedDB.open(name));
			const tx = db.transaction(store, 'readwrite');
			for (const row of rows) tx.objectStore(store).put(row);
			const all = await asked(tx.objectStore(store).getAll());
			await new Promise((resolve) => (tx.oncomplete = resolve));
			db.close();
			return all as T[];
		},
		{ name: database, store: table, rows: put as T[] },
	);
}

/** Alters the one unsent change of a record before it leaves this phone. */
export async function alterChange(
	page: Page,
	key: string,
	alter: (row: QueueRow) => QueueRow,
): Promise<void> {
	const database = await databaseOf(page);
	const rows = await stored<QueueRow>(page, database, 'queue');
	await stored(page, database, 'queue', rows.filter((row) => row.key === key).map(alter));
}

/** A value that the office will refuse in place of the one that was set. */
export const withBad =
	(field: string, value: QueueRow['change']['set'][string]) =>
	(row: QueueRow): QueueRow => ({
		...row,
		change: { ...row.change, set: { ...row.change.set, [field]: value } },
	});
