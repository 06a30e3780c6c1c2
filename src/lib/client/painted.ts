let marked = false;

/**
 * Call it when the first rows of the list (or the word that there are none) have been put into the page. Leaves the
 * performance mark `rows-painted` once they can be seen: a frame's paint is over when the next one begins.
 */
export function markRowsPainted(): void {
	if (marked) return;
	marked = true;
	requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('rows-painted')));
}
