import type { Principal } from '../../src/lib/domain/access.ts';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import type { App } from '../../src/lib/server/app.ts';
import { invite, redeem, type Redeemed, type Wish } from '../../src/lib/server/invitations.ts';
import { memoryJournal } from '../../src/lib/server/journal.ts';
import { memoryLimits } from '../../src/lib/server/limits.ts';
import { memoryRenewals } from '../../src/lib/server/renewal-journal.ts';
import { openSqlite } from '../../src/lib/server/store/sqlite/open.ts';

export const KEY = 'k'.repeat(43);
export const OTHER_KEY = 'o'.repeat(43);
export const NEW_SHOP: Wish = {
	role: 'seller',
	areas: ['30'],
	shop: null,
	name: 'ยายบุญ',
	validMs: LINK_VALID,
};

/** An app on a database in memory, with a clock that the test moves. */
export async function testApp(): Promise<App & { pass: (ms: number) => void }> {
	let now = 1_800_000_000_000;
	const silent = { error: () => undefined, info: () => undefined, debug: () => undefined };
	return {
		env: { dataDir: '/nowhere', host: '', port: 0, origin: 'https://tambon.example', logLevel: 'error' },
		log: silent,
		store: await openSqlite(':memory:'),
		journal: memoryJournal(),
		renewals: memoryRenewals(),
		limits: memoryLimits(),
		now: () => now,
		pass: (ms) => (now += ms),
	};
}

export async function invited(app: App, inviter: Principal | null, wish: Partial<Wish> = {}) {
	const made = await invite(app, inviter, { ...NEW_SHOP, ...wish });
	if (made.kind !== 'ok') throw new Error(made.kind);
	return made;
}

export type Joined = Extract<Redeemed, { kind: 'ok' }>;

export async function use(app: App, secret: string, key = KEY, name = ''): Promise<Joined> {
	const redeemed = await redeem(app, { secret, key, phone: 'SM-A127F', device: '', name });
	if (redeemed.kind !== 'ok') throw new Error(redeemed.kind);
	return redeemed;
}

export const joined = async (
	app: App,
	inviter: Principal | null,
	wish: Partial<Wish> = {},
): Promise<Joined> => use(app, (await invited(app, inviter, wish)).secret);

export const carrying = (...sessions: readonly (readonly [enrolment: string, session: string])[]) =>
	new Request('https://tambon.example/', {
		headers: { cookie: sessions.map(([id, secret]) => `__Host-t-${id}=${secret}`).join('; ') },
	});
export const requestOf = ({ enrolment, session }: Joined) => carrying([enrolment, session]);
