import type { Page } from '@playwright/test';

/** Thai letters and signs, the baht sign left out: that one is the same in every language. */
const THAI = /[\u0E01-\u0E3A\u0E40-\u0E5B]+/g;

/** The Thai words a person reads on the page, besides `typed`: names and texts that people wrote themselves. */
export async function thaiIn(page: Page, typed: readonly string[]): Promise<string[]> {
	const read = await page.evaluate(() => {
		const named = [...document.querySelectorAll('[aria-label], [placeholder], [alt], [title]')].flatMap(
			(element) =>
				['aria-label', 'placeholder', 'alt', 'title'].map((name) => element.getAttribute(name) ?? ''),
		);
		return [document.title, document.body.innerText, ...named].join('\n');
	});
	const longestFirst = [...typed].sort((a, b) => b.length - a.length);
	const left = longestFirst.reduce((text, name) => text.replaceAll(name, ' '), read);
	return [...new Set(left.match(THAI) ?? [])];
}
