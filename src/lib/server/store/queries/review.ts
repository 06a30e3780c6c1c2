import { sql } from 'kysely';
import { LEAST_PEERS, OWN_FACTOR, PEER_FACTOR, type Peers } from '../../../domain/outlier.ts';
import type { Outcome } from '../../../sync/merge.ts';
import type { Value } from '../../../sync/value.ts';
import type { Visible } from '../../access.ts';
import type { Tx } from '../port.ts';
import { numberOrNull } from './accounts.ts';
import { toRecord } from './records.ts';

/*
 * What waits for somebody to look at it. Conditions that an index was made for (`steps/figures.ts`) are written out: with a
 * value in its place the engine could not tell that the index is meant.
 */

/** Questions that nobody has answered, at most `limit`. */
export async function openQuestions({ db }: Tx, visible: Visible, limit: number) {
	const rows = await db
		.selectFrom('record')
		.innerJoin('space', 'space.id', 'record.space')
		.select(['record.fields', 'space.area', 'space.shop'])
		.where(sql<boolean>`record.kind = 'question' and record.removed is null`)
		.where(visible.where)
		.limit(limit)
		.execute();
	return rows.map(({ area, shop, fields }) => {
		return { area, shop: shop ?? '', fields: JSON.parse(fields) as Readonly<Record<string, Value>> };
	});
}

/** What the office wrote to shops, done or not; at most `limit`, those of a shop together. */
export async function writtenComments({ db }: Tx, visible: Visible, limit: number) {
	const rows = await db
		.selectFrom('record')
		.innerJoin('space', 'space.id', 'record.space')
		.selectAll('record')
		.select(['space.area as lies', 'space.shop'])
		.where(sql<boolean>`record.kind = 'comment' and record.removed is null`)
		.where(visible.where)
		.limit(limit)
		.execute();
	return rows.map(({ lies, shop, ...row }) => ({ area: lies, shop: shop ?? '', record: toRecord(row) }));
}

export interface Refused {
	readonly area: string;
	readonly shop: string;
	readonly device: string;
	readonly reason: string;
	readonly at: number | null;
}

/**
 * Changes that were refused and are parked on a phone, as far as the server knows: the phone's own until it sends something
 * else of that shop, and those that others brought for it. What was in them stays on the phone.
 */
export async function refusedChanges({ db }: Tx, visible: Visible, limit: number): Promise<Refused[]> {
	const found = [];
	for (const table of ['outcome', 'carried'] as const) {
		const rows = await db
			.selectFrom(table)
			.innerJoin('space', (join) => join.onRef('space.id', '=', `${table}.space`))
			.select([`${table}.device`, `${table}.outcome`, `${table}.at`, 'space.area', 'space.shop'])
			.where(sql<boolean>`substr(outcome, 1, 17) = '{"kind":"refused"'`)
			.where(visible.where)
			.limit(limit - found.length)
			.execute();
		found.push(...rows);
	}
	return found.map(({ area, shop, device, outcome, at }) => {
		const told = JSON.parse(outcome) as Outcome;
		const reason = told.kind === 'refused' ? told.reason : '';
		return { area, shop: shop ?? '', device, reason, at: numberOrNull(at) };
	});
}

/** Shops that somebody works on and that lack nothing but their owner's consent; those that waited longest first. */
export async function awaitingConsent({ db }: Tx, visible: Visible, limit: number) {
	const rows = await db
		.selectFrom('standing')
		.innerJoin('space', 'space.id', 'standing.space')
		.select(['space.area', 'space.shop', 'waits_at', 'begun_at'])
		.where(sql<boolean>`waits = 1 and begun = 1`)
		.where(visible.where)
		.orderBy('waits_at')
		.limit(limit)
		.execute();
	return rows.map(({ area, shop, waits_at, begun_at }) => {
		const at = waits_at === null || begun_at === null ? null : Math.max(Number(waits_at), Number(begun_at));
		return { area, shop: shop ?? '', at };
	});
}

export interface PricedRow {
	readonly space: string;
	readonly area: string;
	readonly shop: string;
	readonly key: string;
	readonly satang: number;
	readonly unit: string;
	/** As `dayNumber`; null: before that was noted. */
	readonly day: number | null;
	readonly peers: Peers | null;
}

const selectPriced = ({ db }: Tx, visible: Visible) =>
	db
		.selectFrom('priced')
		.innerJoin('space', 'space.id', 'priced.space')
		.select(['priced.space', 'space.area', 'space.shop', 'priced.key', 'satang', 'unit', 'priced_on'])
		.where(sql<boolean>`on_sale = 1`)
		.where(visible.where);

type Selected = Awaited<ReturnType<ReturnType<typeof selectPriced>['execute']>>[number];

const toPriced = ({ shop, satang, priced_on, ...row }: Selected, peers: Peers | null): PricedRow => {
	return { ...row, shop: shop ?? '', satang: Number(satang), day: numberOrNull(priced_on), peers };
};

/** Prices on sale far from the one before: what may be a slip, before the whole of their history is asked. */
export async function leapingPrices(tx: Tx, visible: Visible, limit: number): Promise<PricedRow[]> {
	const factor = sql.lit(OWN_FACTOR);
	const rows = await selectPriced(tx, visible)
		.where(sql<boolean>`(satang >= ${factor} * was or was >= ${factor} * satang)`)
		.limit(limit)
		.execute();
	return rows.map((row) => toPriced(row, null));
}

/** Prices on sale far from the middle of their kind and unit in the whole country, of which there must be enough. */
export async function strayPrices(tx: Tx, visible: Visible, limit: number): Promise<PricedRow[]> {
	const { db } = tx;
	const found: PricedRow[] = [];
	const kinds = await db
		.selectFrom('priced')
		.select((eb) => ['category', 'unit', eb.fn.countAll().as('count')])
		.where(sql<boolean>`on_sale = 1`)
		.groupBy(['category', 'unit'])
		.having((eb) => eb.fn.countAll(), '>=', LEAST_PEERS)
		.execute();
	for (const { category, unit, count } of kinds) {
		if (found.length >= limit) break;
		const middle = await db
			.selectFrom('priced')
			.select('satang')
			.where(sql<boolean>`on_sale = 1`)
			.where('category', '=', category)
			.where('unit', '=', unit)
			.orderBy('satang')
			.limit(1)
			.offset(Math.floor((Number(count) - 1) / 2))
			.executeTakeFirstOrThrow();
		const median = Number(middle.satang);
		for (const side of ['>=', '<='] as const) {
			const edge = side === '>=' ? median * PEER_FACTOR : Math.floor(median / PEER_FACTOR);
			const rows = await selectPriced(tx, visible)
				.where('category', '=', category)
				.where('unit', '=', unit)
				.where('satang', side, edge)
				.limit(limit - found.length)
				.execute();
			found.push(...rows.map((row) => toPriced(row, { count: Number(count), median })));
		}
	}
	return found;
}

/** What a product cost before in this unit, satang, the latest first. */
export async function formerPrices({ db }: Tx, { space, key, unit }: PricedRow): Promise<number[]> {
	const rows = await db
		.selectFrom('superseded')
		.select('value')
		.where('space', '=', space)
		.where('kind', '=', 'product')
		.where('key', '=', key)
		.where('field', '=', 'price')
		.orderBy('number', 'desc')
		.execute();
	return rows
		.map(({ value }) => JSON.parse(value) as { satang?: number; unit?: string } | null)
		.flatMap((price) => (price?.unit === unit && price.satang ? [price.satang] : []));
}
