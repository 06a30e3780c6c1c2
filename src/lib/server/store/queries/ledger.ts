import type { Outcome } from '../../../sync/merge.ts';
import type { Ledger, LedgerEntry } from '../../../sync/receive.ts';
import type { Tx } from '../port.ts';
import { findCarried } from './carried.ts';

/** What is remembered of a device in a space, with the outcomes of its changes from `from` on. */
export async function findLedger(tx: Tx, device: string, space: string, from: number): Promise<Ledger> {
	const { db } = tx;
	const row = await db
		.selectFrom('ledger')
		.select('last')
		.where('device', '=', device)
		.where('space', '=', space)
		.executeTakeFirst();
	const last = Number(row?.last ?? 0);
	const carried = await findCarried(tx, device, space, from);
	if (from > last) return { last, entries: new Map(), carried };
	const rows = await db
		.selectFrom('outcome')
		.selectAll()
		.where('device', '=', device)
		.where('space', '=', space)
		.where('n', '>=', from)
		.execute();
	const entries = rows.map((entry): LedgerEntry => {
		const { n, digest, outcome, number } = entry;
		return { n: Number(n), digest, outcome: JSON.parse(outcome) as Outcome, number: Number(number) };
	});
	return { last, entries: new Map(entries.map((entry) => [entry.n, entry])), carried };
}

/** `at`: when these were decided, ms UTC. */
export async function putLedger(
	{ db }: Tx,
	device: string,
	space: string,
	last: number,
	fresh: readonly LedgerEntry[],
	at: number,
): Promise<void> {
	await db
		.insertInto('ledger')
		.values({ device, space, last })
		.onConflict((conflict) => conflict.columns(['device', 'space']).doUpdateSet({ last }))
		.execute();
	const rows = fresh.map((entry) => {
		const { n, digest, outcome, number } = entry;
		return { device, space, n, digest, outcome: JSON.stringify(outcome), number, at };
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
