import { catalogueOf, type Principal, type SpaceFacts } from '../../../domain/access.ts';
import { can } from '../../access.ts';
import type { Tx } from '../port.ts';
import { findPerson } from './accounts.ts';
import { notePictured, noteWork } from './counted.ts';
import { showPicturesOf, wayFrom } from './merged.ts';

/** Who sent a file's bytes. */
export interface Sender {
	/** '': the server itself (an import, the sample data). */
	readonly person: string;
	/** For which space it was brought; '': for wherever the person may write. */
	readonly space: string;
}

export const OURSELVES: Sender = { person: '', space: '' };

/** Whether this one has sent the file's bytes before. */
export async function hasSent({ db }: Tx, hash: string, { person, space }: Sender): Promise<boolean> {
	const row = await db
		.selectFrom('photo_sender')
		.select('hash')
		.where('hash', '=', hash)
		.where('person', '=', person)
		.where('space', '=', space)
		.executeTakeFirst();
	return row !== undefined;
}

/** Notes who sent a file, and shows it where records of theirs name it. */
export async function putSender(tx: Tx, hash: string, sender: Sender): Promise<void> {
	const { db } = tx;
	await db
		.insertInto('photo_sender')
		.values({ hash, ...sender })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const unproven = await db
		.selectFrom('photo_use as use')
		.innerJoin('space', 'space.id', 'use.space')
		.select(['space.id', 'space.area', 'space.shop'])
		.distinct()
		.where('use.hash', '=', hash)
		.where('use.proven', '=', 0)
		.execute();
	for (const space of unproven) {
		if (await provesIn(tx, sender, space)) {
			await db
				.updateTable('photo_use')
				.set({ proven: 1 })
				.where('hash', '=', hash)
				.where('space', '=', space.id)
				.execute();
			await notePictured(tx, space.id);
			await noteWork(tx, space.id, false, 0);
			// What another shop took over from this one
			const [into] = space.shop === null ? [] : await wayFrom(tx, space.shop);
			if (into !== undefined) await showPicturesOf(tx, space.id, catalogueOf(into));
		}
	}
}

/** Of these hashes those that somebody sent who may write in the space, or that it shows already. */
export async function provenIn(tx: Tx, space: string, hashes: readonly string[]): Promise<Set<string>> {
	const { db } = tx;
	if (hashes.length === 0) return new Set();
	// Its own, and those of catalogues that were merged into it
	const merged = db
		.selectFrom('standing')
		.innerJoin('space', 'space.shop', 'standing.merged_into')
		.select('standing.space')
		.where('space.id', '=', space);
	const shown = await db
		.selectFrom('photo_use')
		.select('hash')
		.where((eb) => eb.or([eb('space', '=', space), eb('space', 'in', merged)]))
		.where('hash', 'in', hashes)
		.where('proven', '=', 1)
		.execute();
	const proven = new Set(shown.map(({ hash }) => hash));
	const facts = await db
		.selectFrom('space')
		.select(['id', 'area', 'shop'])
		.where('id', '=', space)
		.executeTakeFirst();
	const senders = await db.selectFrom('photo_sender').selectAll().where('hash', 'in', hashes).execute();
	for (const sender of senders) {
		if (facts && !proven.has(sender.hash) && (await provesIn(tx, sender, facts))) proven.add(sender.hash);
	}
	return proven;
}

async function provesIn(tx: Tx, { person, space }: Sender, facts: SpaceFacts): Promise<boolean> {
	if (space !== '') return space === facts.id;
	if (person === '') return true;
	const sender: Principal | null = await findPerson(tx, person);
	return can(sender, 'write', { space: facts, kind: 'photo' });
}
