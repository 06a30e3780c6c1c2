import { readScopes, scopeOfArea, scopeOfDistrict } from '../domain/scope.ts';
import type { Account } from './accounts.ts';
import { isCarried } from './makers/refresh.ts';
import { phoneRow, setPhone } from './photos/rule.ts';
import type { Session } from './session.ts';
import type { Carry, Database, ListedMaker, OfferedDistrict, RecordRow } from './store/database.ts';
import { deviceStore } from './store/device.ts';

type Where = Pick<Session, 'db'>;

/** What is carried and how far it is. */
export interface Carrying {
	/** Null: nothing was chosen yet. */
	readonly scopes: readonly string[] | null;
	/** Makers that are here whole. */
	readonly here: number;
	readonly carry: Carry;
	/** When the office last answered; null: never. */
	readonly heardAt: number | null;
}

export async function readCarrying({ db }: Where): Promise<Carrying> {
	const [self, { carry = {} }] = await Promise.all([db.self.get('self'), phoneRow(db)]);
	// Counted while they come: a start with all of them here need not read a thousand rows for a number it knows.
	const here = carry.whole ? carry.whole.makers : (await db.followed.toArray()).filter(isCarried).length;
	return {
		scopes: self?.scopes ?? null,
		here,
		carry,
		heardAt: self?.heardAt ?? null,
	};
}

/**
 * Chooses what to carry. What is not in it any more leaves with the next round, once nothing unsent is in it. `list`: where
 * the makers wanted by name are others than before.
 */
export async function chooseScopes(
	{ db }: Where,
	scopes: readonly string[],
	list?: readonly ListedMaker[],
): Promise<void> {
	await setCarry(db, ({ offer, list: before }) => {
		const wanted = list ?? before ?? [];
		return { ...(offer && { offer }), ...(wanted.length > 0 && { list: wanted }) };
	});
	await deviceStore(db).transact(async (tx) => tx.setSelf({ ...(await tx.self()), scopes }));
}

/** Stops the coming of further makers, or has them come again. What was made here goes up all the same. */
export const holdCarry = ({ db }: Where, stopped: boolean): Promise<void> =>
	setCarry(db, ({ stopped: _stopped, ...carry }) => (stopped ? { ...carry, stopped } : carry));

async function setCarry(db: Database, change: (carry: Carry) => Carry): Promise<void> {
	await db.transaction('rw', db.phone, async () => {
		const { carry = {} } = await phoneRow(db);
		await setPhone(db, { carry: change(carry) });
	});
}

/**
 * Notes that all that was chosen is here: after a round that ended well and was not told to stop. Once for each choice,
 * since what it takes is found out by looking at everything. Answers the choice that the office has not heard of, if there is one.
 */
export async function noteWhole({ db }: Where): Promise<string | null> {
	const { scopes, here, carry } = await readCarrying({ db });
	const { vector = null } = (await db.self.get('self')) ?? {};
	// A round that was under way when something else was chosen has heard nothing of it.
	const isHeard = scopes !== null && vector?.scopes.join() === scopes.join();
	if (!isHeard) return scopes?.join() ?? null;
	if (carry.stopped || carry.whole) return null;
	const bytes = await bytesHere(db);
	await setCarry(db, (now) => ({ ...now, whole: { at: Date.now(), makers: here, bytes } }));
	return null;
}

/** Records read at once while they are measured. */
const STRETCH = 500;

/** What is carried takes so much of this phone, bytes, about: letters that are not Latin take two. */
export async function bytesHere(db: Database): Promise<number> {
	let bytes = 0;
	for (let last: [string, string, string] | null = null; ;) {
		const rows: RecordRow[] = await (last ? db.records.where(':id').above(last) : db.records.orderBy(':id'))
			.limit(STRETCH)
			.toArray();
		for (const row of rows) bytes += sizeOf(JSON.stringify(row));
		const end = rows.at(-1);
		if (!end || rows.length < STRETCH) break;
		last = [end.space, end.kind, end.key];
	}
	await db.arrivals.each((file) => void (bytes += file.bytes));
	return bytes;
}

const sizeOf = (text: string): number => text.length + text.replace(/[\0-\xff]+/g, '').length;

export type Offer =
	| { readonly kind: 'ok'; readonly offer: readonly OfferedDistrict[] }
	/** No answer, or one that is not the office's. */
	| { readonly kind: 'offline' }
	| { readonly kind: 'unauthorised' };

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 20_000;

/** Asks the office what there is to carry, and keeps it. */
export async function askOffer(
	{ db, account }: Pick<Session, 'db' | 'account'>,
	fetcher: typeof fetch = fetch,
): Promise<Offer> {
	const offer = await fetchOffer(account, fetcher);
	if (offer.kind === 'ok') await setCarry(db, (carry) => ({ ...carry, offer: offer.offer }));
	return offer;
}

async function fetchOffer({ enrolment }: Account, fetcher: typeof fetch): Promise<Offer> {
	try {
		const response = await fetcher('/api/carry', {
			headers: { 'tambon-enrolment': enrolment },
			signal: AbortSignal.timeout(PATIENCE),
		});
		if (response.status === 401) return { kind: 'unauthorised' };
		const answer = (await response.json()) as { offer?: unknown } | null;
		const offer = answer?.offer;
		return response.ok && isOffer(offer) ? { kind: 'ok', offer } : { kind: 'offline' };
	} catch {
		return { kind: 'offline' };
	}
}

const isOffer = (offer: unknown): offer is readonly OfferedDistrict[] =>
	Array.isArray(offer) &&
	offer.every(
		(item) =>
			Array.isArray(item) &&
			typeof item[0] === 'string' &&
			typeof item[1] === 'number' &&
			typeof item[2] === 'number',
	);

/** The districts of an offer that scopes name. */
export function chosenOf(offer: readonly OfferedDistrict[], scopes: readonly string[]): OfferedDistrict[] {
	const { areas, districts } = readScopes(scopes);
	return offer.filter(([code]) => districts.includes(code) || areas.includes(code.slice(0, 2)));
}

/**
 * The shortest scopes for these districts of these provinces. One of which all are chosen is chosen as a whole, also for
 * makers to come; so is one that has none yet.
 */
export function scopesFor(
	areas: readonly string[],
	offer: readonly OfferedDistrict[],
	chosen: ReadonlySet<string>,
): string[] {
	return areas.flatMap((area) => {
		const own = offer.map(([code]) => code).filter((code) => code.startsWith(area));
		const wanted = own.filter((code) => chosen.has(code));
		return wanted.length === own.length ? [scopeOfArea(area)] : wanted.map(scopeOfDistrict);
	});
}

export const sumOf = (offer: readonly OfferedDistrict[]): { makers: number; bytes: number } =>
	offer.reduce((sum, [, makers, bytes]) => ({ makers: sum.makers + makers, bytes: sum.bytes + bytes }), {
		makers: 0,
		bytes: 0,
	});

/** The same districts with some more, or without some. */
export function withChosen(
	chosen: ReadonlySet<string>,
	codes: readonly string[],
	on: boolean,
): ReadonlySet<string> {
	const others = [...chosen].filter((code) => !codes.includes(code));
	return new Set(on ? [...others, ...codes] : others);
}
