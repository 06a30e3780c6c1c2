import type { Outcome } from '../../../sync/merge.ts';
import type { Ledger, LedgerEntry } from '../../../sync/receive.ts';
import type { Tx } from '../port.ts';

/** What is remembered of a device in a space, with the outcomes of its changes from `from` on. */
export async function findLedger({ db }: Tx, device: string, space: string, from: number): Promise<Ledger> {
	const row = await db
		.selectFrom('ledger')
		.select('last')
		.where('device', '=', device)
		.where('space', '=', space)
		.executeTakeFirst();
	const last = Number(row?.last ?? 0);
	if (from > last) return { last, entries: new Map() };
	const rows = await db
		.selectFrom('outcome')
		.selectAll()
		.where('device', '=', device)
		.where('space', '=', space)
		.where('n', '>=', from)
		.execute();
	const entries = rows.map((entry): LedgerEntry => {
		return { n: Number(entry.n), digest: entry.digest, outcome: JSON.parse(entry.outcome) as Outcome };
	});
	return { last, entries: new Map(entries.map((entry) => [entry.n, entry])) };
}

export async function putLedger(
	{ db }: Tx,
	device: string,
	space: string,
	last: number,
	fresh: readonly LedgerEntry[],
): Promise<void> {
	await db
		.insertInto('ledger')
		.values({ device, space, last })
		.onConflict((conflict) => conflict.columns(['device', 'space']).doUpdateSet({ last }))
		.execute();
	const rows = fresh.map((entry) => {
		return { device, space, n: entry.n, digest: entry.digest, outcome: JSON.stringify(entry.outcome) };
	});
	for (let i = 0; i < rows.length; i += 100) {
		await db
			.insertInto('outcome')
			.values(rows.slice(i, i + 100))
			.execute();
	}
}

/** Forgets outcomes the device has: it offers from `n` on, so it has stored all before. */
export async function forgetOutcomes({ db }: Tx, device: string, space: string, n: number): Promise<void> {
	await db
		.deleteFrom('outcome')
		.where('device', '=', device)
		.where('space', '=', space)
		.where('n', '<', n)
		.execute();
}
