import { expect, test } from 'vitest';
import { CONSENT_TEXTS, consentLines } from './consent-texts.ts';
import { CONSENT_TEXT, consentStanding } from './consent.ts';
import { checkField } from './schema.ts';

const consent = { text: CONSENT_TEXT, at: 1, by: 'ยายบุญ', way: 'spoken' };

test.each([
	[undefined, 'none'],
	[null, 'none'],
	[{ nameTh: 'ร้าน' }, 'none'],
	[{ consent: null }, 'withdrawn'],
	[{ consent }, 'given'],
] as const)('a shop %j stands with its consent: %s', (shop, standing) => {
	expect(consentStanding(shop)).toBe(standing);
});

test('the text in use is there in both languages, line for line', () => {
	for (const text of Object.values(CONSENT_TEXTS)) {
		expect(text.th.length).toBeGreaterThan(2);
		expect(text.en).toHaveLength(text.th.length);
	}
	expect(consentLines(CONSENT_TEXT, 'th').join()).toContain('ถอนความยินยอม');
	expect(consentLines('of-a-newer-app', 'th')).toEqual([]);
});

test('a consent says who gave it, how, and who heard it', () => {
	expect(checkField('shop', 'consent', { ...consent, heard: 'คุณมาลี' }).kind).toBe('ok');
	expect(checkField('shop', 'consent', consent).kind).toBe('ok');
	expect(checkField('shop', 'consent', { ...consent, way: 'guessed' }).kind).toBe('bad');
	expect(checkField('shop', 'consent', null).kind).toBe('ok');
});
