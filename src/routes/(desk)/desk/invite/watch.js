// Where JavaScript runs, the desk asks by itself who has joined: it fetches the page that the link beside it opens, and
// puts what that says in place of what stands here. `data-watch`: its address; `data-over`: there is no more to learn.

/** Between two questions, milliseconds. */
const EVERY = 4_000;

const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-watch]'));
const address = place?.dataset['watch'] ?? '';
let isAsking = false;

const tidy = () => place?.querySelector('[data-by-hand]')?.remove();
const isOver = () => place === null || place.dataset['over'] !== undefined;

async function ask() {
	if (place === null || isAsking || isOver() || document.visibilityState !== 'visible') return;
	isAsking = true;
	try {
		const text = await (await fetch(address, { cache: 'no-store' })).text();
		const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-watch]');
		if (fresh instanceof HTMLElement && fresh.dataset['watch'] === address) show(fresh);
	} catch {
		// No line: what stands here stays, and the next time asks again.
	}
	isAsking = false;
}

/** @param {HTMLElement} fresh */
function show(fresh) {
	fresh.querySelector('[data-by-hand]')?.remove();
	if (place === null || fresh.innerHTML === place.innerHTML) return;
	place.replaceChildren(...fresh.childNodes);
	if (fresh.dataset['over'] === undefined) return;
	place.dataset['over'] = '';
	// It opens nothing any more
	for (const shown of document.querySelectorAll('[data-shown]')) shown.remove();
}

tidy();
setInterval(() => void ask(), EVERY);
document.addEventListener('visibilitychange', () => void ask());
