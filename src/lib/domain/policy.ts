/**
 * How two people's edits of one field meet.
 * `guarded`: both are kept and a person decides; `plain`: the later arrival wins and the earlier stays in history.
 */
const GUARDED: Readonly<Record<string, ReadonlySet<string>>> = {
	product: new Set(['price', 'promo', 'state', 'stock']),
	shop: new Set(['address', 'phones', 'promptpay', 'state']),
};

/** True where a value must never change silently: what a buyer pays, where money and parcels go, what is on sale. */
export function isGuarded(kind: string, field: string): boolean {
	return GUARDED[kind]?.has(field) ?? false;
}

/** Fields that move by amounts (a sale, a delivery), so that two people's movements add up. */
const COUNTERS: Readonly<Record<string, ReadonlySet<string>>> = { product: new Set(['stock']) };

export function isCounter(kind: string, field: string): boolean {
	return COUNTERS[kind]?.has(field) ?? false;
}

/** The guarded fields of a kind. */
export function guardedFields(kind: string): readonly string[] {
	return [...(GUARDED[kind] ?? [])];
}
