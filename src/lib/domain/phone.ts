import { arabicDigits } from './thai.ts';

/**
 * Thai phone numbers. Kept as national digits: mobile `0[689]` + 8 (0812345678), land line `0[2-7]` + 7 (044123456).
 */
export type PhoneFault = 'empty' | 'too-short' | 'too-long' | 'not-a-phone' | 'before-2006' | 'exponent';
export type PhoneReading = { kind: 'ok'; phone: string } | { kind: 'bad'; reason: PhoneFault };

const MOBILE = /^0[689]\d{8}$/;
const LAND = /^0[2-7]\d{7}$/;
/** In 2006 every mobile number got an 8 behind its 0; which numbers of then are alive today nobody can tell. */
const MOBILE_BEFORE_2006 = /^0[19]\d{7}$/;
/** What a spreadsheet makes of two fused numbers: 8.3E+18. The digits are gone. */
const EXPONENT = /\d(?:[.,]\d+)?e\+?\d/i;
const LABEL = /^(?:โทรศัพท์|เบอร์โทรศัพท์|เบอร์โทร|เบอร์|มือถือ|โทร|tel|phone|mobile)[\s.:]*/i;
const SEPARATORS = /[\s().\-\u2010-\u2015\u2212/_\u00A0\u200B-\u200F\uFEFF]/g;
const COUNTRY = /^(?:\+66|0066|66(?=\d{8,9}$))0?/;

export function isPhone(digits: string): boolean {
	return MOBILE.test(digits) || LAND.test(digits);
}

/** One number as a person types it: Thai digits, separators, +66 and a label like โทร. are all fine. */
export function readPhone(text: string): PhoneReading {
	const plain = arabicDigits(text).trim();
	if (plain === '') return { kind: 'bad', reason: 'empty' };
	if (EXPONENT.test(plain)) return { kind: 'bad', reason: 'exponent' };
	const bare = plain.replace(LABEL, '').replace(SEPARATORS, '');
	if (!/^\+?\d+$/.test(bare)) return { kind: 'bad', reason: 'not-a-phone' };
	const digits = bare.replace(COUNTRY, '0');
	if (isPhone(digits)) return { kind: 'ok', phone: digits };
	return { kind: 'bad', reason: fault(digits) };
}

function fault(digits: string): PhoneFault {
	if (MOBILE_BEFORE_2006.test(digits)) return 'before-2006';
	if (!digits.startsWith('0') || /^00/.test(digits)) return 'not-a-phone';
	if (/^01\d/.test(digits) && digits.length >= 9) return 'not-a-phone';
	const expected = /^0[89]/.test(digits) ? 10 : 9;
	return digits.length < expected ? 'too-short' : 'too-long';
}

/** 081-234-5678, 02-123-4567, 044-123-456. */
export function showPhone(phone: string): string {
	if (MOBILE.test(phone)) return `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`;
	if (/^02\d{7}$/.test(phone)) return `02-${phone.slice(2, 5)}-${phone.slice(5)}`;
	if (LAND.test(phone)) return `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`;
	return phone;
}

/** How much of a number lists show: the network and the last digits, by which whoever knows it knows it again. */
const SHOWN = /^(\d+-)\d+(-\d+)$/;

/** 081-xxx-5678, 02-xxx-4567, 044-xxx-456. What is no number is hidden whole; '' where there is none. */
export function maskPhone(phone: string): string {
	if (phone === '') return '';
	const parts = SHOWN.exec(showPhone(phone));
	return parts ? `${parts[1]}xxx${parts[2]}` : 'xxx';
}

/** `tel:+66812345678`: the international form rings from any SIM. */
export function telLink(phone: string): string {
	return `tel:+66${phone.replace(/^0/, '')}`;
}
