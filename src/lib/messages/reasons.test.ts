import { expect, test } from 'vitest';
import { status as en } from './en/status.ts';
import { status as th } from './th/status.ts';

/** Every code a change may be parked with: the door, the rules, the merge, the phone. */
const CODES = [
	'product-needs-name',
	'product-needs-price',
	'product-needs-category',
	'shop-needs-name',
	'shop-needs-address',
	'shop-needs-contact',
	'shop-needs-consent',
	'product-needs-consent',
	'consent-withdrawn',
	'merge-loop',
	'merge-not-there',
	'order-is-paid',
	'bad-price',
	'bad-stock',
	'bad-phones',
	'too-long',
	'not-allowed',
	'edited-since',
	'depends',
	'internal',
	'unsure',
	'no-longer-yours',
];

test.each([
	['th', th],
	['en', en],
] as const)('every reason says in %s what happened and what to do', (_language, words) => {
	const unknown = words.reason('from-a-newer-server', 'product');
	for (const code of CODES) {
		const { what, todo } = words.reason(code, code.startsWith('shop') ? 'shop' : 'product');
		expect(what, code).not.toBe(unknown.what);
		expect(todo, code).not.toBe('');
	}
});

test('a reason nobody knows is told without a name of the code', () => {
	for (const code of ['bad-name', 'from-a-newer-server', '']) {
		expect(th.reason(code, 'product').what).toBe('สำนักงานรับไม่ได้');
	}
});
