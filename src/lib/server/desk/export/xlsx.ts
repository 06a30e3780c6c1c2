import { Readable } from 'node:stream';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Cell } from './csv.ts';

/** Widths of columns, in letters. */
const NARROW = 14;
const WIDE = 36;
/** A name of a sheet holds no more, and none of these. */
const MAX_SHEET = 31;
const FORBIDDEN = /[\\/*?:[\]]/g;

/**
 * A workbook of one sheet; its first row stays while the others scroll. A text is written as text: no cell is a formula,
 * whatever anybody typed. The rows are whole in memory, so there must not be many.
 */
export async function xlsxBytes(
	name: string,
	head: readonly string[],
	rows: readonly (readonly Cell[])[],
): Promise<AsyncIterable<Uint8Array>> {
	const sheet: SheetData = [
		head.map((value) => ({ value, type: String, fontWeight: 'bold', wrap: true })),
		...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? textOf(cell) : cell))),
	];
	const columns = head.map((_, i) => ({ width: typeof rows[0]?.[i] === 'string' ? WIDE : NARROW }));
	const written = writeXlsxFile(sheet, {
		sheet: name.replace(FORBIDDEN, ' ').slice(0, MAX_SHEET),
		stickyRowsCount: 1,
		columns,
	});
	return Readable.from(await (written.toStream as () => Promise<Readable>)());
}

/** The most that a cell holds, UTF-16 units. */
const MAX_CELL = 32_767;

/** Control characters, for which XML has no place, the library leaves out itself. */
const textOf = (text: string) => {
	const value = text.slice(0, MAX_CELL);
	return value === '' ? null : { value, type: String };
};
