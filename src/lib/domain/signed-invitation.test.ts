import { expect, test } from 'vitest';
import { LINK_VALID } from './invitation.ts';
import {
	CLOCK_MARGIN,
	readSigned,
	saidBy,
	signedLink,
	signedText,
	signedUntil,
} from './signed-invitation.ts';

const MADE = {
	enrolment: 'abcd1234',
	shop: 'shop-of-boon-000',
	area: '30',
	madeAt: 1_800_000_000_000,
	nonce: 'n'.repeat(22),
	name: 'ยาย บุญ. (เล็ก)',
};
const SIGNATURE = 's'.repeat(86);

test('is read from its text, and from what browsers make of a link', () => {
	const text = signedText(MADE, SIGNATURE);
	expect(readSigned(text)).toEqual({ invitation: MADE, signature: SIGNATURE });
	const { hash } = new URL(signedLink('https://tambon.example', text));
	expect(hash).toContain('%E0');
	expect(readSigned(hash.slice(1))).toEqual({ invitation: MADE, signature: SIGNATURE });
});

test('a link holds nothing at which a chat app would end it', () => {
	expect(signedLink('https://tambon.example', signedText(MADE, SIGNATURE))).not.toMatch(/[\s()]/);
});

test('what is signed names everything but the signature, and its purpose', () => {
	const said = saidBy(MADE);
	for (const value of [MADE.enrolment, MADE.shop, MADE.area, MADE.nonce, MADE.name])
		expect(said).toContain(value);
	expect(said).toMatch(/^tambon-join /);
	for (const other of [{ shop: 'shop-of-chan-000' }, { area: '31' }, { madeAt: 0 }, { name: 'ก' }])
		expect(saidBy({ ...MADE, ...other })).not.toBe(said);
});

test('a secret of a link, a cut text and a very long one are none', () => {
	const text = signedText(MADE, SIGNATURE);
	for (const other of [
		'',
		'x'.repeat(22),
		text.slice(0, 120),
		`${text}${'ก'.repeat(600)}`,
		text.replace('1.', '2.'),
	])
		expect(readSigned(other)).toBeNull();
});

test('it opens for 72 hours from when it was made; a clock far ahead tells nothing', () => {
	expect(signedUntil(MADE, MADE.madeAt)).toBe(MADE.madeAt + LINK_VALID);
	expect(signedUntil(MADE, MADE.madeAt - CLOCK_MARGIN)).toBe(MADE.madeAt + LINK_VALID);
	expect(signedUntil(MADE, MADE.madeAt - CLOCK_MARGIN - 1)).toBeNull();
});
