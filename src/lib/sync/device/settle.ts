import { personalFields } from '../../domain/policy.ts';
import { isEmpty } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { othersWait } from '../laws/disk.ts';
import type { Outcome } from '../merge.ts';
import { recordId } from '../record.ts';
import type { Value } from '../value.ts';
import type { Section } from '../wire/answer.ts';
import { confirmedOf, isLeftBehind, newHeld, type Done, type Queued } from './held.ts';
import { forgetTaken, withoutPersonal } from './erased.ts';
import { forget } from './hear.ts';
import { isRefused, withoutPending } from './outbox.ts';
import { parkRefused } from './parked.ts';
import { gaveWay, setBy } from './past.ts';
import type { DeviceTx, JournalEntry } from './port.ts';
import { MAX_CHANGES } from './prepare.ts';

/** What became of this device's changes: each is confirmed, or comes back to the person. */
export async function settle(
	tx: DeviceTx,
	{ space, cursor }: Section,
	ack: NonNullable<Section['ack']>,
	asked: { readonly offered: ReadonlySet<number>; readonly cursor: number },
	now: number,
): Promise<void> {
	const outcomes = new Map<number, Outcome>(ack.exceptions);
	const earlier = new Map(ack.earlier);
	const { device, epoch, clockOffset } = await tx.self();
	const queue = await tx.queue(space, MAX_CHANGES);
	const rows = queue.filter(
		({ state, change }) => state === 'sent' && asked.offered.has(change.n) && change.n <= ack.last,
	);
	const taken: Queued[] = [];
	const done: Done[] = [];
	for (const row of rows) {
		const outcome = outcomes.get(row.change.n) ?? { kind: 'applied' };
		if (outcome.kind === 'refused') {
			await parkRefused(tx, row, outcome.reason);
			continue;
		}
		taken.push(row);
		const { change, madeAt } = row;
		const { passed = [] } = outcome;
		const odd = outcome.kind === 'asked' ? [...outcome.fields, ...passed] : passed;
		const number = earlier.get(change.n) ?? cursor;
		if (number <= asked.cursor) await confirmTold(tx, row);
		else await confirm(tx, row, odd, now);
		if (isEmpty(change)) continue;
		const whole = odd.length === 0;
		const takenAt = now + clockOffset;
		const said = withoutPersonal(change, passed);
		done.push({ device, change: said, madeAt, takenAt, taken: { epoch, number }, whole });
	}
	await tx.putDone(done);
	// What this device removed itself it is told nothing more of.
	const gone = taken.filter(({ change: { kind, remove } }) => remove && personalFields(kind).length > 0);
	await forgetTaken(tx, space, new Set(gone.map(({ change: { kind, key } }) => recordId(kind, key))));
	const isMaking = (row: Queued) => {
		const outcome = outcomes.get(row.change.n);
		const passed = outcome?.kind === 'refused' ? [] : (outcome?.passed ?? []);
		return Object.keys(row.change.set).some((field) => !passed.includes(field));
	};
	// What was taken before the news that are here lies before all the rest, whatever its number.
	const isNow = (row: Queued) => (earlier.get(row.change.n) ?? cursor) > asked.cursor;
	await dropEmpty(tx, space, taken, taken.filter(isNow), isMaking);
	await tx.note(taken.filter(({ change }) => !isEmpty(change)).map((row) => sentNote(row, now)));
}

/**
 * Our change is the server's now: its values are confirmed, except where a question was opened. `seen` stays: what
 * others did to the record comes with its news, and until then nobody here has seen it.
 */
async function confirm(
	tx: DeviceTx,
	{ change }: Queued,
	asked: readonly string[],
	now: number,
): Promise<void> {
	const { space, kind, key, n, set, remove } = change;
	await tx.dropQueued(space, [n]);
	const held = (await tx.held(space, [[kind, key]]))[0] ?? newHeld(space, kind, key);
	const fields: Record<string, Value> = { ...confirmedOf(held) };
	for (const [field, value] of Object.entries(set)) if (!asked.includes(field)) fields[field] = value;
	const past = gaveWay(held, fields, now);
	if (past.length > 0) await tx.remember(past);
	const by = setBy(held, fields, '');
	const next = { ...withoutPending(held, new Set([n])), fields, author: '', was: 0, ...by };
	if (WATCHABLE) othersWait(held, next, n);
	if (!remove || asked.length > 0) return tx.putHeld([next]);
	// Where the person has revived it meanwhile, what they said then may lie with what was refused before.
	const isGone = held.removing === n;
	const rows = await tx.queueOf(space, kind, key);
	const refused = rows.filter((row) => isGone && isRefused(row) && row.change.n < n);
	const settled = new Set(refused.map((row) => row.change.n));
	await tx.dropQueued(space, [...settled]);
	await forget(tx, [withoutPending(next, settled)]);
}

/**
 * Our change was taken before the news that this device has had since: it is in them, with what came after it. (Its
 * answer was lost, or another phone had brought it.)
 */
async function confirmTold(tx: DeviceTx, { change }: Queued): Promise<void> {
	const { space, kind, key, n } = change;
	await tx.dropQueued(space, [n]);
	const [held] = await tx.held(space, [[kind, key]]);
	if (!held) return;
	const next = withoutPending(held, new Set([n]));
	if (WATCHABLE) othersWait(held, next, n);
	await tx.putHeld([next]);
}

/** A record undone before it left, or moved after its removal, is none. One whose creation was taken waits for its news. */
async function dropEmpty(
	tx: DeviceTx,
	space: string,
	taken: readonly Queued[],
	now: readonly Queued[],
	isMaking: (row: Queued) => boolean,
): Promise<void> {
	const made = new Set<string>();
	for (const row of now) {
		const id = recordId(row.change.kind, row.change.key);
		// What moved behind a removal made nothing.
		if (row.change.remove) made.delete(id);
		else if (isMaking(row)) made.add(id);
	}
	const names = new Map(
		taken.map(({ change: { kind, key } }) => [recordId(kind, key), [kind, key] as const]),
	);
	for (const id of made) names.delete(id);
	const held = await tx.held(space, [...names.values()]);
	await tx.dropHeld(held.filter((item) => item !== undefined).filter(isLeftBehind));
}

function sentNote({ change: { space, kind, key, set, add } }: Queued, at: number): JournalEntry {
	return { at, way: 'up', space, kind, key, fields: [...Object.keys(set), ...Object.keys(add)], author: '' };
}
