import type { Role } from '../domain/access.ts';

/** Someone who joined on this phone. The secret is in a cookie that no script can read. */
export interface Account {
	readonly enrolment: string;
	readonly person: string;
	readonly role: Role;
	readonly name: string;
	readonly areas: readonly string[];
	readonly shop: string | null;
}

/** Small and needed before anything is drawn, so it is not in a database. */
const LIST = 'tambon.accounts';
const CURRENT = 'tambon.account';

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

/** Keeps an account and makes it the current one. The same person joining again keeps their database. */
export async function remember(account: Account, storage: Storage = localStorage): Promise<void> {
	const others = accounts(storage).filter((other) => other.person !== account.person);
	storage.setItem(LIST, JSON.stringify([accountOf(account), ...others]));
	storage.setItem(CURRENT, account.person);
	await navigator.storage?.persist?.();
}

/** One database for each account on a shared phone. */
export const databaseName = (account: Account): string => `tambon-${account.person}`;
