import { fold } from '../thai.ts';

/** Letters that are typed for one another because they sound alike. */
const ALIKE: Readonly<Record<string, string>> = {
	ณ: 'น',
	ศ: 'ส',
	ษ: 'ส',
	ฬ: 'ล',
	ฎ: 'ด',
	ฏ: 'ต',
	ฑ: 'ท',
	ฒ: 'ท',
	ธ: 'ท',
	ภ: 'พ',
	ฆ: 'ค',
	ญ: 'ย',
	ใ: 'ไ',
};
const ALIKE_LETTER = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu');
/** Tone marks, thanthakhat, maitaikhu and nikhahit: the first to be left out on a phone's keyboard. */
const SMALL_MARK = /[\u0E47-\u0E4E]/gu;
/** A vowel or mark typed twice: no Thai word doubles one. */
const DOUBLED = /([\u0E30-\u0E3A\u0E40-\u0E4E])\1+/gu;

/** What is left of a name when everything that is easily mistyped is gone. Two spellings of one name mostly share it. */
export function skeleton(name: string): string {
	return fold(name)
		.replace(/[^ก-๎0-9a-z]/gu, '')
		.replace(SMALL_MARK, '')
		.replace(DOUBLED, '$1')
		.replace(ALIKE_LETTER, (letter) => ALIKE[letter] ?? letter);
}

/** Edits (insert, delete, replace, swap of neighbours) from one text to the other; `limit + 1` once it is more than `limit`. */
export function distance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (swapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
			row.push(least);
		}
		if (Math.min(...row) > limit) return limit + 1;
		beforeLast = last;
		last = row;
	}
	return last[b.length] ?? limit + 1;
}

export type Named = { skeleton: string };
export type Near<T> = { one: T; edits: number };

/** Short names differ by one letter and mean other places, so that they allow no edit at all. */
export function allowed(length: number): number {
	if (length <= 3) return 0;
	return length <= 6 ? 1 : 2;
}

/**
 * The one candidate that `text` can be a misspelling of, or null when there is none or when a second comes close.
 * `favoured` is one that another fact already points at: it may be one edit further off.
 */
export function nearest<T extends Named>(
	text: string,
	candidates: readonly T[],
	favoured: T | null = null,
): Near<T> | null {
	const wanted = skeleton(text);
	if (wanted === '') return null;
	const reach = 4;
	const scored = candidates
		.map((one) => ({ one, edits: distance(wanted, one.skeleton, reach) }))
		.sort((a, b) => a.edits - b.edits);
	const [best, second] = scored;
	if (!best) return null;
	const length = Math.min(wanted.length, best.one.skeleton.length);
	// A second candidate must be clearly further away than the best: by one edit, or two when the best itself needs two.
	const clear = !second || second.edits - best.edits >= Math.max(1, best.edits);
	if (best.edits <= allowed(length) && clear) return best;
	if (favoured === null) return null;
	const edits = distance(wanted, favoured.skeleton, reach);
	const unrivalled = edits <= best.edits;
	return edits <= allowed(favoured.skeleton.length) + 1 && unrivalled ? { one: favoured, edits } : null;
}
