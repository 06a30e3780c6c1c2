import type { ExpressionBuilder } from 'kysely';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { enqueue } from './photo-jobs.ts';
import { dropVariants } from './photo-variants.ts';

/** Files taken off at a time, so that nobody waits for the rest. */
const AT_ONCE = 200;

/** `~` comes after every digit. */
const upTo = (part: string) => `${part}~`;

const isNamed = (eb: ExpressionBuilder<Tables, 'photo_file'>) =>
	eb.exists(
		eb.selectFrom('photo_use').select('photo_use.hash').whereRef('photo_use.hash', '=', 'photo_file.hash'),
	);

/** Notes since when nothing names a file, and forgets it where something does again. `part`: how the hashes begin. */
export async function markOrphans(
	{ db }: Tx,
	part: string,
	{ now, bornBefore }: { now: number; bornBefore: number },
): Promise<void> {
	await db
		.updateTable('photo_file')
		.set({ orphan_since: null })
		.where('hash', '>=', part)
		.where('hash', '<', upTo(part))
		.where('orphan_since', 'is not', null)
		.where(isNamed)
		.execute();
	await db
		.updateTable('photo_file')
		.set({ orphan_since: now })
		.where('hash', '>=', part)
		.where('hash', '<', upTo(part))
		.where('orphan_since', 'is', null)
		.where('created_at', '<', bornBefore)
		.where((eb) => eb.not(isNamed(eb)))
		.execute();
}

/** Takes files off whose time is over; their bytes are the queue's to remove. */
export async function dropOrphans(
	tx: Tx,
	part: string,
	{ now, orphanedBefore }: { now: number; orphanedBefore: number },
): Promise<number> {
	const rows = await tx.db
		.selectFrom('photo_file')
		.select('hash')
		.where('hash', '>=', part)
		.where('hash', '<', upTo(part))
		.where('orphan_since', '<', orphanedBefore)
		.limit(AT_ONCE)
		.execute();
	for (const { hash } of rows) {
		await tx.db.deleteFrom('photo_file').where('hash', '=', hash).execute();
		await tx.db.deleteFrom('photo_sender').where('hash', '=', hash).execute();
		await dropVariants(tx, hash);
		await enqueue(tx, hash, 'remove', now);
	}
	return rows.length;
}
