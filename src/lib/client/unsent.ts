import { Dexie, liveQuery, type Observable } from 'dexie';
import { catalogueOf } from '../domain/access.ts';
import { databaseName, type Account } from './accounts.ts';
import { isAnyHere } from './rescue/handed.ts';
import type { Session } from './session.ts';
import { openDatabase } from './store/database.ts';
import { readWaiting } from './waiting.ts';

/** What of an account is on this phone and nowhere else. */
export interface Unsent {
	/** Things (products, the shop) that go to the office by themselves. */
	readonly waiting: number;
	/** Things the office refused: they need the person. */
	readonly stuck: number;
	/** Pictures whose file has not gone, and those that are no photos yet. */
	readonly photos: number;
	/** Fields with text that was typed and is no change yet. */
	readonly drafts: number;
	/** Changes and pictures brought for other phones that have not gone on. */
	readonly brought: number;
	/** True where all but drafts is in a rescue file that was handed over. */
	readonly isHanded: boolean;
}

export const NOTHING: Unsent = { waiting: 0, stuck: 0, photos: 0, drafts: 0, brought: 0, isHanded: false };

export const isNothing = ({ waiting, stuck, photos, drafts, brought }: Unsent): boolean =>
	waiting + stuck + photos + drafts + brought === 0;

/** Where the phone notes that its camera is open: no text of anybody's. */
const CAMERA = 'camera';

/** What begins the ids of notes that nobody typed: a file that was packed here, and who handed the shop over. */
const NOTES = ['rescue ', 'handed '];

/** Drafts that hold a person's typing. */
export const isTyped = (id: string): boolean =>
	id !== CAMERA && !id.endsWith(`/${CAMERA}`) && !NOTES.some((note) => id.startsWith(note));

type Where = Pick<Session, 'db' | 'space' | 'account'>;

export async function readUnsent(where: Where): Promise<Unsent> {
	const { db } = where;
	const [things, drafts, queue, uploads, taken, carried, self] = await Promise.all([
		readWaiting(where),
		db.drafts.toCollection().primaryKeys(),
		db.queue.toArray(),
		db.uploads.toArray(),
		db.taken.count(),
		db.carried.where('state').notEqual('done').toArray(),
		db.self.get('self'),
	]);
	const rescuedAt = self?.rescuedAt ?? 0;
	return {
		brought: carried.filter(({ kind }) => kind !== 'witness').length,
		isHanded: rescuedAt > 0 && !isAnyHere({ queue, uploads, carried, taken, rescuedAt }),
		waiting: things.filter((thing) => thing.unsent.length > 0 || thing.photos > 0).length,
		stuck: things.filter((thing) => thing.parked.length > 0 || thing.refusedPhotos.length > 0).length,
		photos: things.reduce((sum, thing) => sum + thing.photos + thing.refusedPhotos.length, 0),
		drafts: drafts.filter(isTyped).length,
	};
}

export function watchUnsent(where: Where): Observable<Unsent> {
	return liveQuery(() => readUnsent(where));
}

/** An account of this phone as a list of them shows it. */
export interface AccountHere {
	readonly account: Account;
	/** '' where it has none, or none is stored. */
	readonly shopName: string;
	/** Null: its database could not be read, and nobody can say. */
	readonly unsent: Unsent | null;
}

/** Looks into an account's database without making or changing one. */
export async function lookInto(account: Account): Promise<AccountHere> {
	const name = databaseName(account);
	try {
		if (!(await Dexie.exists(name))) return { account, shopName: '', unsent: NOTHING };
		const db = openDatabase(name);
		const space = account.shop === null ? '' : catalogueOf(account.shop);
		try {
			const shop = await db.records.get([space, 'shop', account.shop ?? '']);
			const shopName = shop?.pending['nameTh']?.value ?? shop?.fields['nameTh'] ?? '';
			const unsent = await readUnsent({ db, space, account });
			return { account, shopName: String(shopName), unsent };
		} finally {
			db.close();
		}
	} catch (error) {
		console.error(error);
		return { account, shopName: '', unsent: null };
	}
}
