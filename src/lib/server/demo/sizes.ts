/** Sizes as sellers write them (`200 กรัม`, `1 กิโลกรัม`, `กลาง`), and what they make of a price. */

/** Bigger costs a little less by weight. */
const BULK = 0.93;
/** Growth of a price from one size to the next where the size tells no amount, and where it is a shirt's. */
const STEP = 1.4;
const SHIRT_STEP = 1.04;

const AMOUNTS: readonly (readonly [unit: string, factor: number, kind: 'gram' | 'millilitre' | 'count'])[] = [
	['กิโลกรัม', 1_000, 'gram'],
	['กรัม', 1, 'gram'],
	['มล.', 1, 'millilitre'],
	['ลิตร', 1_000, 'millilitre'],
];

interface Amount {
	readonly kind: string;
	readonly value: number;
}

function amountOf(size: string): Amount | null {
	const [, digits, unit = ''] = /^(\d+(?:\.\d+)?) (\S+)$/.exec(size) ?? [];
	if (digits === undefined) return null;
	const known = AMOUNTS.find(([name]) => name === unit);
	return known ? { kind: known[2], value: Number(digits) * known[1] } : { kind: unit, value: Number(digits) };
}

/** How many times the price of `sizes[0]` the one at `index` costs. */
export function sizeFactor(sizes: readonly string[], index: number): number {
	const first = amountOf(sizes[0] ?? '');
	const wanted = amountOf(sizes[index] ?? '');
	if (first && wanted && first.kind === wanted.kind) return (wanted.value / first.value) ** BULK;
	return (/^เอ[สม]/.test(sizes[0] ?? '') ? SHIRT_STEP : STEP) ** index;
}

/** Grams of a thing of that size, its package left out; null where the size does not tell. */
export function gramsOf(size: string): number | null {
	const amount = amountOf(size);
	if (amount?.kind === 'gram' || amount?.kind === 'millilitre') return Math.round(amount.value);
	return null;
}

/** A price as a seller would set it, in whole baht: the dearer, the rounder. */
export function roundBaht(baht: number): number {
	const step = baht < 30 ? 1 : baht < 200 ? 5 : baht < 1_000 ? 10 : baht < 5_000 ? 50 : 100;
	return Math.max(step, Math.round(baht / step) * step);
}

const ENGLISH: readonly (readonly [RegExp, string])[] = [
	[/กิโลกรัม/, 'kg'],
	[/กรัม/, 'g'],
	[/มล\./, 'ml'],
	[/ลิตร/, 'l'],
	[/เมตร/, 'm'],
	[/นิ้ว/, 'in'],
	[/ซม\./, 'cm'],
];

/** `200 g` for `200 กรัม`; null where it has no short English. */
export function sizeInEnglish(size: string): string | null {
	const english = ENGLISH.reduce((text, [thai, en]) => text.replace(thai, en), size);
	return /[ก-๙]/.test(english) ? null : english;
}
