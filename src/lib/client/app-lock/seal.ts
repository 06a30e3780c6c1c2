import { databaseName, type Account } from '../accounts.ts';

/**
 * Whether an account has a PIN, for whoever draws the first screen: followed by the name of its database. Holds how long
 * the app may be out of sight (ms), and a seal that is broken whenever every screen of it is to lock.
 */
export const LOCK = 'tambon.lock.';

export const hasLock = (account: Account, storage: Storage = localStorage): boolean =>
	storage.getItem(LOCK + databaseName(account)) !== null;
