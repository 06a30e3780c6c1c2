import { digest, type Change } from '../change.ts';
import { isWatched, law } from '../laws.ts';
import type { Ledger, LedgerEntry, Taken } from '../receive.ts';
import { PENDING, recordId, type Rec } from '../record.ts';

const sameOutcome = (a: LedgerEntry, b: LedgerEntry) =>
	JSON.stringify(a.outcome) === JSON.stringify(b.outcome);

/** What was taken of a device's own changes: each once, each counted whatever became of it. */
export function takenByLaw(changes: readonly Change[], ledger: Ledger, taken: Taken): void {
	if (!isWatched()) return;
	const last = Math.max(ledger.last, ...changes.map(({ n }) => n));
	law('S11', taken.last === last, () => `${last} changes were offered, and only ${taken.last} counted`);
	law('S11', taken.outcomes.length === changes.length, () => 'a change that was offered has no outcome');
	taken.fresh.forEach(({ n }, i) => {
		law('S3', n === ledger.last + 1 + i, () => `${n} is taken behind ${ledger.last + i}`);
	});
	changes.forEach((change, i) => {
		const { n } = change;
		const known = (n <= ledger.last ? ledger.entries : ledger.carried)?.get(n);
		const entry = taken.outcomes[i] as LedgerEntry;
		law(
			'S3',
			entry.n === n && entry.digest === digest(change),
			() => `${n} has the outcome of another change`,
		);
		if (known) firstAgain(known, entry);
	});
}

/** What was taken of changes that another phone brought: none that is known, and none with other content. */
export function broughtByLaw(
	changes: readonly Change[],
	ledger: Ledger,
	taken: Pick<Taken, 'fresh' | 'outcomes'>,
): void {
	if (!isWatched()) return;
	const fresh = new Set(taken.fresh.map(({ n }) => n));
	law('S3', fresh.size === taken.fresh.length, () => 'two changes of one number were brought and taken');
	changes.forEach((change, i) => {
		const { n } = change;
		const known = ledger.entries.get(n) ?? ledger.carried?.get(n);
		law('S3', !fresh.has(n) || (!known && n > ledger.last), () => `${n} was brought and taken once more`);
		if (!known) return;
		const entry = taken.outcomes[i] as LedgerEntry;
		if (known.digest === digest(change)) firstAgain(known, entry);
		else law('S3', entry.outcome.kind === 'refused', () => `${n} with other content was taken for the first`);
	});
}

function firstAgain(known: LedgerEntry, entry: LedgerEntry): void {
	law(
		'S3',
		known.digest === entry.digest,
		() => `${known.n} came with other content, and was not told as such`,
	);
	law('S3', sameOutcome(known, entry), () => `${known.n} came again and has another outcome`);
}

/** A space's number is above all that it ever gave, and every record of the transaction bears it. */
export function stampedByLaw(records: readonly Rec[], stamped: readonly Rec[], number: number): void {
	if (!isWatched()) return;
	for (const { kind, key, at } of records) {
		law('S4', at < number, () => `${recordId(kind, key)} is at ${at} and would go to ${number}`);
	}
	for (const { kind, key, stamps, removed, born, short } of stamped) {
		const numbers = [...Object.values(stamps), ...(removed ? [removed] : [])].map((stamp) => stamp.number);
		const highest = Math.max(born, ...numbers);
		law(
			'S4',
			highest <= number && highest < PENDING,
			() => `${recordId(kind, key)} bears ${highest}, above ${number}`,
		);
		law('S4', short > 0, () => `${recordId(kind, key)} was stored without a short integer`);
	}
}
