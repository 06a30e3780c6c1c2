import type { ReportLine } from '../../domain/register/index.ts';

/** Opened by Excel as Thai only with this mark before it. */
const BOM = '\uFEFF';

/** The report as CSV, for a person to work through: row, column, what stands there, and why it could not be read. */
export function reportCsv(lines: readonly ReportLine[]): string {
	const header = ['แถว / row', 'คอลัมน์ / column', 'ข้อความ / value', 'เหตุผล', 'reason'];
	const rows = lines.map(({ row, column, value, th, en }) => [String(row), column, value, th, en]);
	return BOM + [header, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Quoted where it must be; a cell that a spreadsheet would run as a formula is shown as text. */
function cell(text: string): string {
	const safe = /^[=+\-@\t]/.test(text) && !/^-?[\d\s.-]*$/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
