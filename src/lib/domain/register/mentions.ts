import { fold } from '../thai.ts';

/**
 * What a name in an address is announced as. `administration` (อบต.) governs the one subdistrict it is named after,
 * `municipality` (เทศบาลตำบล) sits in it, `city` (เทศบาลเมือง, เทศบาลนคร, อบจ.) says nothing of a subdistrict.
 */
export type Level = 'subdistrict' | 'district' | 'province' | 'administration' | 'municipality' | 'city';

/**
 * A name with its level written before it. `parts` are the words behind it until the next level, number or comma:
 * the name is made of the first one or more of them. `sure` is false for an announcement that is itself misspelt.
 */
export type Mention = { level: Level; parts: string[]; sure: boolean };

const LETTER = 'ก-๎';
// Two official names hold a marker themselves: ตำบลสามตำบล and ตำบล จ.ป.ร.
const MARKERS: readonly { level: Level; sure: boolean; pattern: string }[] = [
	{ level: 'administration', sure: true, pattern: '(?:องค์การบริหารส่วนตำบล|อบต ?\\.?)' },
	{ level: 'municipality', sure: true, pattern: '(?:เทศบาลตำบล|ทต ?\\.)' },
	{ level: 'city', sure: true, pattern: '(?:องค์การบริหารส่วนจังหวัด|อบจ ?\\.?|เทศบาลเมือง|เทศบาลนคร|ท[มน] ?\\.)' },
	{
		level: 'subdistrict',
		sure: true,
		pattern: `(?:(?<!สาม)ตำบล(?:/เขต)?|แขวง|ต ?\\.|(?<![${LETTER}])ต(?: ?,| )(?=[${LETTER}]))`,
	},
	{ level: 'district', sure: true, pattern: `(?:กิ่งอำเภอ|อำเภอ|อ ?\\.|(?<![${LETTER}])อ (?=[${LETTER}]))` },
	{ level: 'district', sure: false, pattern: `(?:อำแภอ|อำภอ|อเภอ|อำเภ|อ้เภอ|(?<![${LETTER}])เขต)` },
	{
		level: 'province',
		sure: true,
		pattern: `(?:จังหวัด|จ ?\\.(?! ?ป ?\\.)|(?<![${LETTER}])จ (?=[${LETTER}]))`,
	},
	{ level: 'province', sure: false, pattern: '(?:จัวหวัด|จังวัด|จังหวด|จังหวั)' },
	{ level: 'subdistrict', sure: false, pattern: `(?<![${LETTER}])(?:ตำบ|ตำล|ตบล|ตำ)(?=[ก-ฮเ-ไ])` },
];
const MARKER = new RegExp(MARKERS.map(({ pattern }) => `(${pattern})`).join('|'), 'gu');
/** Where a name ends when no other level follows it. */
const END_OF_NAME = /[\d,;()[\]{}"“”\n]|(?<=\s)(?:ถนน|หมู่|รหัส|โทร)/u;

/** Marks typed twice and line breaks kept as ends of names: an address before its mentions are looked for. */
function tidy(text: string): string {
	return text
		.split(/[\r\n]+/u)
		.map((line) => fold(line).replace(/([\u0E30-\u0E3A\u0E45-\u0E4E])\1+/gu, '$1'))
		.join('\n');
}

/** Every announced name of an address, in the order of the text. */
export function mentions(text: string): Mention[] {
	const tidied = tidy(text);
	const found = announcements(tidied);
	return found.flatMap(({ level, sure, end: from }, i): Mention[] => {
		const rest = tidied.slice(from, found[i + 1]?.start ?? tidied.length).replace(/^[\s./:-]+/u, '');
		const end = rest.search(END_OF_NAME);
		const parts = (end === -1 ? rest : rest.slice(0, end)).split(/[\s./:-]+/u).filter((part) => part !== '');
		return parts.length === 0 ? [] : [{ level, parts, sure }];
	});
}

type Announcement = { level: Level; sure: boolean; start: number; end: number };

function announcements(text: string): Announcement[] {
	const found: Announcement[] = [];
	for (const match of text.matchAll(MARKER)) {
		const marker = MARKERS[match.slice(1).findIndex((group) => group !== undefined)];
		if (!marker) continue;
		const { index: start, 0: whole } = match;
		const last = found.at(-1);
		const isNameOfLast =
			!marker.sure && last !== undefined && /^[\s./:-]*$/u.test(text.slice(last.end, start));
		// ต.ตำนาน: what looks like a misspelt ตำบล is the name itself.
		if (isNameOfLast && last.level === 'subdistrict' && marker.level === 'subdistrict') continue;
		found.push({ level: marker.level, sure: marker.sure, start, end: start + whole.length });
	}
	return found;
}

/** Whether an address announces a subdistrict with a name behind it: ต., ตำบล or แขวง, rightly spelt. */
export function namesSubdistrict(text: string): boolean {
	return mentions(text).some(({ level, sure }) => level === 'subdistrict' && sure);
}
