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
