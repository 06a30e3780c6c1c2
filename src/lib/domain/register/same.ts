import { arabicDigits } from '../thai.ts';
import { placeKey } from './gazetteer.ts';
import type { RowReading } from './row.ts';

/**
 * When two rows are of one maker. A wrong merge loses a person, a missed one only shows a maker twice: so a name alone
 * never merges, nor does a phone (an office gives its own for many) or an address (a market has many stalls).
 */

/** Where many makers sell: sharing its name says nothing. */
const PUBLIC_PLACE =
	/ตลาด|ศูนย์|เทศบาล|องค์การบริหาร|อบต|ที่ว่าการ|ที่ทำการ|ห้าง|โลตัส|บิ๊กซี|แม็คโคร|งานแสดง|งานประจำ|ทั่วไป|ถนนคนเดิน|ของฝาก|otop|โอท[็]?อป|ออนไลน์|online|facebook/iu;
/** The name of a group, a shop or a firm, not of a person: people of one name live in one village. */
const ENTERPRISE =
	/กลุ่ม|วิสาหกิจ|ร้าน|สหกรณ์|บริษัท|หจก|ห้างหุ้นส่วน|ฟาร์ม|โรงงาน|โรงสี|สวน|ไร่|ครัว|ชมรม|สมาคม|เครือข่าย|เบเกอรี่/u;
/** What such names are made of when they say nothing more. */
const GENERIC =
	/กลุ่ม|วิสาหกิจชุมชน|วิสาหกิจ|ชุมชน|อาชีพ|ส่งเสริม|สตรี|แม่บ้าน|เกษตรกร|ร้านค้า|ร้าน|สหกรณ์|แปรรูป|อาหาร|ผลิตภัณฑ์|ผลิต|ขนมไทย|ขนม|สัมมา|ชีพ|หมู่ที่|หมู่|บ้าน|ม\.|\d/gu;
/** A house of its own: 12, 12/3, เลขที่ 12. */
const HOUSE = /^(?:บ้าน)?(?:เลขที่)?(\d+(?:[/-]\d+)?)(?![\d/,-])/u;

export type Facts = {
	reading: RowReading;
	/** Folded, without spaces; of the place of sale, else of the product. */
	name: string;
	/** False where the register names no maker and the product had to do. */
	isNamed: boolean;
	/** Folded, without spaces. */
	address: string;
	/** The house number with which the address begins; '' where it is that of a village or a street. */
	house: string;
	isPublic: boolean;
	/** The name is an enterprise's own, so that inside one authority it stands for one. */
	isOwnName: boolean;
};

export function factsOf(reading: RowReading): Facts {
	const isNamed = reading.place !== '';
	const title = isNamed ? reading.place : reading.product;
	const address = placeKey(reading.address);
	const plain = arabicDigits(reading.address).replace(/\s+/gu, '');
	return {
		reading,
		name: placeKey(title),
		isNamed,
		address,
		house: HOUSE.exec(plain)?.[1] ?? '',
		isPublic: PUBLIC_PLACE.test(title),
		isOwnName:
			isNamed &&
			ENTERPRISE.test(title) &&
			!PUBLIC_PLACE.test(title) &&
			placeKey(title.replace(GENERIC, '')).replace(/[^ก-ฮa-z]/gu, '').length >= 3,
	};
}

const sharesPhone = (a: Facts, b: Facts) =>
	a.reading.phones.some((phone) => b.reading.phones.includes(phone));
const phonesDiffer = (a: Facts, b: Facts) =>
	a.reading.phones.length > 0 && b.reading.phones.length > 0 && !sharesPhone(a, b);

/** One house number in one subdistrict, however the rest of the address is written. */
const isSameHouse = (a: Facts, b: Facts) =>
	a.house !== '' &&
	a.house === b.house &&
	a.reading.subdistrict !== '' &&
	a.reading.subdistrict === b.reading.subdistrict;

/** Whether two rows of one district are surely of one maker. */
export function isSameMaker(a: Facts, b: Facts): boolean {
	const sameAddress = a.address !== '' && a.address === b.address;
	if (a.name === b.name && a.isNamed === b.isNamed) {
		if (sharesPhone(a, b)) return true;
		if (isSameHouse(a, b) && !a.isPublic) return true;
		if (sameAddress && !a.isPublic) return !phonesDiffer(a, b);
		return isCopy(a, b);
	}
	// Several products of a maker who is not named: one phone and one house.
	return !a.isNamed && !b.isNamed && isSameHouse(a, b) && sharesPhone(a, b);
}

/** The same row twice. */
function isCopy(a: Facts, b: Facts): boolean {
	const same = (field: 'product' | 'place' | 'address' | 'localAuthority') =>
		placeKey(a.reading[field]) === placeKey(b.reading[field]);
	return (
		same('product') &&
		same('place') &&
		same('address') &&
		same('localAuthority') &&
		a.reading.phones.join() === b.reading.phones.join()
	);
}

/** Whether a row has nothing but a name to know its maker by. */
export const isBare = ({ reading, address }: Facts) => reading.phones.length === 0 && address === '';
