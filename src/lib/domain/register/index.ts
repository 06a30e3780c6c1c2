import type { Addresses } from '../address/index.ts';
import type { Columns } from './columns.ts';
import { gazetteer } from './gazetteer.ts';
import { groupMakers, type RegisterMaker } from './group.ts';
import { readRow, type ReportLine, type RowReading } from './row.ts';

export { readColumns, type Columns } from './columns.ts';
export type { RegisterMaker } from './group.ts';
export type { Reason } from './reasons.ts';
export type { ReportLine } from './row.ts';

/** A register, read. Each row is in exactly one maker or in `dropped`; a dropped row has its line in the report. */
export type Register = {
	makers: RegisterMaker[];
	report: ReportLine[];
	/** Rows with something in them, the header not counted. */
	rows: number;
	dropped: number[];
	/** Columns whose header means nothing to us. */
	ignored: readonly string[];
};

export type RegisterReader = { add(row: number, cells: readonly string[]): void; finish(): Register };

/** Takes the rows one by one, so that a big file need not lie in memory as text, and groups them at the end. */
export function registerReader(columns: Columns, addresses: Addresses): RegisterReader {
	const places = gazetteer(addresses);
	const readings: RowReading[] = [];
	const report: ReportLine[] = [];
	const dropped: number[] = [];
	let rows = 0;
	return {
		add(row, cells) {
			const result = readRow(row, cells, columns, places, (line) => report.push(line));
			if (result.kind === 'blank') return;
			rows += 1;
			if (result.kind === 'dropped') dropped.push(row);
			else readings.push(result.reading);
		},
		finish: () => ({ makers: groupMakers(readings), report, rows, dropped, ignored: columns.ignored }),
	};
}
