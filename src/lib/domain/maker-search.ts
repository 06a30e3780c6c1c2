import { contains, fold } from './thai.ts';

/** How makers are searched on the phone and at the office alike: every word of what was typed, anywhere in what is known. */

/** What is looked for: words, folded. A phone is typed with its dashes and kept without. */
export const searchWords = (query: string): string[] =>
	fold(query)
		.split(' ')
		.filter(Boolean)
		.map((word) => (/^\d[\d-]*$/.test(word) ? word.replaceAll('-', '') : word));

/** Whether a folded text holds all of them. */
export const holdsAll = (text: string, words: readonly string[]): boolean =>
	words.every((word) => contains(text, word));
