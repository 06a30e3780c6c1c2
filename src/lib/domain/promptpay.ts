import { arabicDigits } from './thai.ts';
import type { Typed } from './typed.ts';

/** Why a text is no PromptPay target. A wrong digit sends money to a stranger, so what can be checked is. */
export type PromptPayFault = 'not-digits' | 'length' | 'not-mobile' | 'check-digit';

const SEPARATORS = /[\s().\-\u2010-\u2015\u2212\u200B-\u200F\uFEFF]/g;

/**
 * Reads a PromptPay target as people type it: a mobile number (10 digits), a citizen or tax id (13, with a check digit)
 * or an e-wallet (15). Empty is fine: the shop has none. The value is digits only.
 */
export function readPromptPay(text: string): Typed<string, PromptPayFault> {
	const bare = arabicDigits(text).replace(SEPARATORS, '').replace(/^\+66/, '0');
	if (bare === '') return { kind: 'ok', value: '' };
	if (!/^\d+$/.test(bare)) return { kind: 'bad', reason: 'not-digits' };
	if (bare.length === 15) return { kind: 'ok', value: bare };
	if (bare.length === 13) {
		return isThaiId(bare) ? { kind: 'ok', value: bare } : { kind: 'bad', reason: 'check-digit' };
	}
	if (bare.length !== 10) return { kind: 'bad', reason: 'length' };
	return /^0[689]/.test(bare) ? { kind: 'ok', value: bare } : { kind: 'bad', reason: 'not-mobile' };
}

/** The last of a Thai citizen or tax id's 13 digits: (11 − Σ digit × (13…2) mod 11) mod 10. */
function isThaiId(digits: string): boolean {
	let sum = 0;
	for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (13 - i);
	return (11 - (sum % 11)) % 10 === Number(digits[12]);
}

/** 081-234-5678, 1-2345-67890-12-1, 004-999-000-288-505: in groups that can be read out. */
export function showPromptPay(digits: string): string {
	if (digits.length === 10) return digits.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3');
	if (digits.length === 13) return digits.replace(/^(\d)(\d{4})(\d{5})(\d{2})(\d)$/, '$1-$2-$3-$4-$5');
	return digits.replace(/(\d{3})(?=\d)/g, '$1-');
}
