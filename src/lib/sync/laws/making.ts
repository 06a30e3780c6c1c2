import { digest, type Change } from '../change.ts';
import type { Edit } from '../device/edit.ts';
import { newHeld, shown, type Held, type Queued } from '../device/held.ts';
import { isRefused } from '../device/outbox.ts';
import type { DeviceTx } from '../device/port.ts';
import type { SpaceRequest } from '../wire/request.ts';
import { isWatched, law } from '../laws.ts';
import { recordId } from '../record.ts';
import { sameValue } from '../value.ts';
import { agreeByLaw } from './disk.ts';

/** A record and its rows before an edit of it. */
export interface Waiting {
	readonly rows: readonly Queued[];
	readonly pending: Held['pending'];
}

/** Null while nobody watches. */
export async function waitingIn(tx: DeviceTx, { space, kind, key }: Edit): Promise<Waiting | null> {
	if (!isWatched()) return null;
	const [held] = await tx.held(space, [[kind, key]]);
	return { rows: await tx.queueOf(space, kind, key), pending: held?.pending ?? {} };
}

/** What an edit did: all that was unsent of the record is still said, and what the person typed is what they see. */
export async function editedByLaw(
	tx: DeviceTx,
	wish: Edit,
	before: Waiting | null,
	made: number | null,
): Promise<void> {
	if (!before) return;
	const { space, kind, key, set = {}, add = {} } = wish;
	const id = recordId(kind, key);
	const rows = await tx.queueOf(space, kind, key);
	const carries = (field: string) => rows.some(({ change }) => field in change.set);
	for (const { state, change, sentAt, old } of before.rows) {
		const shows = (field: string) => before.pending[field]?.n === change.n;
		const lost = Object.keys(change.set).find((field) => shows(field) && !(field in set) && !carries(field));
		law(
			'S1',
			lost === undefined,
			() => `${change.n} said something of ${id}.${lost}, and nothing says it now`,
		);
		const now = rows.find((row) => row.change.n === change.n);
		// One that is offered again was sent before, whatever its state.
		const isOut = state === 'sent' || (state === 'waiting' && (sentAt !== null || Boolean(old)));
		const isSame = !isOut || (now && digest(now.change) === digest(change));
		law('S3', isSame === true, () => `${change.n} of ${id} may have left, and was edited`);
	}
	const [all, had] = [moved(rows), moved(before.rows)];
	for (const field of new Set([...all.keys(), ...had.keys(), ...Object.keys(add)])) {
		// A count by hand says what is there with all that moved before it.
		if (field in set) continue;
		const kept = (had.get(field) ?? 0) + (add[field] ?? 0);
		law(
			'S1',
			all.get(field) === kept,
			() => `${id}.${field} waits to move by ${all.get(field)}, not ${kept}`,
		);
	}
	const [held = newHeld(space, kind, key)] = await tx.held(space, [[kind, key]]);
	for (const [field, value] of Object.entries(shown(held))) {
		const isShown = !(field in set) || field in add || sameValue(value, set[field]);
		law('S1', isShown, () => `${id}.${field} does not show what was typed`);
	}
	law(
		'S5',
		made === null || rows.some(({ change }) => change.n === made),
		() => `${made} of ${space} is not stored`,
	);
	await agreeByLaw(tx, space, [[kind, key]], 'S5');
}

/** By how much rows move each counter. */
function moved(rows: readonly Queued[]): Map<string, number> {
	const sums = new Map<string, number>();
	for (const { change } of rows) {
		for (const [field, by] of Object.entries(change.add)) sums.set(field, (sums.get(field) ?? 0) + by);
	}
	return sums;
}

/** A row, its record and the next number went to the disk together. */
export async function keptByLaw(
	tx: DeviceTx,
	{ n, space, kind, key, set, add, remove }: Change,
): Promise<void> {
	if (!isWatched()) return;
	const row = (await tx.queueOf(space, kind, key)).find(({ change }) => change.n === n);
	const fields = [...Object.keys(set), ...Object.keys(add)];
	const isWhole =
		row?.change.remove === remove &&
		fields.every((field) => field in row.change.set || field in row.change.add);
	law('S5', isWhole, () => `${n} of ${space} is not in the outbox as it was made`);
	await agreeByLaw(tx, space, [[kind, key]], 'S5');
}

/** Two settings of one record became one: fields that nobody here knows went along. `undone` ones say nothing any more. */
export function foldedByLaw(
	first: Change,
	set: Change['set'],
	folded: Change,
	undone: readonly string[],
): void {
	if (!isWatched()) return;
	const lost = [...Object.keys(first.set), ...Object.keys(set)].find(
		(field) => !(field in folded.set) && !undone.includes(field),
	);
	law('S6', lost === undefined, () => `folding dropped ${lost} of ${first.kind}/${first.key}`);
	law('S6', folded.schema === first.schema, () => `folding made another schema of ${first.schema}`);
}

/** Rows of one record became one: every field they show, and every movement, known here or not, went along. */
export function gatheredByLaw(
	rows: readonly Queued[],
	pending: Readonly<Record<string, { readonly n: number }>>,
	{ set, add }: Pick<Change, 'set' | 'add'>,
): void {
	if (!isWatched()) return;
	for (const { change } of rows) {
		const lost = Object.keys(change.set).find((field) => pending[field]?.n === change.n && !(field in set));
		law('S6', lost === undefined, () => `gathering dropped ${lost} of ${change.n}`);
	}
	for (const field of Object.keys(add)) {
		const counted = rows.findLastIndex(({ change }) => pending[field]?.n === change.n && field in change.set);
		const by = moved(rows.slice(Math.max(counted, 0))).get(field);
		law('S6', add[field] === by, () => `gathering moves ${field} by ${add[field]}, not ${by}`);
	}
}

/** What goes up is marked so before it goes, in the order it was made, and nothing that waits for no one is held back. */
export async function offeredByLaw(
	tx: DeviceTx,
	spaces: readonly SpaceRequest[],
	more: boolean,
): Promise<void> {
	if (!isWatched()) return;
	for (const { space, changes, former } of spaces) {
		const isKnown = !former || changes.length === 0;
		law('S1', isKnown, () => `${space} is offered work, and where its lost history ended nobody has told`);
		const rows = await tx.queue(space, changes.length + 1);
		changes.forEach(({ change }, i) => {
			const row = rows[i];
			const isNext = row?.change.n === change.n && change.n === (changes[0]?.change.n ?? 0) + i;
			law('S11', isNext, () => `${change.n} of ${space} is offered in place of ${row?.change.n}`);
			law('S3', row?.state === 'sent', () => `${change.n} of ${space} leaves, and may still be folded into`);
		});
		const isHeldBack = changes.length === 0 && rows.length > 0 && !former && !more;
		law('S11', !isHeldBack, () => `${rows[0]?.change.n} of ${space} waits and is not offered`);
	}
}

/** Another history asks for all numbers behind `last`: each is offered, if only as one that says nothing. */
export async function filledByLaw(tx: DeviceTx, space: string, last: number, next: number): Promise<void> {
	if (!isWatched()) return;
	const offered = new Set((await tx.queue(space, Infinity)).map(({ change }) => change.n));
	for (let n = last + 1; n < next; n++)
		law('S11', offered.has(n), () => `${n} of ${space} is asked for, and nothing stands at it`);
}

/** A device counts anew: everything is still there under another number, and what is offered follows each other from 1. */
export async function anewByLaw(tx: DeviceTx, before: readonly Queued[]): Promise<void> {
	if (!isWatched()) return;
	const rows = await tx.wholeQueue();
	const said = (list: readonly Queued[]) =>
		list
			.map(({ change }) => digest({ ...change, n: 0 }))
			.sort()
			.join();
	law('S1', said(rows) === said(before), () => 'counting anew lost or changed a row of the outbox');
	for (const { space, next } of await tx.followed()) {
		const offered = rows.filter((row) => row.change.space === space && !isRefused(row));
		const isCounted = offered.every(({ change }, i) => change.n === i + 1) && next === offered.length + 1;
		law('S5', isCounted, () => `${space} counts anew and not from 1 to ${next - 1}`);
	}
}
