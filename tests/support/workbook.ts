import { crc32 } from 'node:zlib';

/** A workbook (.xlsx) with one sheet of plain cells, written by hand so that tests need no spreadsheet program. */
export function workbook(rows: readonly (readonly (string | number)[])[]): Uint8Array {
	const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const cell = (value: string | number, row: number, column: number) => {
		const at = `${String.fromCharCode(65 + column)}${row + 1}`;
		return typeof value === 'number'
			? `<c r="${at}"><v>${value}</v></c>`
			: `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
	};
	const data = rows.map(
		(cells, r) => `<row r="${r + 1}">${cells.map((value, c) => cell(value, r, c)).join('')}</row>`,
	);
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const packages = 'http://schemas.openxmlformats.org/package/2006';
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	return zip({
		'[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
		'_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="ทะเบียน" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData></worksheet>`,
	});
}

/** A zip archive of stored (uncompressed) files. */
function zip(files: Record<string, string>): Uint8Array {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const path = Buffer.from(name);
		const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(20, 0);
		shared.writeUInt16LE(0x0800, 2);
		shared.writeUInt32LE(crc32(body), 10);
		shared.writeUInt32LE(body.length, 14);
		shared.writeUInt32LE(body.length, 18);
		shared.writeUInt16LE(path.length, 22);
		bodies.push(Buffer.from('PK\x03\x04', 'latin1'), shared, path, body);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, place, path);
		offset += 4 + shared.length + path.length + body.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	const count = Object.keys(files).length;
	end.writeUInt16LE(count, 4);
	end.writeUInt16LE(count, 6);
	end.writeUInt32LE(list.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
