import type { Superseded } from '../../../sync/merge.ts';
import type { Value } from '../../../sync/value.ts';
import type { Stamp } from '../../../sync/record.ts';
import type { Tx } from '../port.ts';
import { numberOrNull, toPerson, type Person } from './accounts.ts';

/** A value that gave way: `number` is the transaction that replaced it, `at` its time, ms UTC, null where that was not noted. */
export interface SupersededAt extends Superseded {
	readonly number: number;
	readonly at: number | null;
}

/** What the fields of these records of one kind held before, the newest `limit` of them, newest first. */
export async function supersededOf(
	{ db }: Tx,
	space: string,
	kind: string,
	keys: readonly string[],
	limit: number,
): Promise<SupersededAt[]> {
	if (keys.length === 0) return [];
	const rows = await db
		.selectFrom('superseded')
		.selectAll()
		.where('space', '=', space)
		.where('kind', '=', kind)
		.where('key', 'in', keys)
		.orderBy('number', 'desc')
		.orderBy('field')
		.limit(limit)
		.execute();
	return rows.map(({ key, field, number, value, stamp, at }) => ({
		kind,
		key,
		field,
		number: Number(number),
		value: JSON.parse(value) as Value,
		stamp: JSON.parse(stamp) as Stamp,
		at: numberOrNull(at),
	}));
}

export async function peopleById({ db }: Tx, ids: readonly string[]): Promise<Map<string, Person>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('person').selectAll().where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, toPerson(row)]));
}
