import { catalogueOf } from '../../../domain/access.ts';
import type { Tx } from '../port.ts';
import { peopleOfShop } from './accounts.ts';
import { findRecord } from './records.ts';
import { findSpace } from './spaces.ts';

/** The province a shop lies in: where its catalogue is, or before it has one, where its people were invited to. Null: no such shop. */
export async function areaOfShop(tx: Tx, shop: string): Promise<string | null> {
	const space = await findSpace(tx, catalogueOf(shop));
	// Asked for in any case: the time must not tell whether there is such a shop
	const [first] = await peopleOfShop(tx, shop);
	return space?.area ?? first?.areas[0] ?? null;
}

/** The Thai name of a shop; '' while it has none. */
export async function nameOfShop(tx: Tx, shop: string): Promise<string> {
	const record = await findRecord(tx, catalogueOf(shop), 'shop', shop);
	const name = record?.fields['nameTh'];
	return typeof name === 'string' ? name : '';
}
