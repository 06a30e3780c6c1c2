import type { Page } from '@playwright/test';

/** Presses buttons and switches, by the beginning of their words, within one moment: as two thumbs do while the phone still stores. */
export function pressAtOnce(page: Page, names: readonly string[]): Promise<void> {
	return page.evaluate((all) => {
		const targets = [...document.querySelectorAll<HTMLElement>('main button, main input')];
		const wordsOf = (one: HTMLElement) =>
			(one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : one.textContent)?.trim() ?? '';
		for (const name of all) {
			const target = targets.find((one) => wordsOf(one).startsWith(name));
			if (!target) throw new Error(`nothing says ${name}`);
			target.click();
		}
	}, names);
}
