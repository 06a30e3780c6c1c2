import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { xlsxBytes } from './xlsx.ts';

async function written(rows: (string | number | null)[][], name = 'ผู้ผลิต'): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of await xlsxBytes(name, ['ชื่อ', 'จำนวน'], rows)) pieces.push(piece);
	return Buffer.concat(pieces);
}

it('is read back as it was written: Thai, numbers, and nothing where there is nothing', async () => {
	const rows = [
		['กลุ่มทอผ้า "บ้านนา" <&>', 12],
		['น้ำพริก\nสองบรรทัด', -0.5],
		[null, 0],
	];
	expect(await readSheet(await written(rows))).toEqual([['ชื่อ', 'จำนวน'], ...rows]);
});

it('a name that looks like a formula is text', async () => {
	const names = ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(1)'];
	const sheet = await readSheet(await written(names.map((name) => [name, 1])));
	expect(sheet.slice(1).map(([name]) => String(name))).toEqual(names);
});

it('opens whatever control characters, halves of letters and names of sheets somebody typed', async () => {
	const sheet = await readSheet(await written([['ก\u0000\u0008ข\uD800', 1]], 'a/b:c[d]*?'.repeat(9)));
	expect(sheet[1]?.[0]).toBe('กข');
});
