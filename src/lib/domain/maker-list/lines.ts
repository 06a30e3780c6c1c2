import { MAX_LONG_NAME } from '../limits.ts';
import { fold } from '../thai.ts';

/** A list of makers as somebody sent it: lines of a message, rows of a sheet, what was copied from paper. */

/** Lines that are asked about at once: a day's list has some forty, and each costs the office a look at all makers. */
export const MAX_LINES = 100;
/** The most makers that are carried by name: each is named to the office whenever something else is chosen. */
export const MAX_LISTED = 500;

/** The lines that say something, as they were typed. */
export const linesOf = (text: string): string[] =>
	text
		.split(/\r\n|[\n\r\u2028\u2029]/u)
		.map((line) => line.trim())
		.filter((line) => fold(line) !== '');

/** Longer than any name with its address: two lines that ran together, which would be found for neither. */
export const isTooLong = (line: string): boolean => line.length > MAX_LONG_NAME;

/** The same text without these lines; what stands between the others stays as it was. */
export const withoutLines = (text: string, lines: ReadonlySet<string>): string =>
	text
		.split('\n')
		.filter((line) => !lines.has(line.trim()))
		.join('\n')
		.trim();
