import type { Head } from '../wire/answer.ts';
import { withoutPersonal } from './erased.ts';
import type { CarriedRow } from './held.ts';
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
}
