/** What a field with a fixed set of values may hold. Apart from the schemas: a screen that offers them needs no validator. */
export const STANDARD_TYPES = [
	'อย.',
	'มผช.',
	'มอก.',
	'GAP',
	'GMP',
	'HACCP',
	'Q',
	'Organic',
	'Halal',
	'GI',
] as const;
export const QUADRANTS = ['A', 'B', 'C', 'D'] as const;
export const PRODUCT_STATES = ['draft', 'published', 'paused'] as const;

export const PRODUCER_TYPES = ['GROUP', 'SINGLE', 'SME'] as const;
export const SHOP_STATES = ['draft', 'published', 'paused'] as const;
export const DELIVERY_WAYS = ['post', 'courier', 'pickup', 'local'] as const;

/** By which way an order came. */
export const CHANNELS = ['web', 'live', 'chat', 'phone', 'walk-in'] as const;
/** What became of the money, apart from what became of the goods. */
export const PAYMENTS = ['unpaid', 'claimed', 'paid', 'cod-due', 'cod-received', 'refunded'] as const;
export const FULFILMENTS = [
	'new',
	'accepted',
	'packed',
	'shipped',
	'delivered',
	'cancelled',
	'returned',
] as const;

/** Why a maker is to be visited, the weightiest first. */
export const WHYS = ['due', 'old-price', 'no-price', 'no-photo', 'few-photos', 'not-published'] as const;
/** What the programme asks of a shop, in the order in which it is done. */
export const CHECKS = ['price', 'photos', 'story', 'contact', 'standards', 'promptpay', 'consent'] as const;
export type Check = (typeof CHECKS)[number];
/** Why a phone does not say where it is: it may not, it cannot, or not in time. */
export const NO_PLACES = ['refused', 'unknown', 'too-slow'] as const;
export type NoPlace = (typeof NO_PLACES)[number];
