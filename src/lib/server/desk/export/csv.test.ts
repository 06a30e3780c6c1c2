import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvBytes, csvLine, plainText, type Cell } from './csv.ts';

it.each(['=1+1', '+66812345678', '-5', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u0000=1'])(
	'a text that begins like a formula is none: %j',
	(text) => {
		expect(plainText(text)).toBe(`'${text}`);
	},
);

it.each(['ผ้าไหม', 'a=1', '081-xxx-5678', '', '1-2'])('any other text stays as it is: %j', (text) => {
	expect(plainText(text)).toBe(text);
});

it('numbers are numbers, below zero too, and nothing is nothing', () => {
	expect(csvLine([1, -2.5, 0, null, ''])).toBe('1,-2.5,0,,\r\n');
});

it('a spreadsheet reads what was written, whatever anybody typed', async () => {
	const text = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('"', ',', '\r\n', 'ก"ข,ค\nง', ' x '),
	);
	const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(rows, async (rows) => {
			const bytes: Uint8Array[] = [];
			for await (const piece of csvBytes(all(rows))) bytes.push(piece);
			const whole = Buffer.concat(bytes);
			expect([...whole.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
			const read = parse(whole, { bom: true, skip_empty_lines: false, relax_column_count: true });
			const typed = rows.map((row) => row.map((cell) => plainText(Buffer.from(cell).toString())));
			expect(read).toEqual(typed);
		}),
	);
});

async function* all(rows: readonly (readonly Cell[])[]) {
	for (const row of rows) yield await Promise.resolve(row);
}
