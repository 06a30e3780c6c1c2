import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutKanji } from './less-jsqr.ts';

const whole = readFileSync('node_modules/jsqr/dist/jsQR.js', 'utf8');

test('leaves the table of Kanji out, two thirds of the library', () => {
	expect(withoutKanji(whole).length).toBeLessThan(whole.length / 1.5);
	expect(withoutKanji(whole)).toContain('exports.shiftJISTable = {}');
});

test('says so where the library is written otherwise', () => {
	expect(() => withoutKanji('exports.kanji = {}')).toThrow('where its table of Kanji is');
});
