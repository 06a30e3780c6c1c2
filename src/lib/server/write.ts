import { catalogueOf, ordersOf, type SpaceFacts } from '../domain/access.ts';
import { isGuarded } from '../domain/policy.ts';
import { SCHEMA, type Change } from '../sync/change.ts';
import { merge, type Superseded } from '../sync/merge.ts';
import { PENDING, recordId, type Rec } from '../sync/record.ts';
import { stampAll, type Writes } from '../sync/receive.ts';
import { sameValue, type Fields, type Value } from '../sync/value.ts';
import { keepBuyers } from './privacy/keep.ts';
import { project } from './storefront/project.ts';
import type { Tx } from './store/port.ts';
import { lockRecords, putRecords, putSuperseded } from './store/queries/records.ts';
import { findSpace, foundSpace, moveSpace, takeNumber } from './store/queries/spaces.ts';
import type { SpaceRow } from './sync/port.ts';

/**
 * Writes records as merging left them, and everything that must stay in step with them: what they replaced,
 * the space's province, the storefront. Takes the space's next number last. Answers the space's number afterwards.
 */
export async function writeRecords(tx: Tx, space: SpaceRow, effect: Writes, now: number): Promise<number> {
	if (effect.writes.length === 0) {
		await putSuperseded(tx, space.id, space.area, space.counter, effect.superseded, now);
		return space.counter;
	}
	const unnamed = effect.writes.filter((record) => record.short === 0).length;
	const skip = unnamed > 0 ? tx.skipShorts(space.id) : 0;
	const { number, firstShort } = await takeNumber(tx, space.id, unnamed, skip);
	const records = stampAll(effect.writes, number, firstShort);
	const area = areaAfter(space, records);
	await putRecords(tx, area, records);
	await putSuperseded(tx, space.id, area, number, effect.superseded, now);
	if (area !== space.area) {
		await moveSpace(tx, space.id, area);
		await moveSpace(tx, ordersOf(space.shop ?? ''), area);
	}
	await project(tx, space.id, records, now);
	await keepBuyers(tx, space.id, records, now);
	return number;
}

/** A catalogue lies in the province of its shop's address. */
function areaAfter(space: SpaceRow, records: readonly Rec[]): string {
	const shop = records.find((record) => record.kind === 'shop' && catalogueOf(record.key) === space.id);
	const address = shop?.fields['address'] as { province?: string } | undefined;
	return address?.province ? address.province : space.area;
}

/** One record as the server itself writes it: an import, the sample data. */
export interface ServerEdit {
	readonly kind: string;
	readonly key: string;
	readonly set: Fields;
}

/**
 * Writes edits of the server's own under `author` (such as `register`), in the caller's transaction. Only fields that
 * are new or were last set by the same author are touched: what a person has set since stays. Founds the space when
 * there is none. Answers how many records changed; the same edits again change none.
 */
export async function writeAs(
	tx: Tx,
	author: string,
	facts: SpaceFacts,
	edits: readonly ServerEdit[],
	now: number,
): Promise<number> {
	if (!(await findSpace(tx, facts.id))) await foundSpace(tx, facts);
	const space = (await findSpace(tx, facts.id)) as SpaceRow;
	const found = await lockRecords(
		tx,
		space.id,
		edits.map(({ kind, key }) => [kind, key] as const),
	);
	const working = new Map(found.map((record) => [recordId(record.kind, record.key), record]));
	const written = new Map<string, Rec>();
	const superseded: Superseded[] = [];
	for (const { kind, key, set } of edits) {
		const before = working.get(recordId(kind, key));
		const mine = Object.entries(set).filter(([field, value]) => mayReplace(before, field, value, author));
		if (mine.length === 0 || before?.removed) continue;
		const effect = merge(working, serverChange(space, kind, key, Object.fromEntries(mine)), {
			author,
			device: `server.${author}`,
			at: now,
			epoch: '',
			forkOf: () => null,
			isGuarded,
			brokenRule: () => null,
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

function mayReplace(before: Rec | undefined, field: string, value: Value, author: string): boolean {
	const stamp = before?.stamps[field];
	if (!stamp) return true;
	return stamp.author === author && !sameValue(before?.fields[field], value);
}

function serverChange(space: SpaceRow, kind: string, key: string, set: Fields): Change {
	const base = { epoch: '', number: space.counter };
	return { n: 0, space: space.id, kind, key, base, set, add: {}, remove: false, was: {}, schema: SCHEMA };
}
