import { parse, CsvError } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';

export type CsvFault = 'not-utf8' | 'not-csv' | 'open-quote';
export type CsvOutcome = { kind: 'ok' } | { kind: 'bad'; fault: CsvFault; row: number };

/** A cell of a register is an address at most; a quote that is never closed would swallow the rest of the file. */
const MAX_RECORD = 200_000;
const DELIMITERS = [',', ';', '\t'] as const;

class NotText extends Error {}

/** The delimiter that stands most often in the first line, outside of quotes. */
export function delimiterOf(start: string): string {
	const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
	let quoted = false;
	for (const char of start) {
		if (char === '"') quoted = !quoted;
		if (!quoted && char === '\n') break;
		if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
	}
	return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

/** Decodes strictly: a wrong encoding is said, not turned into question marks. */
async function* decoded(source: AsyncIterable<Buffer>, onBytes: (bytes: number) => void) {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const decode = (bytes?: Buffer) => {
		try {
			return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
		} catch {
			throw new NotText();
		}
	};
	for await (const bytes of source) {
		onBytes(bytes.length);
		const text = decode(bytes);
		if (text.includes('\0')) throw new NotText();
		yield text;
	}
	yield decode();
}

/**
 * Reads a CSV file as spreadsheets write it: UTF-8 with or without BOM, quoted line breaks, comma, semicolon or tab.
 * Calls `onRecord` with the record's number, counted from 1, blank ones too. Only a few records lie in memory at a time.
 */
export async function readCsv(
	file: string,
	onRecord: (row: number, cells: string[]) => void,
	onBytes: (bytes: number) => void,
): Promise<CsvOutcome> {
	let row = 0;
	const text = decoded(createReadStream(file), onBytes);
	try {
		const first = await text.next();
		const start = first.done ? '' : first.value;
		const parser = parse({
			bom: true,
			delimiter: delimiterOf(start),
			relax_column_count: true,
			skip_empty_lines: false,
			max_record_size: MAX_RECORD,
		});
		await pipeline(
			async function* () {
				yield start;
				yield* text;
			},
			parser,
			async (records: AsyncIterable<string[]>) => {
				for await (const cells of records) onRecord((row += 1), cells);
			},
		);
		return { kind: 'ok' };
	} catch (error) {
		if (error instanceof NotText) return { kind: 'bad', fault: 'not-utf8', row };
		if (!(error instanceof CsvError)) throw error;
		const open = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
		return { kind: 'bad', fault: open ? 'open-quote' : 'not-csv', row: row + 1 };
	}
}
