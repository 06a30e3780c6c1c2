import { liveQuery, type Observable } from 'dexie';
import { isTold } from '../domain/restore.ts';
import { shown } from '../sync/device/held.ts';
import { readHistory, type Former, type FormerBy } from '../sync/history.ts';
import { canonical, type Fields, type Value } from '../sync/value.ts';
import type { Account } from './accounts.ts';
import type { Session } from './session.ts';
import { deviceTx } from './store/device.ts';

/** One record of a thing: a product and its story are two. */
export type PastOf = readonly [kind: string, key: string];

/** Who had set an earlier value. `unknown`: this phone was never told; `office`: nobody who has joined (a register). */
export type Setter =
	| { readonly kind: 'me' | 'other' | 'unknown' | 'office' }
	| { readonly kind: 'named'; readonly name: string; readonly role: FormerBy['role'] };

/** A value of a field that is not the one shown now. */
export interface Earlier {
	readonly value: Value;
	/** `beneath`: the office has it still, until what was set here arrives; else as of `Former`. */
	readonly way: Former['way'] | 'beneath';
	/** ms UTC by the server's clock; null: not known. */
	readonly at: number | null;
	readonly by: Setter;
}

/** What this phone knows of a record: its fields as shown, and what they held before by field, newest first. */
export interface LocalPast {
	readonly shown: Fields;
	readonly earlier: readonly (readonly [field: string, earlier: Earlier])[];
}

/** What this phone remembers of these records, in their order. */
export function watchLocalPast(session: Session, of: readonly PastOf[]): Observable<LocalPast[]> {
	return liveQuery(() => Promise.all(of.map(([kind, key]) => localPast(session, kind, key))));
}

async function localPast({ db, space, account }: Session, kind: string, key: string): Promise<LocalPast> {
	const [self, row, past] = await Promise.all([
		db.self.get('self'),
		db.records.get([space, kind, key]),
		deviceTx(db).past(space, kind, key),
	]);
	const setter = (author: string | null | undefined): Setter => {
		if (author === null || author === undefined) return { kind: 'unknown' };
		return { kind: author === '' || author === account.person ? 'me' : 'other' };
	};
	const beneath = Object.keys(row?.pending ?? {}).flatMap((field) => {
		const value = row?.fields[field];
		const by = setter(row?.by?.[field]);
		return value === undefined ? [] : [[field, { value, way: 'beneath', at: null, by }] as const];
	});
	const offset = self?.clockOffset ?? 0;
	const before = past.map(
		({ field, value, author, at }) =>
			[field, { value, way: 'used', at: at + offset, by: setter(author) }] as const,
	);
	return { shown: row ? shown(row) : {}, earlier: [...beneath, ...before] };
}

export type OfficePast =
	| { readonly kind: 'ok'; readonly former: readonly Former[] }
	/** No answer, one that is not the office's, or an account that it no longer knows. */
	| { readonly kind: 'offline' };

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 20_000;

/** What the office knows of a record. One it has never heard of has no past. */
export async function officePast(
	{ enrolment }: Account,
	space: string,
	[kind, key]: PastOf,
	fetcher: typeof fetch = fetch,
): Promise<OfficePast> {
	try {
		const response = await fetcher(`/api/history/${space}/${kind}/${key}`, {
			headers: { 'tambon-enrolment': enrolment },
			signal: AbortSignal.timeout(PATIENCE),
		});
		const answer: unknown = await response.json();
		if (response.status === 404 && (answer as { kind?: unknown } | null)?.kind === 'none')
			return { kind: 'ok', former: [] };
		const former = response.ok ? readHistory(answer) : null;
		return former ? { kind: 'ok', former } : { kind: 'offline' };
	} catch {
		return { kind: 'offline' };
	}
}

/** One field with what it held before. */
export interface FieldPast {
	readonly of: PastOf;
	readonly field: string;
	/** What it holds on this phone's screens now. */
	readonly now: Value | undefined;
	readonly earlier: readonly Earlier[];
}

/**
 * What this phone and the office know of one record, put together: each value once, the newest first; the office's word
 * goes before ours, since it knows names. The fields that changed last come first.
 */
export function pastOf(of: PastOf, local: LocalPast, former: readonly Former[]): FieldPast[] {
	const all = [
		...local.earlier.filter(([, { way }]) => way === 'beneath'),
		...former.map((item) => [item.field, told(item)] as const),
		...local.earlier.filter(([, { way }]) => way !== 'beneath'),
	];
	const fields = new Map<string, Map<string, Earlier>>();
	for (const [field, item] of all) {
		const now = local.shown[field];
		const print = canonical(item.value);
		if (!isTold(of[0], field, item.value) || (now !== undefined && canonical(now) === print)) continue;
		const values = fields.get(field) ?? new Map<string, Earlier>();
		const before = values.get(print);
		// Used after all, whatever was offered first.
		if (!before || (before.way === 'offered' && item.way === 'used')) values.set(print, item);
		fields.set(field, values);
	}
	return [...fields]
		.map(([field, values]): FieldPast => {
			const earlier = [...values.values()].sort((a, b) => newness(b) - newness(a));
			return { of, field, now: local.shown[field], earlier };
		})
		.sort((a, b) => newness(b.earlier[0]) - newness(a.earlier[0]));
}

const newness = (earlier: Earlier | undefined): number =>
	earlier?.way === 'beneath' ? Number.MAX_SAFE_INTEGER : (earlier?.at ?? 0);

function told({ value, way, at, by }: Former): Earlier {
	if (by === null) return { value, way, at, by: { kind: 'office' } };
	return { value, way, at, by: by.you ? { kind: 'me' } : { kind: 'named', name: by.name, role: by.role } };
}
