import type { Role } from '../domain/access.ts';
import { dropFronts } from './store/fronts.ts';

/** Someone who joined on this phone. The secret is in a cookie that no script can read. */
export interface Account {
	readonly enrolment: string;
	readonly person: string;
	readonly role: Role;
	readonly name: string;
	readonly areas: readonly string[];
	readonly shop: string | null;
	/** Whose database this account goes on with: someone's who joined here for the same shop before. */
	readonly heirOf?: string;
}

/** Small and needed before anything is drawn, so it is not in a database. */
export const LIST = 'tambon.accounts';
/** Which person's account is in use. A tab that sees it change is another account's from then on. */
export const CURRENT = 'tambon.account';
/** Enrolments that left this phone before the office could be told. */
export const LEFT = 'tambon.left';

export function accounts(storage: Storage = localStorage): Account[] {
	try {
		const list: unknown = JSON.parse(storage.getItem(LIST) ?? '[]');
		return Array.isArray(list) ? (list as Account[]) : [];
	} catch {
		return [];
	}
}

/** The account in use; null where nobody has joined on this phone. */
export function currentAccount(storage: Storage = localStorage): Account | null {
	const person = storage.getItem(CURRENT);
	const list = accounts(storage);
	return list.find((account) => account.person === person) ?? list[0] ?? null;
}

/** An account and nothing else of the answer it came in. */
export function accountOf({ enrolment, person, role, name, areas, shop }: Account): Account {
	return { enrolment, person, role, name, areas, shop };
}

/**
 * Keeps an account and makes it the current one. It takes the place of an earlier one of the same person or the same
 * shop, and its database: who was revoked and invited anew may be another person to the office, and what the phone had
 * not sent must still go.
 */
export async function remember(account: Account, storage: Storage = localStorage): Promise<void> {
	const known = accounts(storage);
	const before = known.find((other) => other.person === account.person) ?? known.find(sameShop(account));
	const others = known.filter((other) => other !== before);
	// One that a kill has made localStorage forget still says whose database it goes on with.
	const heirOf = before ? (before.heirOf ?? before.person) : account.heirOf;
	const kept = heirOf && heirOf !== account.person ? { ...accountOf(account), heirOf } : accountOf(account);
	storage.setItem(LIST, JSON.stringify([kept, ...others]));
	storage.setItem(CURRENT, account.person);
	await dropFronts();
	await navigator.storage?.persist?.();
}

const sameShop = (account: Account) => (other: Account) =>
	account.role === 'seller' &&
	other.role === 'seller' &&
	account.shop !== null &&
	account.shop === other.shop;

/** One database for each account on a shared phone. */
export const databaseName = ({ person, heirOf }: Account): string => `tambon-${heirOf ?? person}`;
