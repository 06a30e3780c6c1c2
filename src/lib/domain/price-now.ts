import type { Product } from './product.ts';

/** What it costs now, in satang, with the old price while a promotion runs. Null where there is no price. */
export function priceNow(
	product: Product,
	now: number,
): { satang: number; old: number | null; unit: string } | null {
	if (!product.price) return null;
	const { satang, unit } = product.price;
	const { promo } = product;
	if (promo && promo.from <= now && now < promo.until && promo.satang < satang) {
		return { satang: promo.satang, old: satang, unit };
	}
	return { satang, old: null, unit };
}
