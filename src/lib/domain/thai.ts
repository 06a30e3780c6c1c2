/**
 * Thai text: compared, counted, cut, sorted and searched the way a reader does it, not by code unit.
 * Loaded on every phone, so it brings no table of its own: all of it rests on `Intl` and a few rules.
 */

const ZERO_WIDTH = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const THAI_DIGIT = /[๐-๙]/gu;
const WHITE_SPACE = /\s+/gu;
const DOUBLE_E = /เเ/gu;
/** ำ in pieces: nikhahit and sara aa, with the tone mark before, between, behind or absent. */
const SPLIT_AM = /([\u0E48-\u0E4B]*)\u0E4D([\u0E48-\u0E4B]*)\u0E32([\u0E48-\u0E4B]*)/gu;
/** A tone mark or thanthakhat typed before the vowel that it should follow; both look the same on the screen. */
const TONE_BEFORE_VOWEL = /([\u0E48-\u0E4C]+)([\u0E31\u0E34-\u0E3A\u0E47]+)/gu;

/** ASCII digits for Thai ones: ๐๘๑ → 081. Everything else is left alone. */
export function arabicDigits(text: string): string {
	return text.replace(THAI_DIGIT, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

/**
 * The form in which two texts are compared, never the form that is kept or shown.
 * NFKC, เเ→แ, ๐-๙→0-9, no zero-width characters, lower case, white space collapsed and trimmed.
 * NFKC takes ำ apart (ํ + า); here it is always put together again, because the word segmenter and people know
 * only the whole letter. Folding twice is folding once.
 */
export function fold(text: string): string {
	const composed = text.replace(ZERO_WIDTH, '').normalize('NFKC').toLowerCase().normalize('NFKC');
	return arabicDigits(composed.replace(ZERO_WIDTH, ''))
		.replace(TONE_BEFORE_VOWEL, '$2$1')
		.replace(SPLIT_AM, '$1$2$3ำ')
		.replace(DOUBLE_E, 'แ')
		.replace(WHITE_SPACE, ' ')
		.trim();
}

// A segmenter costs milliseconds to make on a small phone, so each is made once and only when first needed.
let graphemeSegmenter: Intl.Segmenter | undefined;
let wordSegmenter: Intl.Segmenter | undefined;
let collator: Intl.Collator | undefined;

function segmentGraphemes(text: string): Iterable<Intl.SegmentData> {
	graphemeSegmenter ??= new Intl.Segmenter('th', { granularity: 'grapheme' });
	return graphemeSegmenter.segment(text);
}

/** What a reader calls letters: ที่ is one, น้ำ is one. */
export function graphemes(text: string): string[] {
	return Array.from(segmentGraphemes(text), (part) => part.segment);
}

export function graphemeLength(text: string): number {
	let count = 0;
	for (const _ of segmentGraphemes(text)) count += 1;
	return count;
}

/** At most `max` graphemes, the last one an ellipsis when something was cut off. Reads no further than it must. */
export function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	let count = 0;
	let keepUntil = 0;
	for (const part of segmentGraphemes(text)) {
		count += 1;
		if (count === max) keepUntil = part.index;
		if (count > max) return text.slice(0, keepUntil).trimEnd() + '…';
	}
	return text;
}

/** Dictionary order, for lists that are in memory. */
export function compareThai(a: string, b: string): number {
	collator ??= new Intl.Collator('th');
	return collator.compare(a, b);
}

const LEADING_VOWEL = /([เแโใไ])([ก-ฮ])/gu;
/** Marks that decide only between words which are otherwise equal: ็ ่ ้ ๊ ๋ ์ ํ ๎. */
const MARK = /[\u0E47-\u0E4E]/u;
/** The dictionary passes over spaces and punctuation: บ้าน สวน stands with บ้านสวน. */
const PASSED_OVER = /[\s\p{P}]/u;
/** Digits stand before ก and foreign letters behind ฮ; those are lifted over the Thai block. */
const FOREIGN_LETTER = /(?!\p{Script=Thai})\p{L}/u;
const BEHIND_THAI = '\uE000';

/**
 * A string whose plain code-unit order is Thai dictionary order, for an index that knows no collation (IndexedDB).
 * First the letters with leading vowels behind their consonant, then NUL, then the tone marks place by place (`.` for none).
 */
export function sortKey(text: string): string {
	let letters = '';
	let marks = '';
	let untilLastMark = 0;
	for (const char of fold(text).replace(LEADING_VOWEL, '$2$1')) {
		if (PASSED_OVER.test(char)) continue;
		if (MARK.test(char)) {
			marks += char;
			untilLastMark = marks.length;
		} else {
			letters += FOREIGN_LETTER.test(char) ? BEHIND_THAI + char : char;
			marks += '.';
		}
	}
	return untilLastMark === 0 ? letters : `${letters}\u0000${marks.slice(0, untilLastMark)}`;
}

/** The words of a text without spaces, punctuation and other things that are no words. */
export function words(text: string): string[] {
	wordSegmenter ??= new Intl.Segmenter('th', { granularity: 'word' });
	const found: string[] = [];
	for (const part of wordSegmenter.segment(text)) if (part.isWordLike) found.push(part.segment);
	return found;
}

/** Both sides already folded: a list folds its names once and the query once, not at every letter typed. */
export function contains(haystackFolded: string, needleFolded: string): boolean {
	return haystackFolded.includes(needleFolded);
}
