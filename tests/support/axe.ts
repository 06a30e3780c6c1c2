import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export type Scheme = 'light' | 'dark';
export const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** What a theme decides: the rest of a page is the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe has against the page as it stands, one line for each thing it names: rule, element, and what to mend. */
export async function faults(page: Page, rules?: readonly string[]): Promise<string[]> {
	// Otherwise each look opens a page of its own, to gather what other origins' frames say: there are none.
	const builder = new AxeBuilder({ page }).setLegacyMode();
	const { violations } = await (rules ? builder.withRules([...rules]) : builder).analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
	);
}

/** The same in both themes, each line with the theme it was seen in. Ends in the light one. */
export async function faultsInBoth(page: Page): Promise<string[]> {
	const seen: string[] = [];
	for (const scheme of [...SCHEMES].reverse()) {
		await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
		// The other theme's colours are drawn one frame later.
		await page.evaluate(
			() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
		);
		const found = await faults(page, scheme === 'dark' ? OF_COLOURS : undefined);
		seen.push(...found.map((fault) => `${scheme} ${fault}`));
	}
	return seen;
}

/** How many pixels wider the page is than the screen: 0 when nothing scrolls sideways. */
export function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
