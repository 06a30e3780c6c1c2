import { Dexie, type Table } from 'dexie';
import { JOIN_KEY_LENGTH } from '../domain/invitation.ts';
import { randomKey } from '../domain/key.ts';
import type { Account } from './accounts.ts';

/** An invitation this phone has asked for, or is about to. */
interface Join {
	readonly secret: string;
	/** Made here and sent along: the office knows the phone that used an invitation by it. */
	readonly key: string;
	/** Who joined by it; null before the answer. */
	readonly account: Account | null;
	readonly at: number;
	/** What is typed for a name before the answer, where the invitation names nobody. */
	readonly typed?: string | null;
}

/**
 * How this phone joined, on the phone's flash before anything is sent. Chrome writes cookies and localStorage seconds
 * after they are set: killed before that it forgets both, and this brings them back as long as the invitation lasts.
 */
class Keyring extends Dexie {
	declare joins: Table<Join, string>;
	constructor() {
		super('joined', { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ joins: 'secret' });
	}
}

async function using<T>(work: (ring: Keyring) => Promise<T>): Promise<T> {
	const ring = new Keyring();
	try {
		return await work(ring);
	} finally {
		ring.close();
	}
}

/** The key by which this phone asks to join with an invitation: the same at every try. Throws where nothing can be kept. */
export function keyFor(secret: string, chance: (bytes: number) => Uint8Array): Promise<string> {
	return using((ring) =>
		ring.transaction('rw', ring.joins, async () => {
			const known = await ring.joins.get(secret);
			if (known) return known.key;
			const key = randomKey(JOIN_KEY_LENGTH, chance);
			await ring.joins.put({ secret, key, account: null, at: Date.now() });
			return key;
		}),
	);
}

/** Keeps what somebody types for their name before they join. Throws where nothing can be kept. */
export async function keepTyped(
	secret: string,
	typed: string,
	chance: (bytes: number) => Uint8Array,
): Promise<void> {
	await keyFor(secret, chance);
	await using((ring) => ring.joins.update(secret, { typed }));
}

/** What was typed for a name; null: nothing was. */
export async function typedName(secret: string): Promise<string | null> {
	const known = await using((ring) => ring.joins.get(secret));
	return known?.typed ?? null;
}

/** The key this phone has asked with before; null when it has not. */
export async function keptKey(secret: string): Promise<string | null> {
	const known = await using((ring) => ring.joins.get(secret));
	return known?.key ?? null;
}

/** Keeps who joined: what localStorage forgets in a kill is restored from here. */
export async function keepJoined(secret: string, account: Account): Promise<void> {
	await using((ring) => ring.joins.update(secret, { account, typed: null }));
}

/** Everybody who joined on this phone, the latest first. */
export async function joinedHere(): Promise<Account[]> {
	const joins = await using((ring) => ring.joins.orderBy(':id').toArray());
	return joins
		.sort((a, b) => b.at - a.at)
		.map((join) => join.account)
		.filter((account) => account !== null);
}

/** `name`: what its person is called. An office put back to before may have to be told once more. */
interface How {
	readonly secret: string;
	readonly key: string;
	readonly name: string;
}

/** How an account joined, for asking once more when its cookie is gone. */
export async function howJoined(person: string): Promise<How | null> {
	const joins = await using((ring) => ring.joins.toArray());
	const found = joins.sort((a, b) => b.at - a.at).find((join) => join.account?.person === person);
	return found ? { secret: found.secret, key: found.key, name: found.account?.name ?? '' } : null;
}

/** Forgets how somebody joined: an account that was taken off this phone is not to come back by itself. */
export async function forgetJoined(isGone: (account: Account) => boolean): Promise<void> {
	await using((ring) => ring.joins.filter(({ account }) => account !== null && isGone(account)).delete());
}
