import type { CarriedRow } from '../../sync/device/held.ts';
import { isEmpty } from '../../sync/change.ts';
import type { Database, QueueRow, UploadRow } from '../store/database.ts';

/** Notes that everything made here before `at` (the phone's clock, ms UTC) is in a rescue file that was handed over. */
export async function noteHanded(db: Database, at: number): Promise<void> {
	await db.self.update('self', { rescuedAt: at });
}

/** What of an account might be nowhere else. */
export interface Kept {
	readonly queue: readonly Pick<QueueRow, 'change' | 'madeAt' | 'sentAt'>[];
	readonly uploads: readonly Pick<UploadRow, 'madeAt'>[];
	readonly carried: readonly Pick<CarriedRow, 'kind' | 'state'>[];
	/** How many pictures taken in the page are no photos yet: no file holds them. */
	readonly taken: number;
	readonly rescuedAt: number;
}

/** True where something is neither at the office nor in a rescue file. What was brought for others must go on its way. */
export function isAnyHere({ queue, uploads, carried, taken, rescuedAt }: Kept): boolean {
	const isHanded = ({ madeAt }: { readonly madeAt: number }) => madeAt < rescuedAt;
	return (
		queue.some((row) => !isEmpty(row.change) && !(isHanded(row) && row.sentAt !== null)) ||
		uploads.some((row) => !isHanded(row)) ||
		taken > 0 ||
		carried.some(({ kind, state }) => kind !== 'witness' && state !== 'done')
	);
}
