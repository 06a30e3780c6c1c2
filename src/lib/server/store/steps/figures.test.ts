import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { History } from '../../../../../tests/support/desk-history.ts';
import { seeded } from '../../../../../tests/support/random.ts';
import { numberOf } from '../../../domain/figure.ts';
import { coverageFor } from '../../desk/coverage.ts';
import { figures } from './figures.ts';
import { officeSees } from './office-sees.ts';

const NAMES = ['standing_area', 'standing_waits', 'priced_age', 'priced_kind', 'priced_leap', 'priced_shown'];
const BESIDE = ['record_question', 'outcome_refused', 'record_comment', 'record_apart'];

it.each([1, 2, 3, 4, 5])(
	'a database from before is counted as one that was counted all along: %i',
	async (seed) => {
		const history = await History.begin(seeded(seed), false);
		for (let i = 0; i < 90; i++) await history.step();
		const { app, staff } = history;
		const told = () => coverageFor(app, staff, 7);
		const rows = () =>
			app.store.read(async ({ db }) => ({
				standing: await db.selectFrom('standing').selectAll().orderBy('space').execute(),
				priced: await db.selectFrom('priced').selectAll().orderBy('space').orderBy('key').execute(),
			}));
		const [before, kept] = [await told(), await rows()];
		await app.store.write(async ({ db }) => {
			for (const name of [...NAMES, ...BESIDE]) await sql`drop index ${sql.ref(name)}`.execute(db);
			for (const table of ['standing', 'priced']) await sql`drop table ${sql.table(table)}`.execute(db);
			await sql`alter table outcome drop column at`.execute(db);
			await figures.up(db);
			await officeSees.up(db);
		});
		const [after, found] = [await told(), await rows()];
		const ageless = ({ median: _m, oldest: _o, ...rest }: typeof before.total) => rest;
		expect(ageless(after.total)).toEqual(ageless(before.total));
		for (const [i, { figures }] of after.provinces.entries())
			expect(ageless(figures)).toEqual(ageless(before.provinces[i]?.figures ?? figures));
		const timeless = ({ begun_at: _b, waits_at: _w, ...rest }: (typeof kept.standing)[number]) => rest;
		expect(found.standing.map(timeless)).toEqual(kept.standing.map(timeless));
		for (const [i, { priced_on, was: _was, ...rest }] of found.priced.entries()) {
			const { priced_on: known, was: _known, ...others } = kept.priced[i] ?? {};
			expect(rest).toEqual(others);
			// An age that nobody noted stays unknown, and is never made up
			if (priced_on !== null) expect(priced_on).toBe(known);
		}
		expect(after.unnoted).toBeLessThanOrEqual(numberOf(after.total.onSale) ?? 0);
		await app.store.close();
	},
);
