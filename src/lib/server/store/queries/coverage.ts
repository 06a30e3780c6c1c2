import { sql } from 'kysely';
import { QUIETS } from '../../../domain/coverage.ts';
import { DAY } from '../../../domain/dates.ts';
import { QUIET_AFTER } from '../../../domain/phone-news.ts';
import type { Visible } from '../../access.ts';
import type { Tx } from '../port.ts';
import { numberOrNull } from './accounts.ts';

/** How many catalogues there are in each province, and of what. */
export async function countCatalogues({ db }: Tx, { areas }: Visible) {
	if (areas?.length === 0) return [];
	let query = db.selectFrom('standing').select((eb) => [
		'area',
		// Whoever stands on a register is counted there for good: making one of two must not make a share grow
		sql<number>`sum(case when merged_into is null or rows > 0 then 1 else 0 end)`.as('makers'),
		sql<number>`sum(case when merged_into is null and rows > 0 then 1 else 0 end)`.as('register'),
		eb.fn.sum('rows').as('rows'),
		sql<number>`sum(case when merged_into is null then begun else 0 end)`.as('shops'),
		eb.fn.sum('listed').as('listed'),
		sql<number>`sum(listed * pictured)`.as('shown'),
	]);
	if (areas !== null) query = query.where('area', 'in', areas);
	const rows = await query.groupBy('area').execute();
	return rows.map(({ area, makers, register, rows, shops, listed, shown }) => ({
		area,
		makers: Number(makers),
		register: Number(register),
		rows: Number(rows),
		shops: Number(shops),
		listed: Number(listed),
		shown: Number(shown),
	}));
}

/** Prices of what is on sale, by province and by the day since when each stands. */
export async function countPrices({ db }: Tx, { areas }: Visible) {
	if (areas?.length === 0) return [];
	let query = db
		.selectFrom('priced')
		.select((eb) => ['area', 'priced_on', eb.fn.countAll().as('count')])
		// Written out: a value of the query would not tell the engine that the index is meant for it
		.where(sql<boolean>`on_sale = 1`);
	if (areas !== null) query = query.where('area', 'in', areas);
	const rows = await query.groupBy(['area', 'priced_on']).execute();
	return rows.map(({ area, priced_on, count }) => {
		return { area, day: numberOrNull(priced_on), count: Number(count) };
	});
}

/** When a phone was last heard. Joining is a contact too, though its answer may have been lost. */
const heardAt = sql<number>`coalesce(enrolment.heard_at, enrolment.created_at)`;

/**
 * Phones that may speak: sellers' by the province their shop lies in now (or was invited to, while it has no catalogue),
 * marketers' by the person; with what each said was unsent when it last told. `now`: ms UTC.
 */
export async function countPhones({ db }: Tx, role: 'seller' | 'marketer', before: number, now: number) {
	const since = (days: number) => sql`${heardAt} >= ${now - days * DAY}`;
	const quiet = QUIETS.map((days) => sql<number>`sum(case when ${since(days)} then 1 else 0 end)`);
	const rows = await db
		.selectFrom('enrolment')
		.innerJoin('person', 'person.id', 'enrolment.person')
		.leftJoin('space', (join) => join.on('space.id', '=', sql<string>`'c.' || person.shop`))
		.select((eb) => [
			'space.area',
			'person.areas',
			role === 'marketer' ? 'person.id as person' : sql<string>`''`.as('person'),
			eb.fn.countAll().as('phones'),
			sql<number>`sum(case when ${heardAt} < ${before} then 1 else 0 end)`.as('silent'),
			sql<number>`max(${heardAt})`.as('heard'),
			sql<number>`sum(coalesce(enrolment.unsent, 0))`.as('unsent'),
			sql<number>`sum(case when ${heardAt} <= ${now - QUIET_AFTER} or enrolment.unsent is null
				then 1 else 0 end)`.as('mute'),
			...quiet.map((count, i) => count.as(`within${i}`)),
		])
		.where('person.role', '=', role)
		.where('person.revoked_at', 'is', null)
		.where('enrolment.revoked_at', 'is', null)
		.groupBy(
			role === 'marketer' ? ['person.id', 'space.area', 'person.areas'] : ['space.area', 'person.areas'],
		)
		.execute();
	return rows.map(({ area, areas, person, phones, silent, heard, unsent, mute, ...row }) => ({
		unsent: Number(unsent),
		mute: Number(mute),
		quiet: apart([
			...QUIETS.map((_, i) => Number((row as Record<string, unknown>)[`within${i}`])),
			Number(phones),
		]),
		area: area ?? (JSON.parse(areas) as string[])[0] ?? '',
		person,
		phones: Number(phones),
		silent: Number(silent),
		heardAt: Number(heard),
	}));
}

/** Of sums that grow what each adds to the one before. */
const apart = (sums: readonly number[]): number[] => sums.map((sum, i) => sum - (sums[i - 1] ?? 0));

/** What is counted of each catalogue of a province: which shops stand behind its figures. */
export async function standingOfArea({ db }: Tx, area: string) {
	const rows = await db
		.selectFrom('standing')
		.innerJoin('space', 'space.id', 'standing.space')
		.select(['space.shop', 'rows', 'begun', 'listed', 'pictured'])
		.select([
			sql<number>`(select count(*) from priced where priced.space = space.id and priced.on_sale = 1)`.as(
				'onSale',
			),
			sql<number | null>`(select min(priced_on) from priced
				where priced.space = space.id and priced.on_sale = 1)`.as('oldest'),
		])
		.where('standing.area', '=', area)
		.execute();
	return new Map(
		rows.map(({ shop, rows, begun, listed, pictured, onSale, oldest }) => [
			shop ?? '',
			{
				register: Number(rows) > 0,
				shops: begun === 1,
				listed: listed === 1,
				shown: listed * pictured === 1,
				onSale: Number(onSale),
				oldest: numberOrNull(oldest),
			},
		]),
	);
}

/** What is counted of one catalogue. */
export async function standingOf({ db }: Tx, space: string) {
	return db.selectFrom('standing').selectAll().where('space', '=', space).executeTakeFirst();
}

/** Since when the prices of a catalogue stand, and which products have a picture, by their keys. */
export async function pricesOf({ db }: Tx, space: string) {
	const rows = await db
		.selectFrom('priced')
		.select(['key', 'priced_on', 'pictured'])
		.where('space', '=', space)
		.execute();
	return new Map(
		rows.map(({ key, priced_on, pictured }) => [
			key,
			{ day: numberOrNull(priced_on), pictured: pictured === 1 },
		]),
	);
}
