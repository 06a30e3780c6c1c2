/** The shop that stands for this one since the two were made one; '': it stands for itself. */
export function mergedInto(shop: object | undefined): string {
	const into = (shop as { mergedInto?: unknown } | undefined)?.mergedInto;
	return typeof into === 'string' ? into : '';
}
