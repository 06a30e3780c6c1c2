import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { News } from './news.ts';
import { compare, inSections, PAGE, positionAfter, positionOf, type Position } from './pages.ts';
import { news } from './testing/make.ts';

const item = (kind: string, short: number): News => news({ kind, short, fields: { nameTh: 'ก'.repeat(40) } });
const kindsOf = (sections: readonly (readonly News[])[]) =>
	sections.map((all) => all.map(({ kind }) => kind));

test('long texts are told in a section of their own, behind all that sells; questions before what they ask', () => {
	const all = [
		item('story', 1),
		item('photo', 2),
		item('product', 4),
		item('unheard-of', 3),
		item('shop', 5),
		item('question', 6),
	];
	expect(kindsOf(inSections(all, null, PAGE))).toEqual([
		['question', 'shop', 'unheard-of', 'product', 'photo'],
		['story'],
	]);
	expect(kindsOf(inSections([item('story', 1)], null, PAGE))).toEqual([['story']]);
	expect(inSections([], null, PAGE)).toEqual([[]]);
});

test('what changed where the device has been goes whole into the first section', () => {
	const all = [1, 2, 3, 4, 5].map((short) => item('product', short));
	const sections = inSections(all, { rank: 2, short: 3 }, 1);
	expect(sections.map((news) => news.map(({ short }) => short))).toEqual([[1, 2, 3, 4], [5]]);
});

const told = fc.uniqueArray(
	fc.record({
		kind: fc.constantFrom('question', 'shop', 'product', 'photo', 'story', 'new'),
		short: fc.nat(40),
	}),
	{ selector: ({ short }) => short, maxLength: 25 },
);
const position = fc.option(fc.record({ rank: fc.nat(4), short: fc.nat(40) }));

test('whoever stored some sections has all news up to a position, and none is left out (S9)', () => {
	fc.assert(
		fc.property(told, position, fc.integer({ min: 1, max: 200 }), (list, known, bytes) => {
			const all = list.map(({ kind, short }) => item(kind, short));
			const sections = inSections(all, known, bytes);
			expect(sections.flat()).toHaveLength(all.length);
			let here: Position | null = known;
			sections.slice(0, -1).forEach((section, i) => {
				const before = here;
				here = positionAfter(section, here);
				expect(here).not.toEqual(before);
				const rest = sections.slice(i + 1).flat();
				for (const one of rest) expect(compare(positionOf(one), here as Position)).toBeGreaterThan(0);
			});
		}),
	);
});
