import { known, meantBy, type Known, type Meant } from '../domain/maker-list/find.ts';
import { provinceOf } from '../domain/provinces.ts';
import { districtOf } from '../domain/scope.ts';
import type { Shop } from '../domain/shop.ts';
import { visible } from './access.ts';
import type { App } from './app.ts';
import { placeNames } from './desk/makers.ts';
import { bytesOf } from './offer.ts';
import type { Enrolled } from './principal.ts';
import { lengthsOfShops, makersOfArea, type MakerRow } from './store/queries/makers.ts';

/** A maker that could be meant, with what tells it from others. Codes are official ones (`domain/scope.ts`); bytes on the line, about. */
export type FoundMaker = readonly [
	shop: string,
	name: string,
	district: string,
	subdistrict: string,
	phone: string,
	otop: string,
	bytes: number,
];

/** Of one line: which of the makers, 1 where that is certain, and how many more there would be. */
export type FoundLine = readonly [makers: readonly number[], isSure: 0 | 1, more: number];

export interface FoundListed {
	/** Each once, whichever lines mean it. */
	readonly makers: readonly FoundMaker[];
	/** As many as were asked for, in their order. */
	readonly lines: readonly FoundLine[];
}

/** Whom the lines of a list mean, among the makers of the provinces that somebody looks after. */
export async function findListed(
	{ store }: Pick<App, 'store'>,
	{ principal }: Enrolled,
	lines: readonly string[],
): Promise<FoundListed> {
	const sight = visible(principal);
	const areas = sight.areas ?? [];
	const rows = new Map<string, { readonly area: string; readonly fields: Shop }>();
	const makers: Known[] = [];
	for (const area of areas) {
		const place = await placeNames(area);
		const own = await store.read((tx) => makersOfArea(tx, area, sight));
		for (const row of own) {
			rows.set(row.shop, { area, fields: row.fields as Shop });
			makers.push(known(listable(row, `${place(row)} ${provinceOf(area)?.th ?? ''}`)));
		}
	}
	const meant: Meant[] = [];
	for (const line of lines) {
		meant.push(meantBy(line, makers));
		// Others are answered between two lines.
		await new Promise((resolve) => setImmediate(resolve));
	}
	const shops = [...new Set(meant.flatMap((one) => one.shops))];
	const lengths = await store.read((tx) => lengthsOfShops(tx, shops, sight));
	const places = new Map(shops.map((shop, i) => [shop, i]));
	return {
		makers: shops.map((shop): FoundMaker => {
			const { area = '', fields = {} } = rows.get(shop) ?? {};
			const { nameTh = '', phones = [], otopNumber = '', address } = fields;
			const [district, subdistrict = ''] = [districtOf(area, address), address?.subdistrict];
			return [shop, nameTh, district, subdistrict, phones[0] ?? '', otopNumber, bytesOf(lengths.get(shop))];
		}),
		lines: meant.map((one): FoundLine => {
			const found = one.shops.map((shop) => places.get(shop) ?? 0);
			return [found, one.isSure ? 1 : 0, one.more];
		}),
	};
}

function listable({ shop, fields }: MakerRow, place: string) {
	const { nameTh = '', nameEn = '', phones = [], otopNumber = '' } = fields as Shop;
	return { shop, name: nameTh, nameEn, place, phones, otop: otopNumber };
}
