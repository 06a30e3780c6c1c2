import type { Principal } from '../../domain/access.ts';
import { guardedFields, isGuarded } from '../../domain/policy.ts';
import { brokenRule } from '../../domain/rules.ts';
import { SCHEMA } from '../../sync/change.ts';
import { merge, type Superseded } from '../../sync/merge.ts';
import { PENDING, QUESTION, questionKey, recordId, type Rec } from '../../sync/record.ts';
import type { Fields } from '../../sync/value.ts';
import type { Tx } from '../store/port.ts';
import { lockRecords } from '../store/queries/records.ts';
import type { SpaceRow } from '../sync/port.ts';
import { writeRecords } from '../write.ts';

/** What somebody at the desk does to one record, looking at it as it stands. */
export interface DeskEdit {
	readonly kind: string;
	readonly key: string;
	readonly set?: Fields;
	readonly remove?: boolean;
}

/** In stamps: the desk is no phone, and counts nothing. */
const deskOf = ({ person }: Principal): string => `desk.${person}`;

/**
 * Writes edits under the name of whoever is at the desk, in the caller's transaction, which has asked whether they may. What
 * gave way goes to history, like at a phone's. Answers how many records changed; the same edits again change none.
 */
export async function writeBy(
	tx: Tx,
	who: Principal,
	space: SpaceRow,
	edits: readonly DeskEdit[],
	now: number,
): Promise<number> {
	const questions = edits.flatMap(({ kind, key, set = {}, remove }) =>
		guardedFields(kind)
			.filter((field) => remove || field in set)
			.map((field) => [QUESTION, questionKey(kind, key, field)] as const),
	);
	const names = edits.map(({ kind, key }) => [kind, key] as const);
	const found = await lockRecords(tx, space.id, [...names, ...questions]);
	const working = new Map(found.map((record) => [recordId(record.kind, record.key), record]));
	const written = new Map<string, Rec>();
	const superseded: Superseded[] = [];
	for (const { kind, key, set = {}, remove = false } of edits) {
		const base = { epoch: '', number: space.counter };
		const change = { n: 0, space: space.id, kind, key, base, set, add: {}, remove, was: {}, schema: SCHEMA };
		const effect = merge(working, change, {
			...{ author: who.person, device: deskOf(who), at: now, epoch: '', forkOf: () => null },
			...{ isGuarded, brokenRule },
		});
		for (const record of effect.writes) {
			working.set(recordId(record.kind, record.key), record);
			written.set(recordId(record.kind, record.key), record);
		}
		superseded.push(...effect.superseded.filter((old) => old.stamp.number !== PENDING));
	}
	await writeRecords(tx, space, { writes: [...written.values()], superseded }, now);
	return written.size;
}
