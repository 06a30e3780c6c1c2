import type { Shop } from '../shop.ts';
import type { Suspect } from './find.ts';

/** What of a shop's record is compared with others'. */
export function suspectOf(shop: string, fields: Shop): Suspect {
	const { nameTh = '', phones = [], otopNumber = '', address } = fields;
	const { district = '', subdistrict = '' } = address ?? {};
	return { shop, name: nameTh, phones, otop: otopNumber.trim(), district, subdistrict };
}
