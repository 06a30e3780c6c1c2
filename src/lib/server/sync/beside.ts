import { catalogueOf, type Principal } from '../../domain/access.ts';
import { mergedInto } from '../../domain/duplicates/alias.ts';
import { APART, COMMENT } from '../../domain/notes.ts';
import type { Change } from '../../sync/change.ts';
import type { MergeContext, Working } from '../../sync/merge.ts';
import { recordId } from '../../sync/record.ts';
import { can } from '../access.ts';
import type { SpaceRow, SyncTx } from './port.ts';

/** Shops on the way from a shop that was merged to the one that stays: more are a mistake of somebody's. */
const MOST_STEPS = 16;

const merges = ({ kind, set }: Change): boolean => kind === 'shop' && 'mergedInto' in set;

/**
 * Why a shop may not be merged as these changes say, by their numbers: where to is not there (or not theirs: one answer),
 * or two shops would stand for each other and neither be seen. Read before anything is judged.
 */
export async function refusedMerges(
	tx: SyncTx,
	principal: Principal,
	changes: readonly Change[],
): Promise<ReadonlyMap<number, string>> {
	const refused = new Map<number, string>();
	for (const change of changes.filter(merges)) {
		const reason = await whyNot(tx, principal, change.key, mergedInto(change.set));
		if (reason !== null) refused.set(change.n, reason);
	}
	return refused;
}

async function whyNot(tx: SyncTx, who: Principal, shop: string, target: string): Promise<string | null> {
	if (target === '') return null;
	const space = await tx.findSpace(catalogueOf(target));
	if (!space || !can(who, 'merge', space)) return 'merge-not-there';
	for (let at = target, step = 0; at !== '' && step < MOST_STEPS; step++) {
		if (at === shop) return 'merge-loop';
		const [record] = await tx.lockRecords(catalogueOf(at), [['shop', at]]);
		at = mergedInto(record?.fields);
	}
	return null;
}

/**
 * Why a change of what the office keeps beside a shop may not be made, as a reason code; null: it may. A comment is written at
 * the desk, which knows whose name to write under it: phones say that it is done.
 */
export function lacksOffice(
	principal: Principal,
	space: SpaceRow,
	change: Change,
	working: Working,
	context: MergeContext,
	refused: ReadonlyMap<number, string>,
): string | null {
	// What a restored server is offered again was judged when it was first taken.
	if (context.old || context.witness) return null;
	const { kind, key, set, remove, n } = change;
	if (kind === COMMENT) {
		const isDone = !remove && Object.keys(set).every((field) => field === 'done');
		return isDone && working.has(recordId(kind, key)) ? null : 'not-allowed';
	}
	if (kind !== APART && !merges(change)) return null;
	return can(principal, 'merge', space) ? (refused.get(n) ?? null) : 'not-allowed';
}
