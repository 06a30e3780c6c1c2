import type { Principal } from '../../domain/access.ts';
import { guardedFields, isCounter, isGuarded } from '../../domain/policy.ts';
import { brokenEdit, brokenRule } from '../../domain/rules.ts';
import type { Base, Change } from '../../sync/change.ts';
import type { MergeContext, Working } from '../../sync/merge.ts';
import type { Judge } from '../../sync/receive.ts';
import { QUESTION, questionKey, recordId } from '../../sync/record.ts';
import { refuse } from '../admit.ts';
import { lacksOffice, refusedMerges } from './beside.ts';
import { isOpening, lacksConsent } from './consent.ts';
import type { RecordName, SpaceRow, SyncParts, SyncTx } from './port.ts';

const MINUTE = 60_000;

/** What came along with a change. */
export interface Brought {
	readonly change: Change;
	/** Minutes since it was made. */
	readonly age: number;
	readonly old: Base | null;
}

/** Whose change it is judged as. */
interface Maker {
	readonly principal: Principal;
	readonly device: string;
	readonly witness?: boolean;
}

/**
 * How changes to a space are judged, `brought` in the order of `changes` (which name their records by key). `may`: a
 * reason where the person may not make such a change at all.
 */
export async function judgeFor(
	parts: SyncParts,
	tx: SyncTx,
	space: SpaceRow,
	{ principal, device, witness = false }: Maker,
	brought: readonly Brought[],
	may: (change: Change) => string | null,
): Promise<Judge> {
	const epoch = parts.store.epoch();
	const named = brought.flatMap(({ change, old }) => [change.base.epoch, old?.epoch ?? '']);
	const epochs = new Set(named);
	const forks = await tx.forksOf(
		space.id,
		[...epochs].filter((id) => id !== epoch && id !== ''),
	);
	const noMerge = await refusedMerges(
		tx,
		principal,
		brought.map(({ change }) => change),
	);
	const byN = new Map(brought.map((item) => [item.change.n, item]));
	const madeAt = (change: Change) => parts.now() - (byN.get(change.n)?.age ?? 0) * MINUTE;
	const context = (change: Change): MergeContext => ({
		author: principal.person,
		device,
		witness,
		at: madeAt(change),
		old: byN.get(change.n)?.old ?? null,
		forgets: (said, before) => parts.forgets?.(said, before, { at: madeAt(said), isSeen: witness }) ?? null,
		epoch,
		forkOf: (id) => forks.get(id)?.number ?? null,
		isSplit: (id) => forks.get(id)?.isSplit ?? false,
		isGuarded,
		isCounter,
		brokenRule,
	});
	return {
		context,
		refuse: (change, working) =>
			may(change) ??
			refuse(change) ??
			brokenEdit(change.kind, working.get(recordId(change.kind, change.key))?.fields ?? {}, change.set) ??
			lacksConsent(principal, space, change, working, context(change)) ??
			lacksOffice(principal, space, change, working, context(change), noMerge),
		failed: (change, error) => parts.failed(change.kind, error),
	};
}

/** The records that may be read while merging: those changed, and the questions about their fields (a removal closes all). */
export async function stateFor(tx: SyncTx, space: SpaceRow, changes: readonly Change[]): Promise<Working> {
	const names = new Map<string, RecordName>();
	for (const change of changes) {
		const { kind, key, set, remove } = change;
		names.set(recordId(kind, key), [kind, key]);
		for (const field of guardedFields(kind)) {
			const question = questionKey(kind, key, field);
			if (remove || field in set) names.set(recordId(QUESTION, question), [QUESTION, question]);
		}
		// Whether its owner has agreed
		if (isOpening(change) && space.shop !== null)
			names.set(recordId('shop', space.shop), ['shop', space.shop]);
	}
	const found = await tx.lockRecords(space.id, [...names.values()]);
	return new Map(found.map((record) => [recordId(record.kind, record.key), record]));
}
