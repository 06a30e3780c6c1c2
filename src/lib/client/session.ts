import { newKey } from '../domain/key.ts';
import { catalogueOf } from '../domain/access.ts';
import { isGuarded, restsOnOthers } from '../domain/policy.ts';
import { edit, newFollowed, type Edit } from '../sync/device/edit.ts';
import { SELF_SINCE, shown, type Self } from '../sync/device/held.ts';
import type { DeviceTx } from '../sync/device/port.ts';
import type { Fields } from '../sync/value.ts';
import { databaseName, type Account } from './accounts.ts';
import { openDatabase, type Database } from './store/database.ts';
import { deviceStore, deviceTx } from './store/device.ts';
import { withRoom } from './store/full.ts';
import { whileOpening } from './store/opening.ts';

export const chance = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
export const makeKey = (): string => newKey(Date.now(), chance);

/**
 * What a person did to one record. Of a value that has parts (a list, an address) it is made of what is stored when it is
 * made: a screen may not have drawn yet what the same thumb has done a moment before.
 */
export interface Wish extends Omit<Edit, 'set'> {
	readonly set?: Fields | ((stored: Fields) => Fields);
}

/** Everything an app screen works with: one account's database and what may be done to it. */
export interface Session {
	readonly account: Account;
	readonly db: Database;
	/** The catalogue of this account's shop; '' for someone without one. */
	readonly space: string;
	/** Stores edits in one transaction; resolves when they are safe on this phone. Throws only when the phone cannot store. */
	edit(...wishes: Wish[]): Promise<void>;
	/**
	 * The same for an edit that brings something along (a picture its files): `work` gets the way to edit, runs in one
	 * transaction over the whole database, and awaits nothing but that database. Where room had to be made it runs again.
	 */
	store<T>(work: (edit: (wish: Wish) => Promise<void>) => Promise<T>): Promise<T>;
	/** Counts work as under way until it ends: leaving a field stores in several steps. Answers the work itself. */
	during<T>(work: Promise<T>): Promise<T>;
	/** Resolves when everything under way is stored or has failed: before an act that judges what is there. */
	settled(): Promise<void>;
	readonly close: () => void;
}

/** Opens an account's database, making it at first use. `onWrite` is called after each stored edit. */
export async function openSession(
	account: Account,
	onWrite: () => void,
	onReplaced: () => void,
): Promise<Session> {
	const db = openDatabase(databaseName(account), onReplaced);
	const space = account.shop === null ? '' : catalogueOf(account.shop);
	await whileOpening(() => settleSelf(db, account, space));
	const device = deviceStore(db);
	const underWay = new Set<Promise<unknown>>();
	const during = <T>(work: Promise<T>): Promise<T> => {
		underWay.add(work);
		const ended = () => underWay.delete(work);
		work.then(ended, ended);
		return work;
	};
	return {
		account,
		db,
		space,
		async edit(...wishes) {
			const store = () =>
				device.transact(async (tx) => {
					for (const wish of wishes) await put(tx, wish);
				});
			await during(withRoom(db, store));
			onWrite();
		},
		async store(work) {
			const tx = deviceTx(db);
			const store = () =>
				Promise.resolve(db.transaction('rw', db.tables, async () => work((wish) => put(tx, wish))));
			const made = await during(withRoom(db, store));
			onWrite();
			return made;
		},
		during,
		async settled() {
			while (underWay.size > 0) await Promise.allSettled(underWay);
		},
		close: () => db.close(),
	};
}

async function put(tx: DeviceTx, { set: wanted = {}, ...wish }: Wish): Promise<void> {
	const set = typeof wanted === 'function' ? wanted(await standing(tx, wish)) : wanted;
	const after = restsOnOthers(wish.kind, set);
	await edit(tx, { ...wish, set, ...(after && { after }) }, Date.now(), isGuarded);
}

async function standing(tx: DeviceTx, { space, kind, key }: Wish): Promise<Fields> {
	const [held] = await tx.held(space, [[kind, key]]);
	return held && held.removing === 0 ? shown(held) : {};
}

/** A database keeps its device id across re-enrolment: the numbers of its outbox stay true. */
async function settleSelf(db: Database, account: Account, space: string): Promise<void> {
	await db.transaction('rw', db.self, db.followed, async () => {
		const known = await db.self.get('self');
		const fresh: Self = {
			enrolment: account.enrolment,
			device: makeKey(),
			deviceIsNew: true,
			epoch: '',
			runner: '',
			heardAt: null,
			clockOffset: 0,
			...SELF_SINCE,
		};
		if (!known) await db.self.put({ ...fresh, id: 'self' });
		else if (known.enrolment !== account.enrolment) {
			await db.self.put({ ...known, enrolment: account.enrolment, deviceIsNew: true });
		}
		if (space !== '' && !(await db.followed.get(space))) await db.followed.put(newFollowed(space));
	});
}
