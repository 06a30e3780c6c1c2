import { shopOfSpace, visitsFollowed, type Principal, type SpaceFacts } from '../../../domain/access.ts';
import { districtOf, readScopes } from '../../../domain/scope.ts';
import { visible } from '../../access.ts';
import type { SpaceRow } from '../../sync/port.ts';
import type { Tx } from '../port.ts';

export async function findSpace({ db }: Tx, id: string): Promise<SpaceRow | null> {
	const row = await db.selectFrom('space').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? numbered(row) : null;
}

/** Whether the database holds anything that people share. */
export async function anySpace({ db }: Tx): Promise<boolean> {
	return (await db.selectFrom('space').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** The spaces a person follows without being asked: a seller's own, a marketer's visits. Catalogues they choose to carry. */
export async function spacesOf(tx: Tx, who: Principal): Promise<SpaceRow[]> {
	const visits = await findSpaces(tx, visitsFollowed(who));
	const { shop } = visible(who);
	if (shop === null) return visits;
	const rows = await tx.db.selectFrom('space').selectAll().where('shop', '=', shop).execute();
	return rows.map(numbered);
}

/** Parameters in one statement: well below what any engine takes. */
const CHUNK = 500;

/** Those of these spaces that exist. */
export async function findSpaces({ db }: Tx, ids: readonly string[]): Promise<SpaceRow[]> {
	const found: SpaceRow[] = [];
	for (let i = 0; i < ids.length; i += CHUNK) {
		const part = ids.slice(i, i + CHUNK);
		const rows = await db.selectFrom('space').selectAll().where('id', 'in', part).execute();
		found.push(...rows.map(numbered));
	}
	return found;
}

/** The spaces that scopes name: every catalogue of a province, of a district, or one by its id. */
export async function spacesIn(tx: Tx, scopes: readonly string[]): Promise<SpaceRow[]> {
	const { areas, districts, spaces } = readScopes(scopes);
	const found: SpaceRow[] = [...(await findSpaces(tx, spaces)), ...(await inDistricts(tx, districts))];
	if (areas.length === 0) return found;
	const rows = await tx.db.selectFrom('space').selectAll().where('area', 'in', areas).execute();
	const catalogues = rows.filter(({ id }) => shopOfSpace(id) !== null);
	return [...found, ...catalogues.map(numbered)];
}

/** JSON is read here: no engine's own functions are used, and a province has some 1,200 shops. */
async function inDistricts({ db }: Tx, districts: readonly string[]): Promise<SpaceRow[]> {
	if (districts.length === 0) return [];
	const wanted = new Set(districts);
	const rows = await db
		.selectFrom('space')
		.innerJoin('record', (join) =>
			join
				.onRef('record.space', '=', 'space.id')
				.onRef('record.key', '=', 'space.shop')
				.on('record.kind', '=', 'shop'),
		)
		.select(['space.id', 'space.area', 'space.shop', 'space.counter', 'space.shorts', 'record.fields'])
		.where('space.area', 'in', [...new Set(districts.map((code) => code.slice(0, 2)))])
		.execute();
	return rows.flatMap(({ fields, ...row }) => {
		const { address } = JSON.parse(fields) as { address?: unknown };
		return wanted.has(districtOf(row.area, address)) ? [numbered(row)] : [];
	});
}

export async function foundSpace({ db }: Tx, facts: SpaceFacts): Promise<void> {
	await db
		.insertInto('space')
		.values({ ...facts, counter: 0, shorts: 0 })
		.execute();
	if (facts.shop !== null)
		await db
			.insertInto('standing')
			.values({ space: facts.id, area: facts.area, rows: 0, begun: 0, waits: 0, listed: 0, pictured: 0 })
			.execute();
}

/** Takes the space's next number and room for `shorts` short integers behind `skip` left out, last of all before the rows are written. */
export async function takeNumber({ db }: Tx, id: string, shorts: number, skip: number) {
	const row = await db
		.updateTable('space')
		.set((eb) => ({ counter: eb('counter', '+', 1), shorts: eb('shorts', '+', shorts + skip) }))
		.where('id', '=', id)
		.returning(['counter', 'shorts'])
		.executeTakeFirstOrThrow();
	return { number: Number(row.counter), firstShort: Number(row.shorts) - shorts + 1 };
}

/** Moves a space and all its rows to another province: the shop's address says where it belongs. */
export async function moveSpace({ db }: Tx, id: string, area: string): Promise<void> {
	await db.updateTable('space').set({ area }).where('id', '=', id).execute();
	await db.updateTable('record').set({ area }).where('space', '=', id).execute();
	await db.updateTable('standing').set({ area }).where('space', '=', id).execute();
	await db.updateTable('priced').set({ area }).where('space', '=', id).execute();
	await db.updateTable('superseded').set({ area }).where('space', '=', id).execute();
}

function numbered(row: {
	id: string;
	area: string;
	shop: string | null;
	counter: number;
	shorts: number;
}): SpaceRow {
	return { ...row, counter: Number(row.counter), shorts: Number(row.shorts) };
}
