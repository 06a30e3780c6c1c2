import { CHECKS, type Check } from './choices.ts';
import { consentStanding } from './consent.ts';
import type { Product } from './product.ts';
import { missingOfShop } from './publish.ts';
import type { Shop } from './shop.ts';
import type { Story } from './story.ts';
import type { Found } from './visit-fields.ts';

/** Fewer photos than this of all a maker's goods are too few to sell by. */
export const ENOUGH_PHOTOS = 3;

/** A shop as the programme looks at it. */
export interface Looked {
	readonly shop: Shop;
	readonly products: readonly Product[];
	/** Of the shop and of its goods. */
	readonly photos: number;
	readonly story: Story;
	/** The day in Bangkok, `YYYY-MM-DD`. */
	readonly today: string;
}

export interface Checked {
	readonly check: Check;
	/** `ask`: a person must judge, and has not yet. */
	readonly state: 'done' | 'open' | 'ask';
	/** How many are missing, where that can be counted; else 0. */
	readonly missing: number;
}

/**
 * The checklist of the programme, computed where it can be. Whether a number is answered, and whether a maker has no
 * certificate, only a person can say: `ticked` are what they said.
 */
export function checkProgramme(looked: Looked, ticked: readonly Check[]): Checked[] {
	const judged = (check: Check): Checked => ({
		...{ check, missing: 0 },
		state: ticked.includes(check) ? 'done' : 'ask',
	});
	const counted = (check: Check, missing: number): Checked => ({
		...{ check, missing },
		state: missing > 0 ? 'open' : 'done',
	});
	const { shop, products, photos, story } = looked;
	const standards = products.flatMap((product) => product.standards ?? []);
	const isLacking = ({ number, expires }: (typeof standards)[number]) =>
		number.trim() === '' || expires === null || expires < looked.today;
	const checked: Readonly<Record<Check, () => Checked>> = {
		price: () =>
			counted('price', Math.max(products.filter(lacksPrice).length, products.length === 0 ? 1 : 0)),
		photos: () => counted('photos', Math.max(0, ENOUGH_PHOTOS - photos)),
		story: () => counted('story', story.th?.trim() ? 0 : 1),
		contact: () => (missingOfShop(shop).includes('contact') ? counted('contact', 1) : judged('contact')),
		standards: () =>
			standards.length === 0 ? judged('standards') : counted('standards', standards.filter(isLacking).length),
		promptpay: () => counted('promptpay', shop.promptpay ? 0 : 1),
		consent: () => counted('consent', consentStanding(shop) === 'given' ? 0 : 1),
	};
	return CHECKS.map((check) => checked[check]());
}

const lacksPrice = ({ price }: Product): boolean => !price || price.satang <= 0;

/** What of it is written into the report: what nobody has judged is open. */
export const foundOf = (checked: readonly Checked[]): Found[] =>
	checked.map(({ check, state }) => ({ check, state: state === 'done' ? 'done' : 'open' }));
