/** The shop that stands for this one since the two were made one; '': it stands for itself. */
export function mergedInto(shop: object | undefined): string {
	const into = (shop as { mergedInto?: unknown } | undefined)?.mergedInto;
	return typeof into === 'string' ? into : '';
}

/** What a shop says of having been made one with another: the office's note, and no work on the shop. */
export const isOfMerging = (field: string): boolean =>
	field === 'mergedInto' || field === 'mergedName' || field === 'mergedTook';
