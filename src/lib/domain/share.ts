import { showDate, type Language } from './dates.ts';
import { showBaht } from './money.ts';
import { showPhone } from './phone.ts';
import type { Product } from './product.ts';
import { isOnSale } from './publish.ts';
import { priceNow } from './price-now.ts';
import type { Shop } from './shop.ts';

/** Words of the text for a group post, in the person's language. */
export interface ShareWords {
	readonly language: Language;
	/** `120 บาท`, with its unit where there is one. */
	readonly price: (baht: string, unit: string) => string;
	readonly promo: (price: string, before: string, until: string) => string;
	readonly shop: (name: string) => string;
	readonly phone: (number: string) => string;
	readonly line: (id: string) => string;
}

/** Products named in a shop's text: a post that must be unfolded is not read. */
const NAMED = 5;

/**
 * The text with which a seller shows one product to a group: name, price, shop, how to reach it, the page. `link` is
 * null where there is no page to open (not published). `now`: ms UTC, for a running promotion.
 */
export function shareProduct(
	product: Product,
	shop: Shop,
	{ link, now, words }: { link: string | null; now: number; words: ShareWords },
): string {
	return paragraphs([product.nameTh?.trim(), priceLine(product, now, words)], shopLines(shop, words), [link]);
}

/** The same for a whole shop: its name, some of what it sells with the price, how to reach it, the page. */
export function shareShop(
	shop: Shop,
	products: readonly Product[],
	{ link, now, words }: { link: string | null; now: number; words: ShareWords },
): string {
	const [name, ...contacts] = shopLines(shop, words);
	const goods = products
		.filter(isOnSale)
		.slice(0, NAMED)
		.map((product) => `• ${product.nameTh?.trim() ?? ''} ${priceLine(product, now, words) ?? ''}`.trim());
	return paragraphs([name], goods, contacts, [link]);
}

function priceLine(product: Product, now: number, words: ShareWords): string | null {
	const price = priceNow(product, now);
	if (!price || price.satang <= 0) return null;
	const shown = words.price(showBaht(price.satang), price.unit.trim());
	if (price.old === null) return shown;
	// `until` is the first instant without it: the last day is the one just before.
	const lastDay = showDate((product.promo?.until ?? now) - 1, words.language);
	return words.promo(shown, showBaht(price.old), lastDay);
}

function shopLines(shop: Shop, words: ShareWords): (string | null)[] {
	const [phone] = shop.phones ?? [];
	const name = shop.nameTh?.trim();
	const line = shop.line?.trim();
	return [
		name ? words.shop(name) : null,
		phone ? words.phone(showPhone(phone)) : null,
		line ? words.line(line) : null,
	];
}

/** Lines that say something, group by group, a blank line between groups. */
function paragraphs(...groups: (string | null | undefined)[][]): string {
	return groups
		.map((lines) => lines.filter(Boolean).join('\n'))
		.filter((group) => group !== '')
		.join('\n\n');
}
