import fc from 'fast-check';
import { thumbHashToAverageRGBA } from 'thumbhash';
import { expect, it } from 'vitest';
import { colourOf } from './blur.ts';
import { base64 } from './picture.ts';

it('is the colour the library reads from the same bytes', () => {
	const hashes = fc.uint8Array({ minLength: 6, maxLength: 25 });
	fc.assert(
		fc.property(hashes, (bytes) => {
			const { r, g, b } = thumbHashToAverageRGBA(bytes);
			const parts = [r, g, b].map((part) => Math.round(part * 255));
			expect(colourOf(base64(bytes))).toBe(`rgb(${parts.join(' ')})`);
		}),
	);
});

it('is nothing where there is no thumbhash', () => {
	expect(colourOf(undefined)).toBeUndefined();
	expect(colourOf('')).toBeUndefined();
	expect(colourOf('%%%%')).toBeUndefined();
	expect(colourOf('AA==')).toBeUndefined();
});
