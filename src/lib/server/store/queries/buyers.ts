import { ORDERS } from '../../../domain/access.ts';
import { BUYER_KEPT, OPEN_KEPT } from '../../../domain/order-rules.ts';
import { QUESTION, type Rec } from '../../../sync/record.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { toRecord } from './records.ts';

/** An order's name: its space and its key. */
export type OrderName = readonly [space: string, key: string];

/** Every space of orders lies between these two in the order of ids. */
const BOUNDS = [ORDERS, `${ORDERS.slice(0, -1)}/`] as const;

export async function keepBuyer({ db }: Tx, row: Tables['buyer_kept']): Promise<void> {
	await db
		.insertInto('buyer_kept')
		.values(row)
		.onConflict((conflict) => conflict.columns(['space', 'key']).doUpdateSet(row))
		.execute();
}

export async function dropBuyer({ db }: Tx, [space, key]: OrderName): Promise<void> {
	await db.deleteFrom('buyer_kept').where('space', '=', space).where('key', '=', key).execute();
}

/** Orders whose buyer nobody needs any more at `now`, at most `limit`. */
export async function dueBuyers({ db }: Tx, now: number, limit: number): Promise<OrderName[]> {
	const rows = await db
		.selectFrom('buyer_kept')
		.select(['space', 'key'])
		.where((eb) =>
			eb.or([
				eb('closed_at', '<=', now - BUYER_KEPT),
				eb.and([eb('closed_at', 'is', null), eb('changed_at', '<=', now - OPEN_KEPT)]),
			]),
		)
		.orderBy('space')
		.limit(limit)
		.execute();
	return rows.map(({ space, key }) => [space, key]);
}

/** An order that tells who bought, and when the server took its latest change. */
export interface KeptOrder {
	readonly order: Rec;
	readonly changedAt: number;
}

/** The next `limit` such orders behind `after`, in the order of their names. */
export async function keptOrders({ db }: Tx, after: OrderName | null, limit: number): Promise<KeptOrder[]> {
	let query = db
		.selectFrom('buyer_kept as kept')
		.innerJoin('record', (join) =>
			join
				.onRef('record.space', '=', 'kept.space')
				.onRef('record.key', '=', 'kept.key')
				.on('record.kind', '=', 'order'),
		)
		.selectAll('record')
		.select('kept.changed_at');
	if (after) {
		const [space, key] = after;
		query = query.where((eb) =>
			eb.or([eb('kept.space', '>', space), eb.and([eb('kept.space', '=', space), eb('kept.key', '>', key)])]),
		);
	}
	const rows = await query.orderBy('kept.space').orderBy('kept.key').limit(limit).execute();
	return rows.map(({ changed_at, ...row }) => ({ order: toRecord(row), changedAt: Number(changed_at) }));
}

/** What people would have had in a field of an order, open or closed: every question of a space of orders. */
export async function orderQuestions({ db }: Tx): Promise<Rec[]> {
	const rows = await db
		.selectFrom('record')
		.selectAll()
		.where('space', '>=', BOUNDS[0])
		.where('space', '<', BOUNDS[1])
		.where('kind', '=', QUESTION)
		.execute();
	return rows.map(toRecord);
}

/** Removes what these fields of a record held before. */
export async function dropSuperseded(
	{ db }: Tx,
	space: string,
	kind: string,
	key: string,
	fields: readonly string[],
): Promise<void> {
	await db
		.deleteFrom('superseded')
		.where('space', '=', space)
		.where('kind', '=', kind)
		.where('key', '=', key)
		.where('field', 'in', fields)
		.execute();
}

/** Earlier values of a field of orders, by whatever order: where a number was corrected, the one before. */
export async function formerValues({ db }: Tx, field: string) {
	return db
		.selectFrom('superseded')
		.select(['space', 'key', 'field', 'number', 'value'])
		.where('space', '>=', BOUNDS[0])
		.where('space', '<', BOUNDS[1])
		.where('kind', '=', 'order')
		.where('field', '=', field)
		.execute();
}

export async function dropFormer(
	{ db }: Tx,
	row: Pick<Tables['superseded'], 'space' | 'key' | 'field' | 'number' | 'value'>,
): Promise<void> {
	await db
		.deleteFrom('superseded')
		.where('kind', '=', 'order')
		.where('space', '=', row.space)
		.where('key', '=', row.key)
		.where('field', '=', row.field)
		.where('number', '=', row.number)
		.where('value', '=', row.value)
		.execute();
}
