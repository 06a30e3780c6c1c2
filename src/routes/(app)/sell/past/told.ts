import { readDay, showDate, type Language } from '$lib/domain/dates.ts';
import { guardedFields } from '$lib/domain/policy.ts';
import { showBaht } from '$lib/domain/money.ts';
import type { Category } from '$lib/domain/category.ts';
import type { Product, Standard } from '$lib/domain/product.ts';
import type { Place, Shop } from '$lib/domain/shop.ts';
import type { common } from '$lib/messages/th/common.ts';
import type { past } from '$lib/messages/th/past.ts';
import type { product } from '$lib/messages/th/product.ts';
import type { question } from '$lib/messages/th/question.ts';
import type { shopEditor } from '$lib/messages/th/shopEditor.ts';
import { worded, type PlaceName } from '$lib/messages/worded.ts';

/** The words a value is told with. */
export interface Words {
	readonly common: typeof common;
	readonly past: typeof past;
	readonly product: typeof product;
	readonly question: typeof question;
	readonly shop: typeof shopEditor;
	readonly language: Language;
	readonly placeName: PlaceName;
}

const TEXTS: ReadonlySet<string> = new Set([
	...['nameTh', 'nameEn', 'materials', 'size'].map((field) => `product.${field}`),
	...['nameTh', 'nameEn', 'line', 'facebook', 'messenger', 'website', 'otopNumber'].map(
		(field) => `shop.${field}`,
	),
	...['notes', 'task', 'nextTask'].map((field) => `visit.${field}`),
	'story.th',
	'story.en',
]);

/** A value of a field as a person reads it; null: a newer app has set it, and this one does not know how to show it. */
export function told(kind: string, field: string, value: unknown, words: Words): string | null {
	const name = `${kind}.${field}`;
	if (guardedFields(kind).includes(field)) {
		const { big, small } = worded(kind, field, value, words.question.value, words.language, words.placeName);
		return big === words.question.value.unknown ? null : [big, small].filter(Boolean).join(' ');
	}
	if (TEXTS.has(name)) return typeof value === 'string' ? value : null;
	if (typeof value === 'number') return counted(name, value, words.product);
	return (kind === 'shop' ? ofShop : ofProduct)(field, value, words);
}

function counted(name: string, value: number, t: typeof product): string | null {
	if (name === 'product.weightG') return `${value} ${t.size.gram}`;
	if (name === 'product.madeInDays') return t.stock.madeAnswer(value);
	return name === 'product.shelfLifeDays' ? `${value} ${t.shelf.day}` : null;
}

function standard({ type, number, expires }: Standard, { product: t, language }: Words): string {
	const until = expires === null ? null : readDay(expires);
	const said = until === null ? '' : `${t.standards.expires} ${showDate(until, language)}`;
	return [type, number, said].filter(Boolean).join(' ');
}

function ofProduct(field: string, value: unknown, words: Words): string | null {
	const { common, product: t } = words;
	switch (field) {
		case 'category':
			return common.categories[value as Category] ?? null;
		case 'quadrant':
			return t.quadrant.hints[value as NonNullable<Product['quadrant']>] ?? null;
		case 'alcohol':
			return value ? t.alcohol.yes : t.alcohol.no;
		case 'wholesale': {
			const { satang, min } = value as NonNullable<Product['wholesale']>;
			return t.wholesale.answer(showBaht(satang), min);
		}
		case 'stars': {
			const { count, year } = value as NonNullable<Product['stars']>;
			return t.stars.answer(count, year);
		}
		case 'standards':
			return (value as Standard[]).map((one) => standard(one, words)).join(' · ');
		case 'season':
			return (value as number[]).map((month) => common.months[month - 1]).join(' ');
		default:
			return null;
	}
}

function ofShop(field: string, value: unknown, { common, past, shop: t }: Words): string | null {
	switch (field) {
		case 'producerType':
			return common.producerTypes[value as NonNullable<Shop['producerType']>] ?? null;
		case 'delivery':
			return (value as NonNullable<Shop['delivery']>).map((way) => t.delivery.ways[way]).join(' · ');
		case 'place': {
			const { lat, lng } = value as Place;
			return past.place(lat.toFixed(5), lng.toFixed(5));
		}
		default:
			return null;
	}
}
