import type { PlanEntry, Vector } from '../../sync/vector.ts';
import type { Tx } from '../port.ts';

export async function findVector({ db }: Tx, device: string, id: string): Promise<Vector | null> {
	const row = await db
		.selectFrom('vector')
		.selectAll()
		.where('device', '=', device)
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return null;
	return {
		id,
		scopes: JSON.parse(row.scopes) as string[],
		base: new Map(JSON.parse(row.base) as [string, number][]),
		plan: JSON.parse(row.plan) as PlanEntry[],
	};
}

/** Stores a device's newest vector and drops its others but those in `keep`. */
export async function putVector(
	{ db }: Tx,
	device: string,
	{ id, scopes, base, plan }: Vector,
	keep: readonly string[],
): Promise<void> {
	let others = db.deleteFrom('vector').where('device', '=', device);
	if (keep.length > 0) others = others.where('id', 'not in', keep);
	await others.execute();
	await db
		.insertInto('vector')
		.values({
			device,
			id,
			scopes: JSON.stringify(scopes),
			base: JSON.stringify([...base]),
			plan: JSON.stringify(plan),
		})
		.execute();
}

export async function setPlan(
	{ db }: Tx,
	device: string,
	id: string,
	plan: readonly PlanEntry[],
): Promise<void> {
	await db
		.updateTable('vector')
		.set({ plan: JSON.stringify(plan) })
		.where('device', '=', device)
		.where('id', '=', id)
		.execute();
}
