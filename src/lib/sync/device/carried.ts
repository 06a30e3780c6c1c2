import { recordId } from '../record.ts';
import type { Head } from '../wire/answer.ts';
import { withoutPersonal } from './erased.ts';
import { isForgotten, isLeftBehind, type CarriedRow, type Held } from './held.ts';
import type { DeviceTx } from './port.ts';
import type { Prepared } from './prepare.ts';

/** The most carried changes one request brings along. */
export const MAX_CARRIED = 100;

/** What became of the carried changes that `asked` brought along. A server that says nothing of them has not heard them. */
export async function settleCarried(tx: DeviceTx, asked: Prepared, head: Head): Promise<void> {
	const rows = await tx.carriedById(asked.carried);
	const kept: CarriedRow[] = [];
	const dropped: string[] = [];
	rows.forEach((row, i) => {
		const outcome = head.carried?.[i];
		if (!row || row.state !== 'waiting' || !outcome) return;
		// What was only seen is nobody's work: where the server will not have it, nobody need decide.
		if (row.kind === 'witness') dropped.push(row.id);
		else if (outcome.kind === 'refused') kept.push({ ...row, state: 'parked', reason: outcome.reason });
		else {
			const change = withoutPersonal(row.change, outcome.passed ?? []);
			kept.push({ ...row, change, state: 'done', takenAt: head.time * 1_000, epoch: head.epoch });
		}
	});
	await tx.putCarried(kept);
	await tx.dropCarried(dropped);
	await showAsTaken(tx, kept);
}

/**
 * What was handed over and has been brought is on top of its record no longer: news says what came of it. What still waits to
 * be brought stays.
 */
async function showAsTaken(tx: DeviceTx, rows: readonly CarriedRow[]): Promise<void> {
	const settled = rows.filter(({ kind }) => kind === 'rescue');
	for (const space of new Set(settled.map(({ change }) => change.space))) {
		// Of a space that is on its way only what is here shows it meanwhile.
		const isWhole = ((await tx.following(space))?.cursor ?? 0) > 0;
		const waiting = (await tx.carriedOf(space)).filter(
			({ kind, state }) => kind === 'rescue' && state === 'waiting',
		);
		const names = new Map(
			settled
				.filter(({ change }) => change.space === space)
				.map(({ change: { kind, key } }) => [recordId(kind, key), [kind, key] as const]),
		);
		for (const held of await tx.held(space, [...names.values()])) {
			if (!held?.over) continue;
			const { over, ...bare } = held;
			const isOf = ({ change }: CarriedRow) => change.kind === held.kind && change.key === held.key;
			const still = new Set(
				waiting
					.filter(isOf)
					.flatMap(({ change: { set, add } }) => [...Object.keys(set), ...Object.keys(add)]),
			);
			const fields = Object.fromEntries(Object.entries(over.fields).filter(([field]) => still.has(field)));
			const next: Held = still.size > 0 ? { ...bare, over: { ...over, fields } } : bare;
			const isGone = isForgotten(next) || (isWhole && !next.was && isLeftBehind(next));
			await (isGone ? tx.dropHeld([next]) : tx.putHeld([next]));
		}
	}
}
