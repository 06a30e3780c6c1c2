/**
 * Runs in the page: puts one query after another into the list's search. Milliseconds from the key to its painted rows.
 * `rows`: the selector of the list's rows within `main`; null: a query is answered by whatever changes first, since rows are
 * found by what they do not show.
 */
export async function search({
	queries,
	rows,
}: {
	queries: readonly string[];
	rows: string | null;
}): Promise<number[]> {
	const input = document.querySelector<HTMLInputElement>('main input[type=search]');
	if (!input) throw new Error('no search');
	const times: number[] = [];
	for (const query of queries) {
		const before = document.querySelector('main')?.textContent;
		const shown = () => {
			if (rows === null) return document.querySelector('main')?.textContent !== before;
			const cards = [...document.querySelectorAll(`main ${rows}`)];
			return cards.length > 0 && cards.slice(0, 6).every((card) => card.textContent.includes(query));
		};
		const began = performance.now();
		input.value = query;
		input.dispatchEvent(new InputEvent('input', { bubbles: true }));
		await new Promise<void>((resolve) => {
			// Behind the frame that paints the change.
			const painted = () => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve();
				requestAnimationFrame(() => port2.postMessage(null));
			};
			if (shown()) return painted();
			const observer = new MutationObserver(() => {
				if (!shown()) return;
				observer.disconnect();
				painted();
			});
			observer.observe(document.body, { subtree: true, childList: true, characterData: true });
		});
		times.push(performance.now() - began);
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	return times;
}
