import { DAY } from './spans.ts';
import type { Buyer, Order } from './order.ts';
import { maskPhone } from './phone.ts';

/** Whole satang. */
export const totalOf = ({ lines = [] }: Order): number =>
	lines.reduce((sum, { satang, quantity }) => sum + satang * quantity, 0);

/** Once money is on its way or here, what was sold stays as it was sold. */
export const isSettled = ({ payment = 'unpaid' }: Order): boolean =>
	payment === 'paid' || payment === 'cod-received' || payment === 'refunded';

/** Whether two lists of lines say the same, however each was written down. */
export function sameLines(a: Order['lines'] = [], b: Order['lines'] = []): boolean {
	return (
		a.length === b.length &&
		a.every(({ product, name, satang, quantity }, i) => {
			const other = b[i];
			return (
				other?.product === product &&
				other.name === name &&
				other.satang === satang &&
				other.quantity === quantity
			);
		})
	);
}

/** How long a buyer's data stays once the goods have arrived, or the order ended otherwise. */
export const BUYER_KEPT = 90 * DAY;
/**
 * How long it stays of an order that nobody closed, after its last change. Cloth that is woven to order takes months, so it is
 * long; but what a year has not touched is forgotten rather than under way, and data that nobody needs goes.
 */
export const OPEN_KEPT = 365 * DAY;

/**
 * Since when an order is closed, ms UTC; null: it is not. `changedAt`: when the server took its latest change. A phone's word
 * for the day of delivery counts where it can be true: not in the future, nor so long ago that the buyer would be gone at once.
 */
export function closedAt({ fulfilment, deliveredAt }: Order, changedAt: number): number | null {
	if (fulfilment === 'cancelled' || fulfilment === 'returned') return changedAt;
	if (fulfilment !== 'delivered') return null;
	const told = deliveredAt ?? changedAt;
	return told <= changedAt && told > changedAt - BUYER_KEPT ? told : changedAt;
}

/** A title that stands before a given name as a word of its own. */
const TITLES: ReadonlySet<string> = new Set([
	'นาย',
	'นาง',
	'นางสาว',
	'น.ส.',
	'คุณ',
	'Mr.',
	'Mrs.',
	'Ms.',
	'Miss',
]);

/** A buyer as lists show one: the given name, most of the number hidden, and the province. */
export interface MaskedBuyer {
	readonly name: string;
	readonly phone: string;
	readonly province: string;
}

export function maskBuyer({ name: whole, phone, address: home }: Buyer): MaskedBuyer {
	const words = whole.trim().split(/\s+/);
	const given = words.find((word) => !TITLES.has(word)) ?? '';
	return { name: given, phone: maskPhone(phone), province: home?.province ?? '' };
}
