import type { Tx } from '../port.ts';

/** Makes this the key of an enrolment: what was signed with the one before is good until `forget` (ms UTC) is later than that. */
export async function setSigningKey(
	{ db }: Tx,
	enrolment: string,
	key: string,
	{ now, forget }: { now: number; forget: number },
): Promise<void> {
	await db
		.deleteFrom('signing_key')
		.where('enrolment', '=', enrolment)
		.where('replaced_at', '<', forget)
		.execute();
	await db
		.updateTable('signing_key')
		.set({ replaced_at: now })
		.where('enrolment', '=', enrolment)
		.where('public_key', '!=', key)
		.where('replaced_at', 'is', null)
		.execute();
	await db
		.insertInto('signing_key')
		.values({ enrolment, public_key: key, replaced_at: null })
		.onConflict((oc) => oc.columns(['enrolment', 'public_key']).doUpdateSet({ replaced_at: null }))
		.execute();
}

/** The keys whose signatures are good: the one in use, and those that another took the place of since `since`. */
export async function signingKeysOf({ db }: Tx, enrolment: string, since: number): Promise<string[]> {
	const rows = await db
		.selectFrom('signing_key')
		.select('public_key')
		.where('enrolment', '=', enrolment)
		.where((eb) => eb.or([eb('replaced_at', 'is', null), eb('replaced_at', '>', since)]))
		.execute();
	return rows.map(({ public_key }) => public_key);
}
