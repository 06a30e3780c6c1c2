import { SCHEMA, isEmpty, type Change } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { filledByLaw } from '../laws/making.ts';
import { QUESTION, recordId } from '../record.ts';
import { sameValue, type Fields } from '../value.ts';
import type { Section } from '../wire/answer.ts';
import {
	isForgotten,
	newHeld,
	type CarriedRow,
	type Done,
	type Followed,
	type Held,
	type Queued,
} from './held.ts';
import { renumberHeld } from './anew.ts';
import { isRefused, underRows } from './outbox.ts';
import type { DeviceTx, RecordName } from './port.ts';

/** How long a change is kept that the server took, milliseconds: the oldest backup that costs nobody anything. */
export const KEEP_DONE = 30 * 86_400_000;

/** The one field that an emptied number names. */
const NOTHING = 'none';

/**
 * The server has another history than this device knew, and says where the old one ended in a space. What it had taken
 * there and has lost is offered again under the numbers it had; numbers whose changes nobody holds any more say nothing.
 */
export async function settleFork(
	tx: DeviceTx,
	follow: Followed,
	fork: NonNullable<Section['fork']>,
	now: number,
): Promise<Followed> {
	const { space, next } = follow;
	const { device, epoch } = await tx.self();
	const lost = (await tx.done(space)).filter((row) => row.taken.epoch !== epoch);
	const mine = lost.filter((row) => row.device === device && row.change.n > fork.last);
	const others = lost.filter((row) => row.device !== device);
	const rows = (await tx.wholeQueue()).filter(({ change }) => change.space === space);
	const moved = await makeWay(tx, space, rows, mine, fork.last);
	const later = moved.filter(({ change }) => change.n > fork.last).map(offeredAgain);
	const again = [...later, ...mine.map((row) => againOf(row))];
	const filled = [...again, ...emptied(space, again, fork.last, next, now)];
	await tx.putQueued(filled);
	await tx.dropDone(lost.filter((row) => row.device !== device || row.change.n > fork.last));
	await tx.putCarried([
		...others.map(carriedOf),
		...(await tx.carriedOf(space)).filter((row) => row.state === 'done' && row.epoch !== epoch).map(reopened),
	]);
	if (WATCHABLE) await filledByLaw(tx, space, fork.last, next);
	await showAgain(tx, space, [...moved, ...filled]);
	return { ...follow, former: null, settling: { epoch: follow.former ?? '', fork: fork.number } };
}

/** A free place between a number and the next, above all that are there: two changes at one place would be one. */
function placeBehind(number: number, taken: ReadonlySet<number>): number {
	const there = [...taken].filter((place) => place > number && place < number + 1);
	return (Math.max(number, ...there) + number + 1) / 2;
}

/**
 * Refused changes whose numbers the server asks for anew make way to a place right below, as they will not be offered.
 * Those that outlived a removal of their record go behind it, as it is offered anew and would take them along.
 */
async function makeWay(
	tx: DeviceTx,
	space: string,
	rows: readonly Queued[],
	mine: readonly Done[],
	last: number,
): Promise<Queued[]> {
	const removedAt = ({ change: { kind, key } }: Queued) => {
		const gone = mine.filter(({ change }) => change.remove && change.kind === kind && change.key === key);
		return Math.max(0, ...gone.map(({ change }) => change.n));
	};
	const isAskedFor = ({ change: { n } }: Queued) => n > last && Number.isInteger(n);
	// What was refused and outlived its record's removal was made, or gathered, behind it.
	const outlived = (row: Queued) => removedAt(row) >= row.change.n;
	const inWay = rows.filter((row) => isRefused(row) && (isAskedFor(row) || outlived(row)));
	const taken = new Set([...rows, ...mine].map(({ change }) => change.n));
	const moved = inWay.map((row): Queued => {
		const place = placeBehind(outlived(row) ? removedAt(row) : row.change.n - 1, taken);
		taken.add(place);
		return { ...row, change: { ...row.change, n: place } };
	});
	await tx.dropQueued(
		space,
		inWay.map(({ change }) => change.n),
	);
	await tx.putQueued(moved);
	const places = new Map(inWay.map(({ change }, i) => [change.n, moved[i]?.change.n ?? change.n]));
	const names = inWay.map(({ change: { kind, key } }) => [kind, key] as const);
	const held = (await tx.held(space, names)).filter((item) => item !== undefined);
	await tx.putHeld(held.map((item) => renumberHeld(item, (n) => places.get(n) ?? n)));
	return [...moved, ...rows.filter((row) => !inWay.includes(row))];
}

/** Sent into the lost history: this one has not seen it. It stays as it was said. */
const offeredAgain = (row: Queued): Queued => (row.state === 'sent' ? { ...row, state: 'waiting' } : row);

function againOf({ change, madeAt, takenAt, taken, whole }: Done): Queued {
	return {
		change,
		state: 'waiting',
		madeAt,
		sentAt: takenAt,
		reason: null,
		old: whole ? taken : null,
	};
}

function emptied(space: string, rows: readonly Queued[], last: number, next: number, now: number): Queued[] {
	const held = new Set(rows.map(({ change }) => change.n));
	const numbers = Array.from({ length: Math.max(0, next - 1 - last) }, (_, i) => last + 1 + i);
	const base = { epoch: '', number: 0 };
	const blank = { space, kind: NOTHING, key: NOTHING, base, set: {}, add: {}, was: {}, remove: false };
	return numbers
		.filter((n) => !held.has(n))
		.map((n) => {
			const change: Change = { ...blank, n, schema: SCHEMA };
			return { change, state: 'waiting', madeAt: now, sentAt: null, reason: null };
		});
}

const carriedOf = ({ device, change, taken, whole, madeAt }: Done): CarriedRow => ({
	id: carriedId('again', device, change),
	kind: 'again',
	device,
	change,
	old: whole ? taken : null,
	madeAt,
	state: 'waiting',
	reason: null,
	takenAt: null,
	epoch: null,
});

const reopened = (row: CarriedRow): CarriedRow => ({ ...row, state: 'waiting', takenAt: null });

/** Alike ones stand together in the order of their ids, and one origin's in the order of their numbers. */
export function carriedId(kind: CarriedRow['kind'], device: string, { space, n }: Change): string {
	return `${kind} ${device} ${space} ${String(n).padStart(10, '0')}`;
}

/** What is offered again waits on top of its record once more. */
async function showAgain(tx: DeviceTx, space: string, rows: readonly Queued[]): Promise<void> {
	const names = new Map<string, RecordName>();
	for (const { change } of rows) {
		if (!isEmpty(change)) names.set(recordId(change.kind, change.key), [change.kind, change.key]);
	}
	const held = await tx.held(space, [...names.values()]);
	const shown: Held[] = [];
	for (const [i, [kind, key]] of [...names.values()].entries()) {
		const item = held[i] ?? newHeld(space, kind, key);
		shown.push(underRows(item, await tx.queueOf(space, kind, key)));
	}
	// A refused removal of what is gone shows nothing.
	await tx.putHeld(shown.filter((item) => !isForgotten(item)));
}

/**
 * What this device had seen of a lost history and the new one does not say: a record, or values of one. It is offered as
 * seen, once the device has all of the new history. `then`: the record as the server has it now; null: it has none.
 */
function witnessed(
	space: string,
	held: Held,
	then: Fields | null,
	settling: NonNullable<Followed['settling']>,
	now: number,
): CarriedRow[] {
	const { kind, key, was = 0 } = held;
	if (kind === QUESTION || held.removing > 0 || was <= (settling.fork ?? 0)) return [];
	const seen = Object.entries(held.fields).filter(([field, value]) => {
		// What this device said itself it offers again; what came after it is nobody else's to tell.
		const isOwn = field in held.pending && sameValue(held.pending[field]?.value, value);
		return !isOwn && value !== null && !sameValue(then?.[field], value);
	});
	if (seen.length === 0) return [];
	const base = { epoch: settling.epoch, number: was };
	const set = Object.fromEntries(seen);
	const change: Change = {
		...{ n: 0, space, kind, key, base, set, add: {}, remove: false, was: {}, schema: SCHEMA },
	};
	const id = `witness ${space} ${recordId(kind, key)}`;
	const row = { id, kind: 'witness', device: '', change, old: base, madeAt: now, state: 'waiting' } as const;
	return [{ ...row, reason: null, takenAt: null, epoch: null }];
}

/** Keeps what was seen of records in a lost history, where the new one says otherwise. `then`: as it has them, by id. */
export async function testify(
	tx: DeviceTx,
	{ space, settling }: Followed,
	held: readonly Held[],
	then: ReadonlyMap<string, Fields> | null,
	now: number,
): Promise<void> {
	if (!settling) return;
	const fieldsOf = ({ kind, key }: Held) => then?.get(recordId(kind, key)) ?? null;
	await tx.putCarried(held.flatMap((item) => witnessed(space, item, fieldsOf(item), settling, now)));
}
