import { readCategory, type Category } from '../category.ts';
import { cut } from '../thai.ts';
import type { Columns, RegisterField } from './columns.ts';
import { readPlace } from './coordinates.ts';
import type { Gazetteer } from './gazetteer.ts';
import { guessCategory } from './guess.ts';
import { readDistrict, readProvince } from './names.ts';
import { repairPhones } from './phones.ts';
import { REASONS, type Reason } from './reasons.ts';
import { resolveAddress, type How } from './resolve.ts';

/** One thing that could not be read, for a person to work through. */
export type ReportLine = {
	/** As a spreadsheet counts: the header is row 1 where it comes first. */
	row: number;
	/** The header of the column, as it stands in the file. */
	column: string;
	/** What stands in the cell. */
	value: string;
	reason: Reason;
	th: string;
	en: string;
};

/** A product's category: as the register says it, or guessed from the name. */
export type RowCategory = { code: Category; guess: boolean } | null;

export type RowReading = {
	row: number;
	product: string;
	place: string;
	category: RowCategory;
	localAuthority: string;
	province: string;
	/** The district of the office that filled in the row; '' if not read. */
	officeDistrict: string;
	district: string;
	subdistrict: string;
	how: How | null;
	postcode: string;
	address: string;
	phones: string[];
	contact: string;
	point: { lat: number; lng: number } | null;
	otopNumber: string;
};

export type RowResult = { kind: 'read'; reading: RowReading } | { kind: 'dropped' } | { kind: 'blank' };

const MAX_REPORTED = 300;
const tidy = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const named = (text: string) => (/^(?:[\s\-–—.0]*|ไม่มี|ไม่ระบุ)$/u.test(text) ? '' : text);

/** Reads one row. What it cannot read it tells `report`, and goes on; only a row without name or province is dropped. */
export function readRow(
	row: number,
	cells: readonly string[],
	columns: Columns,
	gazetteer: Gazetteer,
	report: (line: ReportLine) => void,
): RowResult {
	if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank' };
	const cell = (field: RegisterField) => cells[columns.at[field]?.[0] ?? -1] ?? '';
	const text = (field: RegisterField) => tidy(cell(field));
	const say = (field: RegisterField, value: string, reason: Reason, column = columns.at[field]?.[0]) =>
		report({
			row,
			column: columns.header[column ?? -1] ?? '',
			value: cut(tidy(value), MAX_REPORTED),
			reason,
			...REASONS[reason],
		});

	const product = named(text('product'));
	const place = named(text('place'));
	const nameField = columns.at.product ? 'product' : 'place';
	if (product === '' && place === '') {
		say(nameField, cell(nameField), 'no-name');
		return { kind: 'dropped' };
	}
	const province = readProvince(wordsOf(cell('province')), gazetteer)?.place.code;
	if (province === undefined) {
		say('province', cell('province'), 'unknown-province');
		return { kind: 'dropped' };
	}
	const districtWords = wordsOf(cell('district'));
	const officeDistrict = readDistrict(districtWords, province, gazetteer)?.code ?? '';
	if (officeDistrict === '' && districtWords.length > 0)
		say('district', cell('district'), 'unknown-district');

	const resolution = resolveAddress(
		{
			province,
			district: officeDistrict,
			address: cell('address'),
			localAuthority: cell('localAuthority'),
			subdistrict: named(text('subdistrict')),
		},
		gazetteer,
	);
	const address = text('address');
	if (resolution.kind === 'unresolved' && (address !== '' || resolution.reason !== 'no-subdistrict')) {
		const field = named(text('subdistrict')) === '' ? 'address' : 'subdistrict';
		say(field, cell(field), resolution.reason);
	}
	const subdistrict = resolution.kind === 'found' ? resolution.subdistrict : '';

	const phones: string[] = [];
	let contact = '';
	for (const column of columns.at.phone ?? []) {
		const repaired = repairPhones(cells[column] ?? '');
		for (const phone of repaired.phones) if (!phones.includes(phone)) phones.push(phone);
		for (const { text: unread, reason } of repaired.unread) say('phone', unread, reason, column);
		contact ||= repaired.contact;
	}

	const point = readPlace(cell('lat'), cell('lng'), province);
	if (point.kind === 'bad') say('lat', `${cell('lat')} ${cell('lng')}`, point.reason);

	const postcode = readPostcode(cell('postcode'), cell('address'), province, subdistrict, gazetteer);
	if (postcode.elsewhere !== '')
		say(columns.at.postcode ? 'postcode' : 'address', postcode.elsewhere, 'postcode-elsewhere');

	return {
		kind: 'read',
		reading: {
			row,
			product,
			place,
			category: categoryOf(text('category'), product, place),
			localAuthority: text('localAuthority'),
			province,
			officeDistrict,
			district: resolution.district,
			subdistrict,
			how: resolution.kind === 'found' ? resolution.how : null,
			postcode: postcode.code,
			address,
			phones,
			contact,
			point: point.kind === 'ok' ? { lat: point.lat, lng: point.lng } : null,
			otopNumber: named(text('otopNumber')),
		},
	};
}

const wordsOf = (cell: string) =>
	tidy(cell)
		.replace(/^(?:จังหวัด|อำเภอ|เขต|จ\.|อ\.)\s*/u, '')
		.split(' ')
		.filter((word) => word !== '');

function categoryOf(column: string, product: string, place: string): RowCategory {
	const stated = column === '' ? null : readCategory(column);
	return stated ? { code: stated, guess: false } : (guessCategory(product) ?? guessCategory(place));
}

/** The postcode as written, unless it is another province's; else the usual one of the subdistrict. */
function readPostcode(
	column: string,
	address: string,
	province: string,
	subdistrict: string,
	gazetteer: Gazetteer,
): { code: string; elsewhere: string } {
	const source = column.trim() === '' ? address : column;
	const written = [...source.matchAll(/(?<![\d/-])[1-9]\d{4}(?![\d/-])/gu)].at(-1)?.[0] ?? '';
	const official = gazetteer.postcodes(subdistrict);
	if (written === '') return { code: official[0] ?? '', elsewhere: '' };
	const fits = gazetteer.postcodeAreas(province).has(written.slice(0, 2));
	return fits ? { code: written, elsewhere: '' } : { code: official[0] ?? '', elsewhere: written };
}
