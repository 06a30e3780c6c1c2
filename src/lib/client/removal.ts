import { accounts, CURRENT, currentAccount, databaseName, LIST, type Account } from './accounts.ts';
import { forgetPin } from './app-lock/pins.ts';
import { clearLock } from './app-lock/sight.ts';
import { forgetJoined } from './keyring.ts';
import { isAnyHere, type Kept } from './rescue/handed.ts';
import { dropFronts } from './store/fronts.ts';
import { isTyped } from './unsent.ts';

/** `unsent`: something is on this phone alone, and nothing was removed. `blocked`: a window of the app that does not answer has it open. */
export type Removal = { kind: 'removed' } | { kind: 'unsent' } | { kind: 'blocked' };

/** Makes another account the one in use; nothing of the earlier one is touched. Whoever calls it opens the app anew. */
export async function useAccount({ person }: Account, storage: Storage = localStorage): Promise<void> {
	storage.setItem(CURRENT, person);
	await dropFronts();
}

/**
 * Takes an account off this phone with all that is stored of it, unless something of it is nowhere else: that is looked
 * at when no window has the database open any more, so that nothing can be written behind the look.
 */
export async function removeAccount(account: Account, storage: Storage = localStorage): Promise<Removal> {
	const name = databaseName(account);
	const emptied = await empty(name);
	if (emptied.kind !== 'removed') return emptied;
	await forgetJoined((other) => isOneOf(account, other));
	clearLock(name, storage);
	await forgetPin(name);
	if (account.role === 'marketer') await (await import('./handover/signing.ts')).forgetKey(account.person);
	const left = accounts(storage).filter((other) => other.person !== account.person);
	const current = currentAccount(storage);
	storage.setItem(LIST, JSON.stringify(left));
	if (current?.person === account.person) {
		if (left[0]) await useAccount(left[0], storage);
		else storage.removeItem(CURRENT);
	}
	await dropFronts();
	// Emptied is enough: what is left of it is its name.
	await new Promise((resolve) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = request.onerror = request.onblocked = resolve;
	});
	return { kind: 'removed' };
}

/** Whoever joined into the same database: the person, those they took over from, and those between. */
function isOneOf(account: Account, other: Account): boolean {
	if (other.person === account.person || other.person === account.heirOf) return true;
	return account.role === 'seller' && other.role === 'seller' && other.shop === account.shop;
}

/** How long a window may take to give a database up, milliseconds. */
const PATIENCE = 10_000;

/**
 * Empties a database in the one kind of transaction that begins when every other connection has closed: that of a new
 * version. Where something is unsent it is aborted, and all is as it was.
 */
async function empty(name: string): Promise<Removal> {
	const known = (await indexedDB.databases()).find((database) => database.name === name);
	if (!known) return { kind: 'removed' };
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, (known.version ?? 0) + 1);
		let unsent = false;
		const timer = setTimeout(() => resolve({ kind: 'blocked' }), PATIENCE);
		request.onupgradeneeded = () => {
			const tx = request.transaction as IDBTransaction;
			const stores = [...tx.objectStoreNames];
			const refuse = () => {
				unsent = true;
				tx.abort();
			};
			void anythingUnsent(tx).then((any) => {
				if (any) return refuse();
				for (const store of stores) tx.objectStore(store).clear();
			}, refuse);
		};
		request.onsuccess = () => {
			clearTimeout(timer);
			request.result.close();
			resolve({ kind: 'removed' });
		};
		request.onerror = (event) => {
			clearTimeout(timer);
			event.preventDefault();
			if (unsent) resolve({ kind: 'unsent' });
			else reject(request.error ?? new Error('the database could not be opened'));
		};
	});
}

async function anythingUnsent(tx: IDBTransaction): Promise<boolean> {
	const has = (store: string) => tx.objectStoreNames.contains(store);
	const all = <T>(store: string) => (has(store) ? done<T[]>(tx.objectStore(store).getAll()) : []);
	const [queue, uploads, carried, taken, drafts, self] = await Promise.all([
		all<Kept['queue'][number]>('queue'),
		all<Kept['uploads'][number]>('uploads'),
		all<Kept['carried'][number]>('carried'),
		has('taken') ? done<number>(tx.objectStore('taken').count()) : 0,
		has('drafts') ? done<IDBValidKey[]>(tx.objectStore('drafts').getAllKeys()) : [],
		has('self') ? done<{ rescuedAt?: number } | undefined>(tx.objectStore('self').get('self')) : undefined,
	]);
	const isHere = isAnyHere({ queue, uploads, carried, taken, rescuedAt: self?.rescuedAt ?? 0 });
	return isHere || drafts.some((id) => isTyped(String(id)));
}

function done<T>(request: IDBRequest): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result as T);
		request.onerror = () => reject(request.error ?? new Error('not read'));
	});
}
