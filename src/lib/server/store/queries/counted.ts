import { sql } from 'kysely';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

type Standing = Tables['standing'];

/** What its shop's record and its maker's say of a catalogue; what is not named stays as it was. */
export async function putStanding(
	{ db }: Tx,
	space: string,
	known: Partial<Pick<Standing, 'rows' | 'waits' | 'listed'>>,
	now: number,
): Promise<void> {
	const { waits } = known;
	await db
		.updateTable('standing')
		.set((eb) => ({
			...known,
			...(waits === 0 && { waits_at: null }),
			...(waits === 1 && {
				waits_at: eb.case().when('waits', '=', 0).then(now).else(eb.ref('waits_at')).end(),
			}),
		}))
		.where('space', '=', space)
		.execute();
}

/**
 * Looks anew whether somebody works on a catalogue (once begun it stays so), and whether anything of it that is on sale has a
 * picture. Asked at every edit, and writes nothing where that is known.
 */
export async function noteWork({ db }: Tx, space: string, isBegun: boolean, now: number): Promise<void> {
	const begun = isBegun ? 1 : 0;
	const pictured = sql`(exists (select 1 from priced
		where priced.space = ${space} and priced.on_sale = 1 and priced.pictured = 1))`;
	await sql`update standing set pictured = ${pictured},
			begun_at = case when begun < ${begun} then ${now} else begun_at end,
			begun = case when begun < ${begun} then 1 else begun end
		where space = ${space} and (begun < ${begun} or pictured <> ${pictured})`.execute(db);
}

/** Whether a picture of a product has arrived: somebody who may write there sent the bytes that a record names. */
const arrived = (space: unknown, key: unknown) => sql<number>`(exists (select 1 from photo_use
	where photo_use.of_key = ${key} and photo_use.space = ${space}
	and photo_use.of_kind = 'product' and photo_use.proven = 1))`;

/** A product's price. What stood before is kept where it was another one of the same unit; so is since when it stands. */
export async function putPriced(
	{ db }: Tx,
	row: Omit<Tables['priced'], 'area' | 'was' | 'pictured'>,
): Promise<void> {
	const { space, key, category, unit, satang, priced_on, on_sale } = row;
	await sql`insert into priced (space, key, area, category, unit, satang, priced_on, on_sale, pictured)
		values (${space}, ${key}, coalesce((select area from space where id = ${space}), ''), ${category}, ${unit},
			${satang}, ${priced_on},
			case when exists (select 1 from standing where space = ${space} and merged_into is not null)
				then 0 else ${on_sale} end, ${arrived(space, key)})
		on conflict (space, key) do update set
			area = excluded.area, category = excluded.category, unit = excluded.unit, satang = excluded.satang,
			on_sale = excluded.on_sale, pictured = excluded.pictured,
			was = case
				when priced.satang = 0 or excluded.satang = 0 or excluded.unit <> priced.unit then null
				when excluded.satang <> priced.satang then priced.satang
				else priced.was end,
			priced_on = coalesce(excluded.priced_on, priced.priced_on)`.execute(db);
}

/** Looks anew which products of a catalogue have a picture. */
export async function notePictured({ db }: Tx, space: string): Promise<void> {
	await db
		.updateTable('priced')
		.set({ pictured: arrived(space, sql.ref('priced.key')) })
		.where('space', '=', space)
		.execute();
}
