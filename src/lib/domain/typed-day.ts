import { readDay } from './dates.ts';
import { arabicDigits } from './thai.ts';
import type { Typed } from './typed.ts';

const MONTHS = ['มค', 'กพ', 'มีค', 'เมย', 'พค', 'มิย', 'กค', 'สค', 'กย', 'ตค', 'พย', 'ธค'];
const LONG = [
	'มกรา',
	'กุมภา',
	'มีนา',
	'เมษา',
	'พฤษภา',
	'มิถุนา',
	'กรกฎา',
	'สิงหา',
	'กันยา',
	'ตุลา',
	'พฤศจิกา',
	'ธันวา',
];
/** Buddhist era less common era. */
const ERA = 543;

/**
 * Reads a day as people write one on paper: `31/12/2570`, `31-12-70`, `๓๑ ธ.ค. ๒๕๗๐`, `31 ธันวาคม 2570`; a year of the
 * common era (2027) is taken as such. Answers `YYYY-MM-DD` in the common era; null for an empty field.
 */
export function readTypedDay(text: string): Typed<string | null, 'not-a-day'> {
	const plain = arabicDigits(text.normalize('NFKC'))
		.replace(/พ\.?ศ\.?/g, ' ')
		.trim();
	if (plain === '') return { kind: 'ok', value: null };
	const parts = /^(\d{1,2})\s*(?:[/.-]\s*(\d{1,2})\s*[/.-]|([ก-๙.\s]+?))\s*(\d{4}|\d{2})$/.exec(plain);
	if (!parts) return { kind: 'bad', reason: 'not-a-day' };
	const [, day = '', number, word, year = ''] = parts;
	const month = number === undefined ? monthOf(word ?? '') : Number(number);
	const typed = Number(year.length === 2 ? `25${year}` : year);
	const common = typed > 2_300 ? typed - ERA : typed;
	const value = `${common}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
	return readDay(value) === null ? { kind: 'bad', reason: 'not-a-day' } : { kind: 'ok', value };
}

/** `2027-12-31` → `31/12/2570`. */
export function showTypedDay(day: string): string {
	const [year = '', month = '', date = ''] = day.split('-');
	return `${Number(date)}/${Number(month)}/${Number(year) + ERA}`;
}

/** 1 to 12; 0 where it is the name of no month. */
function monthOf(name: string): number {
	const plain = name.replace(/[.\s]/g, '').replace('ํา', 'ำ');
	const short = MONTHS.indexOf(plain);
	return (short >= 0 ? short : LONG.findIndex((long) => plain.startsWith(long))) + 1;
}
