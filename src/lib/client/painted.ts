import { liftWhenPictured } from './front/lift.ts';

let marked = false;

/**
 * Call it when the first rows of the list (or the word that there are none) have been put into the page: the front makes
 * way for them. Leaves the performance mark `rows-painted` once they can be seen and answer: a frame's paint is over when
 * the next one begins.
 */
export function markRowsPainted(): void {
	if (marked) return;
	marked = true;
	void liftWhenPictured().then(() => {
		requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('rows-painted')));
	});
}
