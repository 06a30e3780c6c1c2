import { expect, it } from 'vitest';
import { onlyPhones, withoutHydration } from './phone-routes.ts';

const nodes = [0, 1, 2, 3, 4, 5, 6].map((n) => `\t() => import('./nodes/${n}')`).join(',\n');
const router = (pages: string) =>
	`export const nodes = [\n${nodes}\n];\n\nexport const dictionary = {\n${pages}\n\t};\n`;

it("leaves the phone's router its own pages, and empty places for those of the server", () => {
	const phones = onlyPhones(
		router('\t\t"/(shop)": [~5,[4],[6]],\n\t\t"/(app)/sell": [3,[2]],\n\t\t"/(shop)/c": [~5,[4],[6]]'),
	);
	expect(phones).not.toContain('(shop)');
	expect(phones).toContain('"/(app)/sell": [3,[2]]');
	expect(phones.match(/import\('\.\/nodes\/\d+'\)|undefined/g)).toEqual([
		...[0, 1, 2, 3].map((n) => `import('./nodes/${n}')`),
		...['undefined', 'undefined', 'undefined'],
	]);
});

it('does not build an app of which a page has a load on the server', () => {
	const pages = '\t\t"/(shop)": [~5,[4],[6]],\n\t\t"/(app)/sell": [~3,[2]]';
	expect(() => onlyPhones(router(pages))).toThrow('a load on the server');
});

it('says so where Svelte has changed what it is told by', () => {
	const svelte =
		'export let hydrating = false;\nexport function set_hydrating(value) {\n\thydrating = value;\n}\n';
	expect(withoutHydration(svelte)).toBe(
		'export const hydrating = false;\nexport function set_hydrating(value) {\n\t\n}\n',
	);
	expect(() => withoutHydration('export let hydrates = false;')).toThrow('otherwise now');
});
