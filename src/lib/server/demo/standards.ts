import type { Category } from '../../domain/category.ts';
import { DAY, dayOf } from '../../domain/dates.ts';
import type { Standard } from '../../domain/product.ts';
import { between, chance, type Random } from './random.ts';

type Type = Standard['type'];

/** What things of a category are certified for, and how many of a hundred are. */
const USUAL: Readonly<Record<Category, readonly (readonly [Type, percent: number])[]>> = {
	FOOD: [
		['อย.', 42],
		['มผช.', 38],
		['GMP', 12],
		['Halal', 8],
		['Organic', 5],
		['Q', 6],
		['HACCP', 2],
	],
	BEVERAGE: [
		['อย.', 60],
		['มผช.', 25],
		['GMP', 16],
		['Organic', 9],
		['Halal', 6],
	],
	TEXTILE: [
		['มผช.', 48],
		['GI', 4],
	],
	CRAFT: [
		['มผช.', 40],
		['มอก.', 2],
		['GI', 3],
	],
	HERB: [
		['มผช.', 34],
		['อย.', 36],
		['GMP', 10],
	],
};

const digits = (random: Random, count: number): string =>
	Array.from({ length: count }, () => between(random, 0, 9)).join('');

/** Shaped as the real ones are, with zeros where the real ones name an office: they certify nothing. */
function numberOf(random: Random, type: Type, province: string): string {
	switch (type) {
		case 'อย.':
			return `${province}-0-${digits(random, 3)}00-0-0${digits(random, 3)}`;
		case 'มผช.':
			return `0${digits(random, 3)}-00/${between(random, 2560, 2569)}`;
		case 'มอก.':
			return `0${digits(random, 3)}-${between(random, 2555, 2568)}`;
		case 'GI':
			return `สช 00${digits(random, 3)}`;
		case 'GAP':
		case 'GMP':
		case 'HACCP':
		case 'Q':
		case 'Organic':
		case 'Halal':
			return `00${digits(random, 4)}`;
	}
}

export function standardsOf(random: Random, category: Category, province: string, now: number): Standard[] {
	return USUAL[category]
		.filter(([, percent]) => chance(random, percent / 100))
		.map(([type]) => ({
			type,
			number: numberOf(random, type, province),
			// A few have run out, as they do
			expires: chance(random, 0.7) ? dayOf(now + between(random, -120, 900) * DAY) : null,
		}));
}
