/** What stands in a field of a table that leaves the office. */
export type Cell = string | number | null;

/** Without it Excel takes UTF-8 for the code page of the machine, and Thai for noise. */
const BOM = '\uFEFF';
/** A line feed alone is one line to some spreadsheets and none to others. */
const NEWLINE = '\r\n';
/** What a spreadsheet takes for the beginning of a formula, the wide forms too, and what it skips before it looks. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A text that no spreadsheet takes for a formula: names are typed by anybody, and `=HYPERLINK(…)` as the name of a shop would
 * run in the office (OWASP, CSV injection). The apostrophe is how a spreadsheet itself says that something is text.
 */
export const plainText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

function field(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const text = plainText(cell);
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly Cell[]): string => cells.map(field).join(',') + NEWLINE;

/** The bytes of a table as they are wanted: a long one is never whole in memory. */
export async function* csvBytes(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	let text = BOM;
	for await (const row of rows) {
		text += csvLine(row);
		if (text.length < PIECE) continue;
		yield encoder.encode(text);
		text = '';
	}
	yield encoder.encode(text);
}

/** Letters gathered before they go on their way. */
const PIECE = 16_384;
