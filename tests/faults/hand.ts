// Runs inside the page: the app's own client code beside the app's, as a second tab would have it.
import { currentAccount } from '../../src/lib/client/accounts.ts';
import { openSession, type Session } from '../../src/lib/client/session.ts';

export interface Wish {
	readonly kind: string;
	readonly key: string;
	readonly set?: Readonly<Record<string, string | number | null | { satang: number; unit: string }>>;
	readonly add?: Readonly<Record<string, number>>;
}

let opened: Promise<Session> | null = null;

function session(): Promise<Session> {
	const account = currentAccount();
	if (!account) throw new Error('nobody has joined on this phone');
	opened ??= openSession(
		account,
		() => undefined,
		() => undefined,
	);
	return opened;
}

/** Resolves when the edits are saved: their transaction is complete. */
export async function edit(wishes: readonly Wish[]): Promise<void> {
	const { space, edit: save } = await session();
	await save(...wishes.map((wish) => ({ space, ...wish })));
}
