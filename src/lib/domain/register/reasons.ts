import type { PlaceFault } from './coordinates.ts';
import type { PhoneReason } from './phones.ts';
import type { AddressFault } from './resolve.ts';

/** Why a cell, or with the first two a whole row, could not be read. */
export type Reason =
	| 'no-name'
	| 'unknown-province'
	| 'unknown-district'
	| 'postcode-elsewhere'
	| AddressFault
	| PlaceFault
	| PhoneReason;

/** For the person who works through the report: what is wrong and what to do. */
export const REASONS: Readonly<Record<Reason, { th: string; en: string }>> = {
	'no-name': {
		th: 'ไม่มีทั้งชื่อสินค้าและชื่อผู้ผลิต จึงยังไม่นำเข้า',
		en: 'Neither a product nor a maker is named, so the row is not brought in',
	},
	'unknown-province': {
		th: 'ไม่พบจังหวัดนี้ จึงยังไม่นำเข้า',
		en: 'No such province, so the row is not brought in',
	},
	'unknown-district': {
		th: 'ไม่พบอำเภอนี้ในจังหวัด',
		en: 'The province has no such district',
	},
	'postcode-elsewhere': {
		th: 'รหัสไปรษณีย์เป็นของจังหวัดอื่น จึงใช้รหัสของตำบลแทน',
		en: 'The postcode is of another province; that of the subdistrict is used',
	},
	'unknown-subdistrict': {
		th: 'ไม่พบตำบลชื่อนี้ในอำเภอ ตรวจตัวสะกด',
		en: 'The district has no subdistrict of this name; check the spelling',
	},
	'subdistrict-elsewhere': {
		th: 'ตำบลนี้อยู่คนละอำเภอกับที่เขียนไว้',
		en: 'This subdistrict lies in another district than the one written',
	},
	'several-subdistricts': {
		th: 'ที่อยู่มีหลายตำบล เลือกไม่ได้ว่าเป็นตำบลไหน',
		en: 'The address names several subdistricts',
	},
	'other-province': {
		th: 'ที่อยู่เป็นของจังหวัดอื่น ไม่ตรงกับช่องจังหวัด',
		en: 'The address is in another province than the province column says',
	},
	'no-subdistrict': {
		th: 'ที่อยู่ไม่ได้บอกตำบล',
		en: 'The address names no subdistrict',
	},
	'half-a-place': {
		th: 'พิกัดมีแค่ครึ่งเดียว ขาดละติจูดหรือลองจิจูด',
		en: 'Only half of the coordinates is there',
	},
	'not-a-coordinate': { th: 'พิกัดไม่ใช่ตัวเลข', en: 'The coordinates are no numbers' },
	'outside-thailand': { th: 'พิกัดอยู่นอกประเทศไทย', en: 'The coordinates lie outside Thailand' },
	'far-from-province': { th: 'พิกัดอยู่ไกลจากจังหวัดนี้', en: 'The coordinates lie far from this province' },
	'not-a-phone': { th: 'ไม่ใช่เบอร์โทรศัพท์', en: 'No phone number' },
	'too-short': { th: 'เบอร์โทรศัพท์ขาดไปบางตัว', en: 'The phone number lacks a digit or more' },
	'too-long': { th: 'เบอร์โทรศัพท์ยาวเกินไป', en: 'The phone number has too many digits' },
	'before-2006': {
		th: 'เบอร์ 9 หลักแบบเก่าก่อนปี 2549 หรือตกไปหนึ่งตัว ต้องถามเจ้าของ',
		en: 'Nine digits as before 2006, or one is missing: ask the owner',
	},
	exponent: {
		th: 'โปรแกรมตารางปัดเบอร์โทรศัพท์จนอ่านคืนไม่ได้ ต้องดูจากต้นฉบับ',
		en: 'A spreadsheet has rounded the phone number away; look at the original',
	},
	extension: {
		th: 'อ่านเบอร์หลักแล้ว แต่เก็บเบอร์ต่อไม่ได้',
		en: 'The main number is read; the extension behind it cannot be kept',
	},
	ambiguous: { th: 'อ่านเบอร์โทรศัพท์ได้หลายแบบ', en: 'The phone number can be read in several ways' },
};
