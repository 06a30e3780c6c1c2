import type { Outcome } from '../../../sync/merge.ts';
import type { LedgerEntry } from '../../../sync/receive.ts';
import type { Tx } from '../port.ts';

/** What others brought for a device in a space, from `n` on. */
export async function findCarried(
	{ db }: Tx,
	device: string,
	space: string,
	from: number,
): Promise<Map<number, LedgerEntry>> {
	const rows = await db
		.selectFrom('carried')
		.selectAll()
		.where('device', '=', device)
		.where('space', '=', space)
		.where('n', '>=', from)
		.execute();
	return new Map(
		rows.map(({ n, digest, outcome, number }) => {
			const entry = { n: Number(n), digest, number: Number(number) };
			return [entry.n, { ...entry, outcome: JSON.parse(outcome) as Outcome }];
		}),
	);
}

export async function putCarried(
	{ db }: Tx,
	device: string,
	space: string,
	carrier: string,
	entries: readonly LedgerEntry[],
	at: number,
): Promise<void> {
	for (const { n, digest, outcome, number } of entries) {
		await db
			.insertInto('carried')
			.values({ device, space, n, digest, outcome: JSON.stringify(outcome), number, carrier, at })
			.execute();
	}
}
