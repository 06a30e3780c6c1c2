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
	name: '',
};
const SIGNATURE = 's'.repeat(86);
/** As an earlier app made them. */
const NAMED = { ...MADE, name: 'ยาย บุญ. (เล็ก)' };

test('is read from its text and its link, and neither names anybody', () => {
	const text = signedText(MADE, SIGNATURE);
	expect(text).toMatch(/^2\.abcd1234\.shop-of-boon-000\.30\.[0-9a-z]+\.n{22}\.s{86}$/);
	expect(readSigned(text)).toEqual({ invitation: MADE, signature: SIGNATURE });
	const link = signedLink('https://tambon.example', text);
	expect(link).toBe(encodeURI(link));
	expect(readSigned(new URL(link).hash.slice(1))).toEqual({ invitation: MADE, signature: SIGNATURE });
});

test('one of an earlier app is read with its name, and as browsers write it', () => {
	const text = signedText(NAMED, SIGNATURE);
	expect(text).toMatch(/^1\..*\.ยาย บุญ\. \(เล็ก\)$/);
	expect(readSigned(text)).toEqual({ invitation: NAMED, signature: SIGNATURE });
	const { hash } = new URL(`https://tambon.example/join#${text}`);
	expect(hash).toContain('%E0');
	expect(readSigned(hash.slice(1))).toEqual({ invitation: NAMED, signature: SIGNATURE });
});

test('what is signed names everything but the signature, and its purpose', () => {
	for (const made of [MADE, NAMED]) {
		const said = saidBy(made);
		for (const value of [made.enrolment, made.shop, made.area, made.nonce, made.name])
			expect(said).toContain(value);
		expect(said).not.toContain(SIGNATURE);
		expect(said).toMatch(/^tambon-join /);
		for (const other of [{ shop: 'shop-of-chan-000' }, { area: '31' }, { madeAt: 0 }, { name: 'ก' }])
			expect(saidBy({ ...made, ...other })).not.toBe(said);
	}
});

test('a name is neither taken off nor put on', () => {
	const [text, named] = [MADE, NAMED].map((made) => signedText(made, SIGNATURE)) as [string, string];
	for (const other of [
		`${text}.ยายบุญ`,
		`${text}.`,
		named.slice(0, -NAMED.name.length - 1),
		`2${named.slice(1)}`,
	])
		expect(readSigned(other)).toBeNull();
});

test('a secret of a link, a cut text and a very long one are none', () => {
	const text = signedText(MADE, SIGNATURE);
	for (const other of [
		'',
		'x'.repeat(22),
		text.slice(0, 120),
		`${text}${'ก'.repeat(600)}`,
		text.replace('2.', '3.'),
	])
		expect(readSigned(other)).toBeNull();
});

test('it opens for 72 hours from when it was made; a clock far ahead tells nothing', () => {
	expect(signedUntil(MADE, MADE.madeAt)).toBe(MADE.madeAt + LINK_VALID);
	expect(signedUntil(MADE, MADE.madeAt - CLOCK_MARGIN)).toBe(MADE.madeAt + LINK_VALID);
	expect(signedUntil(MADE, MADE.madeAt - CLOCK_MARGIN - 1)).toBeNull();
});
