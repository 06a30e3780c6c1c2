import { sql } from 'kysely';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

type Standing = Tables['standing'];

/** What is known anew of a catalogue; what is not named stays as it was. Once begun it stays so. */
export async function putStanding(
	{ db }: Tx,
	space: string,
	known: Partial<Pick<Standing, 'rows' | 'waits' | 'listed'> & { begun: 1 }>,
	now: number,
): Promise<void> {
	if (Object.keys(known).length === 0) return;
	const { waits, begun } = known;
	await db
		.updateTable('standing')
		.set((eb) => ({
			...known,
			...(begun === 1 && {
				begun_at: eb.case().when('begun', '=', 0).then(now).else(eb.ref('begun_at')).end(),
			}),
			...(waits === 0 && { waits_at: null }),
			...(waits === 1 && {
				waits_at: eb.case().when('waits', '=', 0).then(now).else(eb.ref('waits_at')).end(),
			}),
		}))
		.where('space', '=', space)
		.execute();
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
			${satang}, ${priced_on}, ${on_sale}, ${arrived(space, key)})
		on conflict (space, key) do update set
			area = excluded.area, category = excluded.category, unit = excluded.unit, satang = excluded.satang,
			on_sale = excluded.on_sale, pictured = excluded.pictured,
			was = case
				when priced.satang = 0 or excluded.satang = 0 or excluded.unit <> priced.unit then null
				when excluded.satang <> priced.satang then priced.satang
				else priced.was end,
			priced_on = coalesce(excluded.priced_on, priced.priced_on)`.execute(db);
}

/** Looks anew whether anything of a catalogue that is on sale has a picture. */
export async function noteShown({ db }: Tx, space: string): Promise<void> {
	const pictured = sql<number>`(exists (select 1 from priced
		where priced.space = ${space} and priced.on_sale = 1 and priced.pictured = 1))`;
	await db.updateTable('standing').set({ pictured }).where('space', '=', space).execute();
}

/** Looks anew which products of a catalogue have a picture. */
export async function notePictured(tx: Tx, space: string): Promise<void> {
	await tx.db
		.updateTable('priced')
		.set({ pictured: arrived(space, sql.ref('priced.key')) })
		.where('space', '=', space)
		.execute();
	await noteShown(tx, space);
}
