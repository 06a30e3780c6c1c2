import type { Account } from '../../src/lib/client/accounts.ts';
import { randomKey } from '../../src/lib/domain/key.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { invite, redeem, type Wish } from '../../src/lib/server/invitations.ts';

export interface Joined {
	readonly account: Account;
	/** What the enrolment's cookie holds. */
	readonly secret: string;
	/** The cookie as a request header names it. */
	readonly cookie: string;
}

const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Invites and joins in one, straight into a database whose server may be running. */
export async function join(dataDir: string, wish: Omit<Wish, 'name' | 'validMs'>): Promise<Joined> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const invited = await invite(app, null, { ...wish, name: 'bench', validMs: 60_000 });
	if (invited.kind !== 'ok') throw new Error(invited.kind);
	const asked = { secret: invited.secret, key: randomKey(43, chance), phone: 'bench', device: '' };
	const joined = await redeem(app, asked);
	if (joined.kind !== 'ok') throw new Error(joined.kind);
	await app.store.close();
	const { enrolment, person, session } = joined;
	const account: Account = { enrolment, ...person };
	return { account, secret: session, cookie: `__Host-t-${enrolment}=${session}` };
}
