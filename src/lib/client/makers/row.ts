/** A maker of those that are carried, as decisions; `refresh.ts` reads and stores. */
import { shopOfSpace } from '../../domain/access.ts';
import { mergedInto } from '../../domain/duplicates/alias.ts';
import { APART, COMMENT, isNote } from '../../domain/notes.ts';
import { ENOUGH_PHOTOS } from '../../domain/programme.ts';
import type { Product } from '../../domain/product.ts';
import { REGISTER_AUTHOR } from '../../domain/register-author.ts';
import { districtOf } from '../../domain/scope.ts';
import type { Shop } from '../../domain/shop.ts';
import { DAY } from '../../domain/spans.ts';
import { fold, sortKey } from '../../domain/thai.ts';
import { hasUnsent, shown } from '../../sync/device/held.ts';
import { canonical } from '../../sync/value.ts';
import type { MakerRow, RecordRow } from '../store/database.ts';

/** A price that has stood for longer is asked about on a visit, milliseconds. */
export const OLD_PRICE = 140 * DAY;
export { ENOUGH_PHOTOS };

export interface Standing {
	readonly space: string;
	readonly cursor: number;
	readonly unsent: boolean;
	/** When news of it last came, as far as the journal tells; null: not. */
	readonly newsAt: number | null;
	/** ms UTC by the phone's clock. */
	readonly now: number;
	/** `ต.หนองบัว อ.เมือง` for codes. */
	readonly placeName: (address: Shop['address']) => string;
}

/** What of a maker's records is shown in lists. `before`: its row until now. */
export function makerRow(
	records: readonly RecordRow[],
	before: MakerRow | undefined,
	{ space, cursor, unsent, newsAt, now, placeName }: Standing,
): MakerRow {
	const here = records.filter(({ removing }) => removing === 0);
	const shop = shopOfSpace(space) ?? '';
	const own = here.find(({ kind, key }) => kind === 'shop' && key === shop);
	const fields: Shop = own ? (shown(own) as Shop) : {};
	const products = here.filter(({ kind }) => kind === 'product');
	const goods = products.map((row) => ({ key: row.key, fields: shown(row) as Product }));
	const { nameTh = '', nameEn = '', phones = [], otopNumber = '', place, address } = fields;
	const names = goods.map(({ fields: { nameTh: th = '', nameEn: en = '' } }) => `${th} ${en}`);
	const where = placeName(address);
	return {
		space,
		shop,
		cursor,
		unsent,
		name: nameTh,
		where,
		district: districtOf(address?.province ?? '', address),
		text: fold([nameTh, nameEn, where, ...phones, otopNumber, ...names].join(' ')),
		sort: sortKey(nameTh),
		place: place ? [place.lat, place.lng] : null,
		phones,
		categories: [...new Set(goods.flatMap(({ fields: { category } }) => category ?? []))],
		state: fields.state ?? 'draft',
		touched: here.some(isTouched),
		products: goods.length,
		photos: here.filter(({ kind }) => kind === 'photo').length,
		prices: Object.fromEntries(
			goods.flatMap(({ key, fields: { price } }) => {
				if (!price) return [];
				const print = canonical({ ...price });
				const known = before?.prices[key];
				return [[key, known?.[0] === print ? known : ([print, now] as const)] as const];
			}),
		),
		newsAt: newest(before?.newsAt, newsAt),
		subdistrict: address?.subdistrict ?? '',
		otop: otopNumber,
		into: mergedInto(fields),
		apart: here.filter(({ kind }) => kind === APART).map(({ key }) => key),
		asks: here.filter((row) => row.kind === COMMENT && !shown(row)['done']).length,
		lookedAt: before?.lookedAt ?? null,
	};
}

const newest = (a: number | null | undefined, b: number | null): number | null =>
	a === null || a === undefined ? b : b === null ? a : Math.max(a, b);

/** What an import alone has written is a row of the register yet. */
const isTouched = (row: RecordRow): boolean =>
	row.kind !== 'maker' &&
	!isNote(row.kind) &&
	(hasUnsent(row) || (row.seen > 0 && row.author !== REGISTER_AUTHOR));

/** How a maker stands, as a list marks and filters it. */
export const MARKS = [
	'asked',
	'unsent',
	'changed',
	'register',
	'no-price',
	'old-price',
	'few-photos',
	'published',
] as const;
export type MakerMark = (typeof MARKS)[number];

/** `now`: ms UTC by the phone's clock. */
export function marksOf(row: MakerRow, now: number): MakerMark[] {
	const prices = Object.values(row.prices);
	const holds: Readonly<Record<MakerMark, boolean>> = {
		asked: (row.asks ?? 0) > 0,
		unsent: row.unsent,
		changed: row.lookedAt !== null && row.newsAt !== null && row.newsAt > row.lookedAt,
		register: !row.touched,
		'no-price': prices.length < Math.max(1, row.products),
		'old-price': oldestPrice(row) <= now - OLD_PRICE,
		'few-photos': row.photos < ENOUGH_PHOTOS,
		published: row.state === 'published',
	};
	return MARKS.filter((mark) => holds[mark]);
}

/** Since when the price that has stood longest is known to stand; infinity where there is none. */
export const oldestPrice = ({ prices }: Pick<MakerRow, 'prices'>): number =>
	Math.min(Infinity, ...Object.values(prices).map(([, since]) => since));
