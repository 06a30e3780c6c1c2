import { missingOfProduct, missingOfShop } from './publish.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Rules across the fields of one record, checked against the state a change would leave. Null: fine.
 * The answer is a reason code that `messages` puts in words for the person whose change was refused.
 */
export function brokenRule(kind: string, fields: Fields): string | null {
	if (kind === 'product' && fields['state'] === 'published') {
		const [first] = missingOfProduct(fields);
		return first ? `product-needs-${first}` : null;
	}
	if (kind === 'shop' && fields['state'] === 'published') {
		const [first] = missingOfShop(fields);
		return first ? `shop-needs-${first}` : null;
	}
	return null;
}
