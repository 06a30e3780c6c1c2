import { isEmpty } from '../change.ts';
import type { CarriedRow, Queued } from './held.ts';
import { NO_LONGER_YOURS } from './outbox.ts';
import type { DeviceTx } from './port.ts';
import { carriedId } from './restored.ts';

/**
 * Everything that is unsent here, for a file that another phone or the desk takes in: each change keeps its identity, so
 * that it counts once whoever brings it. From here on it may arrive by itself: it is `sent`, and stays as it was said.
 * `now` is the phone's time, ms UTC. What this phone itself carries for another goes along. `space`: of this one alone.
 */
export async function packUp(tx: DeviceTx, now: number, space: string | null = null): Promise<CarriedRow[]> {
	const { device } = await tx.self();
	const isMeant = ({ change }: Pick<Queued, 'change'>) => space === null || change.space === space;
	const rows = (await tx.wholeQueue()).filter((row) => !isEmpty(row.change) && isMeant(row));
	const left = rows.map((row): Queued => {
		const sentAt = row.sentAt ?? now;
		return row.state === 'waiting' ? { ...row, state: 'sent', sentAt } : { ...row, sentAt };
	});
	await tx.putQueued(left);
	const own = left.map((row) => asRescue(row, device));
	const carried = await tx.carried(Number.MAX_SAFE_INTEGER);
	return [...own, ...carried.filter((row) => row.kind !== 'witness' && isMeant(row))];
}

/** A row of this device's outbox under its own identity, for another to bring. */
export function asRescue({ change, madeAt, state, reason, old = null }: Queued, device: string): CarriedRow {
	const id = carriedId('rescue', device, change);
	const row = { id, kind: 'rescue', device, change, old, madeAt, takenAt: null, epoch: null } as const;
	const isParked = state === 'parked' && reason !== NO_LONGER_YOURS;
	// What was refused would be refused again, or taken for something that was settled: whoever opens the file sees it.
	return { ...row, state: isParked ? 'parked' : 'waiting', reason: isParked ? reason : null };
}

/** What taking a file in came to: how much of it is new here. */
export interface TakenIn {
	readonly fresh: number;
	readonly known: number;
}

/** Takes in what another phone packed up. The same file again, or on the phone it came from, changes nothing. */
export async function takeIn(tx: DeviceTx, file: readonly CarriedRow[]): Promise<TakenIn> {
	const { device } = await tx.self();
	const foreign = file.filter((row) => row.device !== device);
	const here = await tx.carriedById(foreign.map(({ id }) => id));
	const fresh = foreign.filter((_row, i) => here[i] === undefined);
	await tx.putCarried(fresh);
	return { fresh: fresh.length, known: file.length - fresh.length };
}
