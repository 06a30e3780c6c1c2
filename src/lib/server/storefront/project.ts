import type { Rec } from '../../sync/record.ts';
import { keepCount } from '../desk/counting.ts';
import { keepVisit } from '../desk/visits.ts';
import type { Tx } from '../store/port.ts';
import { listProduct, listShop, unlistProduct, unlistShop, usePhoto } from '../store/queries/listed.ts';
import { listedProduct, listedShop, photoUses } from './listed.ts';

/**
 * Keeps what the storefront shows, and what the desk counts, in step with records just written, in the transaction that wrote them:
 * no shopper ever sees a price that the records no longer hold. Same records again: same rows.
 */
export async function project(tx: Tx, space: string, records: readonly Rec[], now: number): Promise<void> {
	for (const rec of records) {
		if (rec.kind === 'shop') {
			const row = listedShop(rec);
			await (row ? listShop(tx, row, now) : unlistShop(tx, space, rec.key));
		} else if (rec.kind === 'product') {
			const row = listedProduct(rec);
			await (row ? listProduct(tx, row, now) : unlistProduct(tx, space, rec.key));
		} else if (rec.kind === 'photo') {
			await usePhoto(tx, space, rec.key, photoUses(rec));
		} else if (rec.kind === 'visit') {
			await keepVisit(tx, rec, now);
		}
	}
	await keepCount(tx, space, records, now);
}
