import type { WaitingThing } from '$lib/client/waiting';

type Row = WaitingThing['parked'][number];

/** Refused work on one record of a thing: it is tried again, or thrown away, as one. */
export interface Refusal {
	readonly kind: string;
	readonly key: string;
	/** The oldest first. */
	readonly rows: readonly Row[];
	/** Why, each reason once; what was refused for what went before it says so last. */
	readonly reasons: readonly string[];
	/** The field to go to first. */
	readonly field: string;
}

/** The space is no longer this person's: that was never refused, and waits for a new invitation alone. */
const NO_LONGER_YOURS = 'no-longer-yours';
const DEPENDS = 'depends';
/** What a rule names by another word than the field's own. */
const NEEDED: Readonly<Record<string, string>> = { name: 'nameTh', contact: 'phones' };

export const isLocked = ({ parked }: WaitingThing): boolean =>
	parked.length > 0 && parked.every(({ reason }) => reason === NO_LONGER_YOURS);

/** Whose outcome may be another without the person's own look: not what holds a bad value, may count twice, or removes what others changed. */
export const isRepeatable = ({ reasons }: Refusal): boolean =>
	!reasons.some((reason) =>
		/^(bad-.+|too-long|edited-since|unsure|consent-withdrawn|merge-loop|no-longer-yours)$/.test(reason),
	);

/** The refused work of a thing, record by record: the thing itself, then its pictures and its story beneath it. */
export function refusalsOf({ id, parked }: WaitingThing): Refusal[] {
	const records = new Map<string, Row[]>();
	for (const row of parked) {
		const name = `${row.kind}/${row.key}`;
		records.set(name, [...(records.get(name) ?? []), row]);
	}
	return [...records]
		.sort(([a], [b]) => Number(b === id) - Number(a === id))
		.map(([, found]) => {
			const rows = found.toSorted((a, b) => a.n - b.n);
			const all = [...new Set(rows.map(({ reason }) => reason ?? ''))];
			const reasons = all.toSorted((a, b) => Number(a === DEPENDS) - Number(b === DEPENDS));
			const [first] = rows as [Row];
			return { kind: first.kind, key: first.key, rows, reasons, field: fieldOf(first.kind, rows, reasons) };
		});
}

/** The field a reason speaks of, else the first one that was set. */
function fieldOf(kind: string, rows: readonly Row[], reasons: readonly string[]): string {
	if (kind === 'photo') return 'photos';
	const needed = /^(?:product|shop)-needs-(.+)$/.exec(reasons[0] ?? '')?.[1];
	if (needed) return NEEDED[needed] ?? needed;
	const bad = /^bad-(.+)$/.exec(reasons[0] ?? '')?.[1];
	if (bad && bad !== 'name') return bad;
	const set = rows.flatMap(({ change }) => [...Object.keys(change.set), ...Object.keys(change.add)]);
	return set[0] ?? '';
}
