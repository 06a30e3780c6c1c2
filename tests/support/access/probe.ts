import type { App } from '../../../src/lib/server/app.ts';
import { invite } from '../../../src/lib/server/invitations.ts';
import { TUS_VERSION } from '../../../src/lib/sync/upload.ts';
import { joinAs, shopKey, SHOPS, type Asker, type ShopName, type World } from './world.ts';

/** What a request is about; `nowhere` does not exist. */
export type Target = ShopName | 'nowhere';
export const TARGETS: readonly Target[] = [...SHOPS, 'nowhere'];

export interface Asked {
	readonly method?: string;
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** What the request says itself and the answer may repeat. */
	readonly says?: readonly string[];
	/** Asked of the database afterwards: a reason where something happened that should not have, or did not that should. */
	readonly after?: (worked: boolean) => Promise<string | null>;
}

/** How one act of one route is tried: `expected` says the status that this asker should get. */
export interface Probe {
	readonly over: readonly (Target | 'nothing')[];
	readonly ask: (world: Tried, asker: Asker, target: Target) => Asked | Promise<Asked>;
	readonly expected: (asker: Asker, target: Target) => number;
}
export interface Tried extends World {
	readonly app: App;
	readonly origin: string;
}

export const isOffice = ({ role }: Asker) => role === 'staff' || role === 'marketer';
export const sees = (asker: Asker, target: Target) => target !== 'nowhere' && asker.sees.includes(target);
/** What a marketer is told that it is not there. */
export const staffAlone = (asker: Asker) => (asker.role === 'staff' ? 200 : isOffice(asker) ? 404 : 401);
export const once: Probe['over'] = ['nothing'];

export const get = (path: (world: Tried, target: Target) => string, status: number, over = once): Probe => ({
	over,
	ask: (world, _asker, target) => ({ path: path(world, target) }),
	expected: () => status,
});
export const open = (path: string, status = 200) => get(() => path, status);
/** Nothing of a shop that is not open is on the storefront, whoever asks. */
export const shut = (path: (target: Target) => string) => get((_world, target) => path(target), 404, TARGETS);

export const json = (path: string, body: unknown): Asked => ({
	method: 'POST',
	path,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

export const form = ({ origin }: Tried, path: string, fields: Readonly<Record<string, string>>): Asked => ({
	method: 'POST',
	path,
	// As a browser sends it: who accepts anything is answered in JSON, under another status
	headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin },
	body: String(new URLSearchParams(fields)),
});

export const deskPage = (path: string): Probe => ({
	over: once,
	ask: () => ({ path }),
	expected: (asker) => (isOffice(asker) ? 200 : 401),
});

type Endable = 'person' | 'enrolment' | 'invitation';

/** Somebody who has just joined a shop, what can be ended of them, and whether it has; nobody where there is no shop. */
export async function victimOf(app: App, target: Target) {
	const victim = target === 'nowhere' ? null : await joinAs(app, null, { shop: shopKey(target) });
	const ids: Readonly<Record<Endable, string>> = {
		person: victim?.person.person ?? 'nobody00',
		enrolment: victim?.enrolment ?? 'nobody00',
		invitation: victim?.invitation ?? 'nobody00',
	};
	const ended = (what: Endable) =>
		app.store.read(async ({ db }) => {
			const row = await db
				.selectFrom(what)
				.select('revoked_at')
				.where('id', '=', ids[what])
				.executeTakeFirst();
			return (row?.revoked_at ?? null) !== null;
		});
	return { ids, ended };
}

/** It has ended where the answer says so, and nowhere else. */
export const told =
	(what: Endable, ended: (what: Endable) => Promise<boolean>) =>
	async (worked: boolean): Promise<string | null> =>
		(await ended(what)) === worked ? null : worked ? 'it did not end' : 'it ended';

/** The people of a shop, and whoever sees it. */
export const ofShop = (asker: Asker, target: Target): number =>
	asker.role === null ? 401 : sees(asker, target) ? 200 : 404;

/** The desk, about a shop's person or link: it ends for whoever sees the shop, and for nobody else. */
export function ending(path: string, what: Endable): Probe {
	return {
		over: TARGETS,
		async ask(tried, _asker, target) {
			const { ids, ended } = await victimOf(tried.app, target);
			return { ...form(tried, path, { id: ids[what] }), says: [ids[what]], after: told(what, ended) };
		},
		expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 200 : 404),
	};
}

export const named = ({ enrolment }: Asker) => ({ 'tambon-enrolment': enrolment });
export const tus = (asker: Asker, more: Readonly<Record<string, string>> = {}) => {
	return { ...named(asker), 'tus-resumable': TUS_VERSION, ...more };
};
export const hashOf = ({ photo }: Tried, target: Target) =>
	target === 'nowhere' ? 'f'.repeat(64) : photo[target];
export const picture = (path: (hash: string) => string): Probe => ({
	over: TARGETS,
	ask: (tried, asker, target) => ({ path: path(hashOf(tried, target)), headers: named(asker) }),
	expected: (asker, target) => (sees(asker, target) ? 200 : 404),
});

const invitedTo = async ({ app }: Tried, target: ShopName) => {
	const wish = { role: 'seller', areas: [], shop: shopKey(target), name: 'ใหม่', spoken: true } as const;
	const invited = await invite(app, null, { ...wish, validMs: 600_000 });
	if (invited.kind !== 'ok' || !invited.spoken) throw new Error(invited.kind);
	return { secret: invited.secret, spoken: invited.spoken };
};

/** The secret of a fresh invitation, which is all that joining asks for. */
export const secretFor = async (tried: Tried, target: Target): Promise<string> =>
	target === 'nowhere' ? 'x'.repeat(22) : (await invitedTo(tried, target)).secret;

export const codeFor = async (tried: Tried, target: Target): Promise<{ number: string; code: string }> =>
	target === 'nowhere' ? { number: '999999', code: 'กกกกกกกก' } : (await invitedTo(tried, target)).spoken;
