import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook } from '../../../../tests/support/workbook.ts';
import { delimiterOf } from './csv.ts';
import { readRegister, type RegisterReading } from './read.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(contents: string | Uint8Array, name = 'register.csv'): Promise<RegisterReading> {
	const file = join(folder, name);
	await writeFile(file, contents);
	return readRegister(file);
}

function makers(reading: RegisterReading) {
	if (reading.kind === 'bad') throw new Error(reading.message.en);
	return reading.makers.map(({ name, address, phones, rows }) => ({
		name,
		province: address.province,
		phones,
		rows,
	}));
}

const TABLE = [
	['จังหวัด', 'ชื่อสินค้า', 'ที่อยู่', 'เบอร์โทร'],
	['เลย', 'ปลาส้ม "สูตรเด็ด"', '1 หมู่ 2\nต.เมือง, อ.เมือง', '812345678'],
	['ตราด', 'กะปิ', '', '-'],
];
const WANTED = [
	{ name: 'ปลาส้ม "สูตรเด็ด"', province: '42', phones: ['0812345678'], rows: [2] },
	{ name: 'กะปิ', province: '23', phones: [], rows: [3] },
];
const csv = (rows: readonly (readonly string[])[], delimiter = ',', end = '\r\n') =>
	rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(end) + end;

describe('readRegister', () => {
	it('reads CSV with and without BOM, with any line end and delimiter', async () => {
		for (const text of [
			csv(TABLE),
			`\uFEFF${csv(TABLE)}`,
			csv(TABLE, ';'),
			csv(TABLE, '\t', '\n'),
			csv([...TABLE, ['', '', '', '']]),
		])
			expect(makers(await read(text))).toEqual(WANTED);
	});

	it('reads a workbook, whatever its file is called, and its numbers as phones', async () => {
		const [header = [], first = []] = TABLE;
		const rows = [header, [...first.slice(0, 3), 812345678], ['ตราด', 'กะปิ', '', 8.3134086398370191e18]];
		const reading = await read(workbook(rows), 'register.dat');
		expect(makers(reading)).toEqual(WANTED);
		expect(reading.kind === 'ok' && reading.report.map(({ reason }) => reason)).toEqual(['exponent']);
	});

	it('finds the header below a title and counts rows as a spreadsheet does', async () => {
		const titled = csv([['ทะเบียน OTOP', '', '', ''], ['', '', '', ''], ...TABLE]);
		expect(makers(await read(titled)).map(({ rows }) => rows)).toEqual([[4], [5]]);
	});

	it('tells how far it is and ends at the whole', async () => {
		const file = join(folder, 'long.csv');
		const rows = Array.from({ length: 1200 }, (_, i) => ['เลย', `ปลาส้มสูตร ${i}`, '', '']);
		await writeFile(file, csv([...TABLE, ...rows]));
		const seen: number[] = [];
		await readRegister(file, ({ share }) => seen.push(share));
		expect(seen.length).toBeGreaterThan(2);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect(seen.at(-1)).toBe(1);
	});

	const refused: [string, string | Uint8Array, RegExp][] = [
		['an empty file', '', /ว่างเปล่า/],
		[
			'an older Thai encoding',
			new Uint8Array([0xa8, 0xd1, 0xa7, 0xcb, 0xc7, 0xd1, 0xb4, 0x2c, 0x0a]),
			/UTF-8/,
		],
		['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]), /UTF-8/],
		['UTF-16', new Uint8Array([0xff, 0xfe, 0x08, 0x0e]), /UTF-16/],
		['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /\.xls/],
		['a broken workbook', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), /Excel/],
		['another table', 'วันที่,จำนวน\n1,2\n', /หัวตาราง/],
		['plain text', 'สวัสดีชาวบ้าน\nวันนี้อากาศดี\n', /หัวตาราง/],
		['a table without province', 'ชื่อสินค้า,อำเภอ\nปลา,เมือง\n', /ขาดคอลัมน์ จังหวัด/],
		['a quote that is never closed', 'จังหวัด,ชื่อสินค้า\nเลย,"ปลา\nตราด,กะปิ\n', /แถวที่ 2/],
	];
	for (const [what, contents, message] of refused)
		it(`refuses ${what} with words in both languages`, async () => {
			const reading = await read(contents, 'refused.csv');
			expect(reading.kind).toBe('bad');
			if (reading.kind !== 'bad') return;
			expect(reading.message.th).toMatch(message);
			expect(reading.message.en).toMatch(/^[A-Z]/);
		});

	it('refuses a file that is not there', async () => {
		expect(await readRegister(join(folder, 'nowhere.csv'))).toMatchObject({ kind: 'bad' });
		expect(await readRegister(folder)).toMatchObject({ kind: 'bad' });
	});
});

describe('delimiterOf', () => {
	it('looks outside of quotes only', () => {
		expect(delimiterOf('"a;b;c;d",e,f\n')).toBe(',');
		expect(delimiterOf('a;b,c;d\nx,y,z,u,v')).toBe(';');
		expect(delimiterOf('')).toBe(',');
	});
});
