import { access, constants, open, stat } from 'node:fs/promises';
import { loadAddresses } from '../../domain/address/index.ts';
import {
	readColumns,
	registerReader,
	type Register,
	type RegisterReader,
} from '../../domain/register/index.ts';
import { readCsv, type CsvFault } from './csv.ts';
import { readXlsx } from './xlsx.ts';

export type Words = { th: string; en: string };
/** `bad`: nothing could be read, with what to do about it. */
export type RegisterReading = ({ kind: 'ok' } & Register) | { kind: 'bad'; message: Words };
/** Rows read so far, and the share of the file they are (0 to 1). */
export type Progress = { rows: number; share: number };

/** Registers come with a title or two above their header. */
const HEADER_WITHIN = 10;
const ROWS_BETWEEN_PROGRESS = 500;

/**
 * Reads a register (.csv or .xlsx, told apart by their contents) into makers and a report, and writes nothing.
 * A file that cannot be read is a value, with words for the person; only a bug or a failing disk throws.
 */
export async function readRegister(
	file: string,
	onProgress: (progress: Progress) => void = () => undefined,
): Promise<RegisterReading> {
	const size = await sizeOf(file);
	if (size === null) return bad('no-file');
	if (size === 0) return bad('empty');
	const kind = await kindOf(file);
	if (kind === 'old-excel' || kind === 'utf-16') return bad(kind);

	const sheet = await openSheet();
	if (kind === 'xlsx') {
		const rows = await readXlsx(file);
		if (rows === null) return bad('broken-workbook');
		rows.forEach((cells, i) => {
			sheet.add(i + 1, cells);
			if ((i + 1) % ROWS_BETWEEN_PROGRESS === 0) onProgress({ rows: i + 1, share: (i + 1) / rows.length });
		});
	} else {
		let bytes = 0;
		const outcome = await readCsv(
			file,
			(row, cells) => {
				sheet.add(row, cells);
				if (row % ROWS_BETWEEN_PROGRESS === 0) onProgress({ rows: row, share: Math.min(1, bytes / size) });
			},
			(more) => (bytes += more),
		);
		if (outcome.kind === 'bad') return bad(outcome.fault, String(outcome.row));
	}
	const result = sheet.finish();
	if (result.kind === 'ok') onProgress({ rows: result.rows, share: 1 });
	return result;
}

async function sizeOf(file: string): Promise<number | null> {
	try {
		await access(file, constants.R_OK);
		const found = await stat(file);
		return found.isFile() ? found.size : null;
	} catch {
		return null;
	}
}

/** By the first bytes: a name ending says little about what a person was sent. */
async function kindOf(file: string): Promise<'xlsx' | 'old-excel' | 'utf-16' | 'text'> {
	const handle = await open(file);
	try {
		const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
		const start = buffer.toString('latin1');
		if (start === 'PK\x03\x04') return 'xlsx';
		if (start === '\xD0\xCF\x11\xE0') return 'old-excel';
		return start.startsWith('\xFF\xFE') || start.startsWith('\xFE\xFF') ? 'utf-16' : 'text';
	} finally {
		await handle.close();
	}
}

/** Takes records until one is the header, then hands the rest to the reader. */
async function openSheet() {
	const addresses = await loadAddresses();
	let reader: RegisterReader | null = null;
	let closest: { known: number; missing: string[] } = { known: 0, missing: [] };
	return {
		add(row: number, cells: readonly string[]) {
			if (reader) return reader.add(row, cells);
			if (row > HEADER_WITHIN) return;
			const columns = readColumns(cells);
			if (columns.kind === 'ok') reader = registerReader(columns.columns, addresses);
			else if (columns.known > closest.known) closest = columns;
		},
		finish(): RegisterReading {
			if (reader) return { kind: 'ok', ...reader.finish() };
			return closest.known > 0 ? bad('no-column', closest.missing.join(', ')) : bad('no-header');
		},
	};
}

type Fault =
	CsvFault | 'no-file' | 'empty' | 'old-excel' | 'utf-16' | 'broken-workbook' | 'no-header' | 'no-column';

const SAVE_AS = {
	th: 'เปิดไฟล์ใน Excel แล้วเลือก บันทึกเป็น › CSV UTF-8 (คั่นด้วยจุลภาค)',
	en: 'Open it in Excel and choose Save as › CSV UTF-8 (Comma delimited)',
};

const MESSAGES: Record<Fault, (what: string) => Words> = {
	'no-file': () => ({ th: 'ไม่พบไฟล์นี้ หรือเปิดอ่านไม่ได้', en: 'There is no such file, or it may not be read' }),
	empty: () => ({ th: 'ไฟล์ว่างเปล่า', en: 'The file is empty' }),
	'old-excel': () => ({
		th: `ไฟล์เป็น Excel รุ่นเก่า (.xls) ยังอ่านไม่ได้ ${SAVE_AS.th} หรือ .xlsx`,
		en: `This is an old Excel file (.xls), which cannot be read. ${SAVE_AS.en} or .xlsx`,
	}),
	'utf-16': () => ({
		th: `ไฟล์เข้ารหัสแบบ UTF-16 ยังอ่านไม่ได้ ${SAVE_AS.th}`,
		en: `The file is encoded as UTF-16, which cannot be read. ${SAVE_AS.en}`,
	}),
	'broken-workbook': () => ({
		th: 'เปิดไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสียหรือมีรหัสผ่าน',
		en: 'This Excel file cannot be opened: it is broken or locked by a password',
	}),
	'not-utf8': () => ({
		th: `ไฟล์ไม่ใช่ข้อความแบบ UTF-8 อาจเป็นรหัสภาษาไทยแบบเก่า (TIS-620) หรือไม่ใช่ไฟล์ตาราง ${SAVE_AS.th}`,
		en: `The file is no UTF-8 text: an older Thai encoding (TIS-620), or no table at all. ${SAVE_AS.en}`,
	}),
	'not-csv': (row) => ({
		th: `อ่านไฟล์เป็นตารางไม่ได้ ตั้งแต่แถวที่ ${row}`,
		en: `The file cannot be read as a table from row ${row} on`,
	}),
	'open-quote': (row) => ({
		th: `มีเครื่องหมาย " เปิดไว้แล้วไม่ปิด แถวที่ ${row} จึงอ่านต่อไม่ได้`,
		en: `A " is opened and never closed in row ${row}, so the rest cannot be read`,
	}),
	'no-header': () => ({
		th: 'ไม่พบหัวตารางที่รู้จัก ต้องมีอย่างน้อย จังหวัด และ ชื่อสินค้า หรือ ชื่อผู้ผลิต',
		en: 'No header is known. At least จังหวัด (province) and ชื่อสินค้า (product) or ชื่อผู้ผลิต (maker) are needed',
	}),
	'no-column': (missing) => ({
		th: `ตารางขาดคอลัมน์ ${missing}`,
		en: `The table lacks the column ${missing}`,
	}),
};

function bad(fault: Fault, what = ''): RegisterReading {
	return { kind: 'bad', message: MESSAGES[fault](what) };
}
