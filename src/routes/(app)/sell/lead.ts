/** Fields that are not edited at a place of their own name. */
const PLACES: Readonly<Record<string, string>> = {
	nameTh: 'name',
	categoryGuess: 'category',
	promo: 'price',
	state: 'publish',
	consent: 'publish',
};
/** How long a screen may take to draw the field, milliseconds. */
const PATIENCE = 5_000;

/** The address at which a field of a thing (`product/KEY`, `shop/KEY`) is edited; undefined for a thing without a screen. `base`: of its shop's screens. */
export function addressOf(thing: string, field: string, base = '/sell'): string | undefined {
	const [kind, key = ''] = thing.split('/');
	if (kind === 'shop') return `${base}/shop#${field}`;
	if (kind !== 'product') return undefined;
	// The owner agrees for the shop as a whole
	if (field === 'consent') return `${base}/shop#consent`;
	return field === 'promo' ? `${base}/prices#${key}` : `${base}/product/${key}#${field}`;
}

/**
 * Opens the fold a field is in and puts the next tap into it, as soon as the screen has drawn it. Answers how to give up.
 * `hash`: of the address, as `addressOf` makes it.
 */
export function leadTo(hash: string): () => void {
	const field = decodeURIComponent(hash.slice(1));
	if (field === '') return () => undefined;
	const seeker = new MutationObserver(seek);
	const timer = setTimeout(() => seeker.disconnect(), PATIENCE);
	const stop = () => {
		clearTimeout(timer);
		seeker.disconnect();
	};
	function seek() {
		const name = CSS.escape(field);
		const fold = document.querySelector<HTMLDetailsElement>(`[data-fields~="${name}"]`);
		if (fold && !fold.open) fold.open = true;
		const place = fold?.querySelector('summary + *') ?? document.getElementById(PLACES[field] ?? field);
		const control =
			place?.querySelector<HTMLElement>(`[data-field="${name}"]`) ??
			place?.querySelector<HTMLElement>('input:not([type=file]), textarea, select, button');
		if (!control) return;
		stop();
		control.scrollIntoView({ block: 'center' });
		control.focus({ preventScroll: true });
	}
	seeker.observe(document.body, { childList: true, subtree: true });
	seek();
	return stop;
}
