import type { Product } from './product.ts';
import type { Shop } from './shop.ts';

export type Missing = 'name' | 'price' | 'category' | 'address' | 'contact';

/** What keeps a product from the storefront. Thai law wants the price shown, so there is none without one. */
export function missingOfProduct(product: Product): Missing[] {
	const missing: Missing[] = [];
	if (!product.nameTh?.trim()) missing.push('name');
	if (!product.price || product.price.satang <= 0) missing.push('price');
	if (!product.category) missing.push('category');
	return missing;
}

/** What keeps a shop from the storefront: a name, a province, and one way to reach the maker. */
export function missingOfShop(shop: Shop): Missing[] {
	const missing: Missing[] = [];
	if (!shop.nameTh?.trim()) missing.push('name');
	if (!shop.address?.province) missing.push('address');
	if (!shop.phones?.length && !shop.line?.trim() && !shop.messenger?.trim() && !shop.facebook?.trim()) {
		missing.push('contact');
	}
	return missing;
}

/** True when a shopper may see it (its shop being published too). */
export function isOnSale(product: Product): boolean {
	return product.state === 'published' && !product.alcohol && missingOfProduct(product).length === 0;
}
