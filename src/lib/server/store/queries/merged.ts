import { sql } from 'kysely';
import { catalogueOf } from '../../../domain/access.ts';
import type { Tx } from '../port.ts';
import { notePictured, noteWork } from './counted.ts';

/** Shops on the way from a shop that was merged to the one that stays. */
const MOST_STEPS = 16;

/** Notes for which shop another stands; null: it stands for itself. False where that was known. */
export async function putMerged({ db }: Tx, space: string, into: string | null): Promise<boolean> {
	const done = await db
		.updateTable('standing')
		.set({ merged_into: into })
		.where('space', '=', space)
		.where(sql<boolean>`coalesce(merged_into, '') <> ${into ?? ''}`)
		.executeTakeFirst();
	return Number(done.numUpdatedRows) > 0;
}

export async function sellNothing({ db }: Tx, space: string): Promise<void> {
	await db.updateTable('priced').set({ on_sale: 0 }).where('space', '=', space).execute();
}

/**
 * Shows in one catalogue what is shown in another that was merged into it: the copies of its records name the same files,
 * which nobody sends again.
 */
export async function showPicturesOf(tx: Tx, from: string, to: string): Promise<void> {
	const shown = tx.db
		.selectFrom('photo_use')
		.select('hash')
		.where('space', '=', from)
		.where('proven', '=', 1);
	const done = await tx.db
		.updateTable('photo_use')
		.set({ proven: 1 })
		.where('space', '=', to)
		.where('proven', '=', 0)
		.where('hash', 'in', shown)
		.executeTakeFirst();
	if (Number(done.numUpdatedRows) === 0) return;
	await notePictured(tx, to);
	await noteWork(tx, to, false, 0);
}

/** The shops that one leads to, the last of which stands for it; none where it stands for itself. */
export async function wayFrom({ db }: Tx, shop: string): Promise<string[]> {
	const way: string[] = [];
	for (let at = shop; way.length < MOST_STEPS;) {
		const row = await db
			.selectFrom('standing')
			.select('merged_into')
			.where('space', '=', catalogueOf(at))
			.executeTakeFirst();
		if (!row?.merged_into) return way;
		at = row.merged_into;
		way.push(at);
	}
	return [];
}

/** The shop that stands for this one now; null: it stands for itself, or there is no such shop. */
export const standsFor = async (tx: Tx, shop: string): Promise<string | null> =>
	(await wayFrom(tx, shop)).at(-1) ?? null;

/** The shops for which this one stands, without those for which those did. */
export async function aliasesOf({ db }: Tx, shop: string): Promise<string[]> {
	const rows = await db
		.selectFrom('standing')
		.innerJoin('space', 'space.id', 'standing.space')
		.select('space.shop')
		.where('merged_into', '=', shop)
		.execute();
	return rows.map((row) => row.shop ?? '');
}

/** The same with those for which those did, and so on. */
export async function everyAliasOf(tx: Tx, shop: string): Promise<string[]> {
	const found = new Set<string>();
	const open = [shop];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		for (const alias of await aliasesOf(tx, at)) {
			if (alias === shop || found.has(alias)) continue;
			found.add(alias);
			open.push(alias);
		}
	}
	return [...found];
}

/** Answers with the shop that stands for one, which may be itself. */
export async function standIns({ db }: Tx): Promise<(shop: string) => string> {
	const rows = await db
		.selectFrom('standing')
		.innerJoin('space', 'space.id', 'standing.space')
		.select(['space.shop', 'standing.merged_into as into'])
		.where('standing.merged_into', 'is not', null)
		.execute();
	const ways = new Map(rows.map(({ shop, into }) => [shop, into]));
	return (shop) => {
		let at = shop;
		for (let step = 0; step < MOST_STEPS; step++) {
			const into = ways.get(at);
			if (!into) return at;
			at = into;
		}
		return shop;
	};
}

/** Pairs of makers of a province of which somebody has said that they are two: `KEY KEY`, in the order of their keys. */
export async function apartOfArea({ db }: Tx, area: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('record')
		.innerJoin('space', 'space.id', 'record.space')
		.select(['space.shop', 'record.key'])
		.where('record.area', '=', area)
		// Written out: an index of its own is meant for it
		.where(sql<boolean>`record.kind = 'apart' and record.removed is null`)
		.execute();
	return new Set(rows.map(({ shop, key }) => `${shop ?? ''} ${key}`));
}
