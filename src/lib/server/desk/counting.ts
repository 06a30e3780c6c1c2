import { catalogueOf } from '../../domain/access.ts';
import { mergedInto } from '../../domain/duplicates/alias.ts';
import type { Rec } from '../../sync/record.ts';
import { listedShop } from '../storefront/listed.ts';
import type { Tx } from '../store/port.ts';
import { notePictured, noteWork, putPriced, putStanding } from '../store/queries/counted.ts';
import { putMerged, sellNothing, showPicturesOf } from '../store/queries/merged.ts';
import { recordsOfKind } from '../store/queries/records.ts';
import { awaitsConsent, isBegun, pricedProduct, rowsOfMaker } from './counted.ts';

/**
 * Keeps the desk's figures in step with records just written, in the transaction that wrote them: counting a country
 * anew would take a minute. `tests/contract/desk-figures.test.ts` counts it anew all the same.
 */
export async function keepCount(tx: Tx, space: string, records: readonly Rec[], now: number): Promise<void> {
	const maker = records.find(({ kind }) => kind === 'maker');
	const shop = records.find(({ kind, key }) => kind === 'shop' && space === catalogueOf(key));
	if (maker ?? shop)
		await putStanding(
			tx,
			space,
			{
				...(maker && { rows: rowsOfMaker(maker) }),
				...(shop && { waits: awaitsConsent(shop) ? 1 : 0, listed: listedShop(shop) ? 1 : 0 }),
			},
			now,
		);
	if (shop) await keepMerged(tx, shop);
	for (const rec of records) {
		const row = pricedProduct(rec, now);
		if (row) await putPriced(tx, row);
	}
	if (records.some(({ kind }) => kind === 'photo')) await notePictured(tx, space);
	await noteWork(tx, space, records.some(isBegun), now);
}

/** A shop for which another stands sells nothing of its own; the other may show its pictures. */
async function keepMerged(tx: Tx, shop: Rec): Promise<void> {
	const { space } = shop;
	const into = shop.removed ? '' : mergedInto(shop.fields);
	if (!(await putMerged(tx, space, into === '' ? null : into))) return;
	if (into !== '') {
		await sellNothing(tx, space);
		await showPicturesOf(tx, space, catalogueOf(into));
		return;
	}
	for (const rec of await recordsOfKind(tx, space, 'product')) {
		// That this writing set it would make every price of today
		const row = pricedProduct({ ...rec, at: -1 }, 0);
		if (row) await putPriced(tx, row);
	}
}
