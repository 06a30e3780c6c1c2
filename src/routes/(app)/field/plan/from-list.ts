import type { Session } from '$lib/client/session';
import type { MakerRow } from '$lib/client/store/database';
import { planVisit } from '$lib/client/visits/acts';
import { whysOf } from '$lib/client/visits/suggest';
import { visitedShops, type SeenVisit } from '$lib/client/visits/visits';

/** Puts a maker into a day (`YYYY-MM-DD`), with what speaks for it and what was agreed on. `now`: ms UTC. */
export async function planFromList(
	app: Session,
	row: MakerRow,
	day: string,
	now: number,
): Promise<Pick<SeenVisit, 'space' | 'key'>> {
	const known = (await visitedShops(app)).get(row.shop);
	const why = whysOf(row, known, { day, now });
	const task = why[0]?.kind === 'due' ? (known?.last?.fields.nextTask ?? '') : '';
	return planVisit(app, { row, day, why, task });
}
