/**
 * How two people's edits of one field meet.
 * `guarded`: both are kept and a person decides; `plain`: the later arrival wins and the earlier stays in history.
 */
const GUARDED: Readonly<Record<string, ReadonlySet<string>>> = {
	product: new Set(['price', 'promo', 'state', 'stock']),
	shop: new Set(['address', 'phones', 'promptpay', 'state', 'mergedInto']),
	order: new Set(['lines', 'buyer', 'payment', 'fulfilment']),
};

/** True where a value must never change silently: what a buyer pays, where money and parcels go, what is on sale. */
export function isGuarded(kind: string, field: string): boolean {
	return GUARDED[kind]?.has(field) ?? false;
}

/** True for values that are taken only after what was done elsewhere before them: goods are opened by the shop's consent. */
export const restsOnOthers = (kind: string, set: Readonly<Record<string, unknown>>): boolean =>
	kind === 'product' && set['state'] === 'published';

/** Fields that move by amounts (a sale, a delivery), so that two people's movements add up. */
const COUNTERS: Readonly<Record<string, ReadonlySet<string>>> = { product: new Set(['stock']) };

export function isCounter(kind: string, field: string): boolean {
	return COUNTERS[kind]?.has(field) ?? false;
}

/** The guarded fields of a kind. */
export function guardedFields(kind: string): readonly string[] {
	return [...(GUARDED[kind] ?? [])];
}

/** Fields that tell who somebody is. They are removed when nobody needs them any more, wherever they were kept. */
const PERSONAL: Readonly<Record<string, ReadonlySet<string>>> = { order: new Set(['buyer', 'notes']) };

export function isPersonal(kind: string, field: string): boolean {
	return PERSONAL[kind]?.has(field) ?? false;
}

/** The personal fields of a kind; none for most. */
export function personalFields(kind: string): readonly string[] {
	return [...(PERSONAL[kind] ?? [])];
}

/** The field of a record that says when its personal fields were removed. The server alone sets it. */
export const ERASED = 'erasedAt';
