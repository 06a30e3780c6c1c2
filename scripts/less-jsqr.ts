import type { Plugin } from 'vite';

/** Japanese letters by their codes (Shift JIS): two thirds of the library, and none is in a code of ours. */
const KANJI = /(?<=exports\.shiftJISTable = )\{[^}]*\}/;

export function withoutKanji(code: string): string {
	if (!KANJI.test(code)) throw new Error('jsqr is written otherwise: look where its table of Kanji is');
	return code.replace(KANJI, '{}');
}

/** What reads QR codes, without what it would read Kanji by. */
export const lessJsqr: Plugin = {
	name: 'less-jsqr',
	transform: {
		filter: { id: /node_modules\/jsqr\/dist\/jsQR\.js/ },
		handler: (code) => ({ code: withoutKanji(code), map: null }),
	},
};
