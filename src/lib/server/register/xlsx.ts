import { readSheet } from 'read-excel-file/node';

/** The first sheet of a workbook as text, or null when the file is no workbook that can be read. */
export async function readXlsx(file: string): Promise<string[][] | null> {
	try {
		const sheet = await readSheet<string>(file, { parseNumber: numberText });
		return sheet.map((row) => row.map(textOf));
	} catch {
		// Unzip, XML and the library each throw errors of their own for a broken file; to the person they are one thing.
		return null;
	}
}

/** A spreadsheet keeps 15 digits of a number. One with more is rounded, and must not look like digits that were typed. */
function numberText(text: string): string {
	const value = Number(text);
	return Math.abs(value) >= 1e15 ? value.toExponential() : text;
}

function textOf(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
