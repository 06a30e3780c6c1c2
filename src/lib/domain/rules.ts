import { isSettled, sameLines } from './order-rules.ts';
import type { Order } from './order.ts';
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

/** Rules about what a change does to a record that stands. Null: fine; else a reason code, as above. */
export function brokenEdit(kind: string, before: Fields, set: Fields): string | null {
	if (kind !== 'order' || !('lines' in set)) return null;
	const { lines, ...order }: Order = before;
	return isSettled(order) && !sameLines(lines, (set as Order).lines) ? 'order-is-paid' : null;
}
