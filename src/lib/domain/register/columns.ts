import { fold } from '../thai.ts';

/** What a register can tell of a maker. */
export const REGISTER_FIELDS = [
	'product',
	'place',
	'category',
	'localAuthority',
	'subdistrict',
	'district',
	'province',
	'address',
	'postcode',
	'phone',
	'lat',
	'lng',
	'otopNumber',
] as const;
export type RegisterField = (typeof REGISTER_FIELDS)[number];

/** Headers in use, Thai and English, as `headerKey` writes them. The first alias is the one that a message names. */
const ALIASES: Record<RegisterField, readonly string[]> = {
	product: ['ชื่อสินค้า', 'ชื่อสินค้าotop', 'ชื่อผลิตภัณฑ์', 'ชื่อผลิตภัณฑ์otop', 'สินค้า', 'ผลิตภัณฑ์', 'product'],
	place: [
		'ชื่อสถานที่จัดจำหน่าย',
		'สถานที่จัดจำหน่าย',
		'สถานที่จำหน่าย',
		'ชื่อผู้ผลิต',
		'ชื่อผู้ประกอบการ',
		'ผู้ประกอบการ',
		'ผู้ผลิต',
		'ชื่อกลุ่ม',
		'ชื่อกลุ่มผู้ประกอบการ',
		'ชื่อร้าน',
		'ชื่อร้านค้า',
		'maker',
		'shop',
	],
	category: ['ประเภทสินค้า', 'ประเภทผลิตภัณฑ์', 'ประเภท', 'หมวดสินค้า', 'หมวดหมู่', 'category'],
	localAuthority: ['อปท', 'องค์กรปกครองส่วนท้องถิ่น', 'หน่วยงาน', 'ชื่ออปท', 'localauthority'],
	subdistrict: ['ตำบล', 'แขวง', 'ตำบลแขวง', 'subdistrict', 'tambon'],
	district: ['อำเภอ', 'เขต', 'อำเภอเขต', 'district', 'amphoe'],
	province: ['จังหวัด', 'ชื่อจังหวัด', 'province', 'changwat'],
	address: ['ที่อยู่', 'ที่ตั้ง', 'สถานที่ตั้ง', 'ที่อยู่สถานที่จัดจำหน่าย', 'address'],
	postcode: ['รหัสไปรษณีย์', 'ไปรษณีย์', 'postcode', 'zipcode', 'postalcode'],
	phone: [
		'เบอร์โทรศัพท์',
		'เบอร์โทร',
		'โทรศัพท์',
		'หมายเลขโทรศัพท์',
		'โทร',
		'โทรศัพท์มือถือ',
		'มือถือ',
		'เบอร์มือถือ',
		'เบอร์ติดต่อ',
		'phone',
		'tel',
		'mobile',
	],
	lat: ['lat', 'latitude', 'ละติจูด', 'พิกัดlat', 'y'],
	lng: ['long', 'lng', 'lon', 'longitude', 'longtitude', 'ลองจิจูด', 'ลองติจูด', 'พิกัดlong', 'x'],
	otopNumber: ['เลขทะเบียน', 'เลขทะเบียนotop', 'รหัสotop', 'เลขที่ทะเบียน', 'รหัสผู้ประกอบการ', 'otopnumber'],
};

const headerKey = (text: string) => fold(text).replace(/[^ก-๎a-z0-9]/gu, '');

const FIELD_BY_KEY = new Map(
	REGISTER_FIELDS.flatMap((field) => ALIASES[field].map((alias) => [headerKey(alias), field] as const)),
);

export type Columns = {
	/** Where each field stands; phones may stand in several columns. */
	at: Readonly<Partial<Record<RegisterField, readonly number[]>>>;
	header: readonly string[];
	/** Headers that mean nothing to us: said, so that nothing is passed over in silence. */
	ignored: readonly string[];
};
export type ColumnReading =
	| { kind: 'ok'; columns: Columns }
	/** `missing`: the Thai headers without which a row cannot become a maker. */
	| { kind: 'missing'; known: number; missing: string[] };

/** Reads a header row, whatever its order. A province and a name (of a product or of a maker) are needed, all else is welcome. */
export function readColumns(header: readonly string[]): ColumnReading {
	const at: Partial<Record<RegisterField, number[]>> = {};
	const ignored: string[] = [];
	let known = 0;
	header.forEach((text, column) => {
		const field = FIELD_BY_KEY.get(headerKey(text));
		if (field && (field === 'phone' || !at[field])) {
			(at[field] ??= []).push(column);
			known += 1;
		} else if (text.trim() !== '') ignored.push(text.trim());
	});
	const missing: string[] = [];
	if (!at.province) missing.push(ALIASES.province[0] ?? '');
	if (!at.product && !at.place) missing.push(ALIASES.product[0] ?? '');
	if (missing.length > 0) return { kind: 'missing', known, missing };
	return { kind: 'ok', columns: { at, header: header.map((text) => text.trim()), ignored } };
}
