// All that the desk does in the browser: a link is marked as a whole when it is gone into, and copied by a button that is
// only there where this runs. `data-copy`: the text; `data-copied`: what the button says then.
for (const place of document.querySelectorAll('[data-copy]')) {
	const button = place.querySelector('button');
	place.removeAttribute('hidden');
	button?.addEventListener('click', async () => {
		const { copy = '', copied = '' } = /** @type {HTMLElement} */ (place).dataset;
		try {
			await navigator.clipboard.writeText(copy);
			const word = button.querySelector('span');
			if (word) word.textContent = copied;
		} catch {
			// Where the browser lets nobody copy, the link stands there to be copied by hand.
		}
	});
}
for (const field of document.querySelectorAll('input[readonly]'))
	field.addEventListener('focus', () => /** @type {HTMLInputElement} */ (field).select());
