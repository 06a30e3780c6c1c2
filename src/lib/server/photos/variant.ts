/** The smaller copies of a picture: what they are called, and which a picture gets. */

/**
 * Pixels across. A card of two on a phone of 360 px takes 316 at two pixels a point, a product's page 656,
 * and a large screen 1,016.
 */
export const VARIANT_WIDTHS = [320, 640, 1_280] as const;
export type VariantWidth = (typeof VARIANT_WIDTHS)[number];

/** The best first: a browser takes the first that it knows. */
export const VARIANT_TYPES = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' } as const;
export type VariantFormat = keyof typeof VARIANT_TYPES;
export const VARIANT_FORMATS = Object.keys(VARIANT_TYPES) as VariantFormat[];

export interface Variant {
	readonly width: VariantWidth;
	readonly format: VariantFormat;
}

/** Reads `640.avif`; null for anything else. */
export function readVariant(name: string): Variant | null {
	const [, digits, format] = /^(\d{3,4})\.([a-z]{3,4})$/.exec(name) ?? [];
	const width = VARIANT_WIDTHS.find((known) => String(known) === digits);
	const kind = VARIANT_FORMATS.find((known) => known === format);
	return width && kind ? { width, format: kind } : null;
}

/** The widths of a picture that is so wide: none larger than the first that holds all its pixels. */
export function widthsFor(pixels: number): VariantWidth[] {
	return VARIANT_WIDTHS.filter((_, i) => i === 0 || (VARIANT_WIDTHS[i - 1] ?? 0) < pixels);
}
