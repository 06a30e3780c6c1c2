import { Dexie, type Table } from 'dexie';
import { HOUR } from '../../domain/dates.ts';
import { SECRET_LENGTH } from '../../domain/invitation.ts';
import { randomKey } from '../../domain/key.ts';
import { saidBy, signedText, type SignedInvitation } from '../../domain/signed-invitation.ts';
import type { Account } from '../accounts.ts';
import { askOffice } from '../ask-office.ts';
import { chance } from '../session.ts';

/** The key by which a person's phone signs. Its private half can be used here, and read by nobody. */
interface KeyRow {
	readonly person: string;
	readonly pair: CryptoKeyPair;
	/** Under which enrolment and in which history of the office it was told; null: it never was. */
	readonly told: { readonly enrolment: string; readonly epoch: string; readonly at: number } | null;
}

/** An invitation that was made on this phone with no connection. */
export interface Signed {
	/** Its nonce: by this the office knows it, once somebody has come with it. */
	readonly id: string;
	readonly person: string;
	readonly shop: string;
	/** For whom, as the person wrote it down: it leaves this phone in no link. */
	readonly name: string;
	/** What stands behind the `#` of its link. */
	readonly text: string;
	/** ms UTC by the phone's clock. */
	readonly at: number;
}

/** A database of its own: it belongs to a person, and is not part of what is synced. */
class Signing extends Dexie {
	declare keys: Table<KeyRow, string>;
	declare made: Table<Signed, string>;
	constructor() {
		super('signing', { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ keys: 'person', made: 'id, shop' });
	}
}

async function using<T>(work: (db: Signing) => Promise<T>): Promise<T> {
	const db = new Signing();
	try {
		return await work(db);
	} finally {
		db.close();
	}
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** The office is told the key once more after so long, milliseconds: a database put back to before has forgotten it. */
const TELL_AGAIN = 24 * HOUR;

const base64url = (bytes: ArrayBuffer): string =>
	btoa(String.fromCharCode(...new Uint8Array(bytes)))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

/** Makes the key at first, and tells the office its public half while there is a line. `epoch`: of the office's history. */
export async function tellKey(account: Account, epoch: string, fetcher: typeof fetch = fetch): Promise<void> {
	const { person, enrolment } = account;
	const known = await using((db) => db.keys.get(person));
	const isTold = known?.told?.enrolment === enrolment && known.told.epoch === epoch;
	if (isTold && Date.now() - (known?.told?.at ?? 0) < TELL_AGAIN) return;
	const made: KeyRow = known ?? {
		person,
		pair: await crypto.subtle.generateKey(CURVE, false, ['sign']),
		told: null,
	};
	if (!known) await using((db) => db.keys.add(made));
	const key = base64url(await crypto.subtle.exportKey('raw', made.pair.publicKey));
	const answer = await askOffice('/api/invitations/key', account, { key }, fetcher);
	if (answer.kind !== 'ok') return;
	await using((db) => db.keys.put({ ...made, told: { enrolment, epoch, at: Date.now() } }));
}

/** Whether this phone may sign: the office knows its key, or knew it when it was last heard. */
export async function maySign({ person, enrolment }: Account): Promise<boolean> {
	return (await using((db) => db.keys.get(person)))?.told?.enrolment === enrolment;
}

/** What a phone knows of the office's time. */
export interface Clock {
	readonly heardAt: number | null;
	readonly clockOffset: number;
}

/** The office's time as far as this phone knows it: a clock that was set back since is no earlier than the office was heard. */
export const officeTime = ({ heardAt, clockOffset }: Clock, now: number): number =>
	Math.max(now, heardAt ?? 0) + clockOffset;

/** Signs an invitation to a shop. It is on the flash before anybody sees it, so that it can be taken back. */
export async function signInvitation(
	account: Account,
	wish: Pick<SignedInvitation, 'shop' | 'area' | 'name'>,
	clock: Clock,
): Promise<Signed> {
	const { person, enrolment } = account;
	const key = await using((db) => db.keys.get(person));
	if (!key) throw new Error('nothing to sign with');
	const now = Date.now();
	const nonce = randomKey(SECRET_LENGTH, chance);
	const { shop, area, name } = wish;
	const invitation = { enrolment, shop, area, nonce, madeAt: officeTime(clock, now), name: '' };
	const said = new TextEncoder().encode(saidBy(invitation));
	const signature = base64url(await crypto.subtle.sign(SIGNING, key.pair.privateKey, said));
	const made: Signed = { id: nonce, person, shop, name, text: signedText(invitation, signature), at: now };
	await using((db) => db.made.add(made));
	return made;
}

/** What was made here for a shop, the latest first. */
export async function madeFor({ person }: Account, shop: string): Promise<Signed[]> {
	const rows = await using((db) => db.made.where('shop').equals(shop).toArray());
	return rows.filter((row) => row.person === person).sort((a, b) => b.at - a.at);
}

/** Somebody's account leaves this phone: nothing is signed in their name any more. */
export async function forgetKey(person: string): Promise<void> {
	await using((db) =>
		db.transaction('rw', db.keys, db.made, async () => {
			await db.keys.delete(person);
			await db.made.filter((row) => row.person === person).delete();
		}),
	);
}
