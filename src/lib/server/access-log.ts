import { DAY, HOUR, MINUTE } from '../domain/dates.ts';
import type { App } from './app.ts';
import type { Enrolled } from './principal.ts';
import type { Store, Tx } from './store/port.ts';
import { addAccess, dropAccesses } from './store/queries/access-log.ts';

/**
 * Who did what kind of thing, when: joining, inviting, ending access, looking through lists of people, taking data in or
 * out, and being turned away. Ids of people and phones, names of routes, and nothing that anybody typed. Rows are only
 * added, and go after a year: the database itself refuses to change one, or to remove one that is younger.
 */
export interface Access {
	/** '' where nobody is known. */
	readonly person: string;
	readonly enrolment: string;
	readonly act: string;
	/** A kind of thing, such as a role or a route. */
	readonly thing: string;
	/** `denied` also where what was asked for does not exist: the two are one answer. */
	readonly outcome: 'done' | 'denied';
}

/** Notes something in the transaction that does it: neither happens without the other. */
export function note(tx: Tx, access: Access, now: number): Promise<void> {
	return addAccess(tx, { ...access, at: now });
}

/**
 * How long a row is kept, milliseconds. The Computer Crime Act (s.26) wants 90 days at least, and the PDPA no longer than
 * needed. What was done in a shop's name comes up when its season comes round again: a year. The database's own trigger
 * (`steps/access-kept.ts`) says it once more, so a change of this needs a migration.
 */
export const ACCESS_KEPT = 365 * DAY;

/** Removes what is older than that. Answers how many rows went. */
export const dropOldAccesses = (app: Pick<App, 'store' | 'now'>): Promise<number> =>
	// A minute more: the database counts by its own clock
	app.store.write((tx) => dropAccesses(tx, app.now() - ACCESS_KEPT - MINUTE));

/** What repeats within so long is one row: a phone that asks each second fills no disk. */
const REPEATS = HOUR;
/** Notes remembered, to know what repeats. */
const MOST = 10_000;
const noted = new WeakMap<Store, Map<string, number>>();

/** Notes something beside the request that it tells of: what is done is done, and is not answered as a failure. */
async function noteBeside(
	{ store, log }: Pick<App, 'store' | 'log'>,
	access: Access,
	now: number,
): Promise<void> {
	try {
		await store.write((tx) => note(tx, access, now));
	} catch (error) {
		log.error('an access was not noted', { act: access.act, error: String(error) });
	}
}

/** Notes something once an hour for each phone. */
export async function noteOnce(app: Pick<App, 'store' | 'log' | 'now'>, access: Access): Promise<void> {
	const now = app.now();
	const known = noted.get(app.store) ?? new Map<string, number>();
	noted.set(app.store, known);
	const name = JSON.stringify(access);
	const before = known.get(name);
	if (before !== undefined && now - before < REPEATS) return;
	known.delete(name);
	known.set(name, now);
	const [oldest] = known.keys();
	if (known.size > MOST && oldest !== undefined) known.delete(oldest);
	await noteBeside(app, access, now);
}

/** Somebody was turned away. */
export const noteDenied = (
	app: Pick<App, 'store' | 'log' | 'now'>,
	who: Enrolled,
	act: string,
	thing: string,
): Promise<void> => noteOnce(app, { ...doer(who), act, thing, outcome: 'denied' });

export const doer = ({ enrolment, principal }: Enrolled) => ({ person: principal.person, enrolment });

/** 404 for what is not theirs, 403 for what they may not, 429 for too much of it. */
const DENIED = [403, 404, 429];

/** Notes what came of a request whose sender is known. `everyTime`: each is worth a row of its own. */
export async function noteAnswer(
	app: App,
	who: Enrolled,
	asked: { readonly act: string; readonly route: string; readonly everyTime: boolean },
	status: number,
): Promise<void> {
	const { act, route: thing, everyTime } = asked;
	if (DENIED.includes(status)) return noteDenied(app, who, act, thing);
	if (status >= 400) return;
	const access: Access = { ...doer(who), act, thing, outcome: 'done' };
	await (everyTime ? noteBeside(app, access, app.now()) : noteOnce(app, access));
}
