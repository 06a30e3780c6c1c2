import fc from 'fast-check';
import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { blurred, readBlur } from './blur.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fileOf = (url: string | undefined) => Buffer.from(url?.split(',')[1] ?? '', 'base64');

/** Thumbhashes of pictures of any shape and colours, some with clear parts. */
const hashes = fc
	.record({
		width: fc.integer({ min: 1, max: 24 }),
		height: fc.integer({ min: 1, max: 24 }),
		alpha: fc.constantFrom(255, 255, 120),
		colours: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 12, maxLength: 60 }),
	})
	.map(({ width, height, alpha, colours }) => {
		const pixels = Array.from({ length: width * height * 4 }, (_, i) =>
			i % 4 === 3 ? alpha : (colours[(i * 7) % colours.length] ?? 0),
		);
		return rgbaToThumbHash(width, height, pixels);
	});

describe('the blurred picture of a thumbhash', () => {
	it('has at every place the colour that the library reads from the same bytes', () => {
		fc.assert(
			fc.property(hashes, (bytes) => {
				const { w, h, rgba } = thumbHashToRGBA(bytes);
				const { colourAt, ratio } = readBlur(bytes);
				expect(Math.round(ratio > 1 ? 32 : 32 * ratio)).toBe(w);
				for (let i = 0; i < w * h; i++) {
					const read = colourAt(((i % w) + 0.5) / w, (Math.floor(i / w) + 0.5) / h);
					read.forEach((part, at) => expect(Math.abs(part - (rgba[i * 4 + at] ?? 0))).toBeLessThan(1.01));
				}
			}),
			{ numRuns: 40 },
		);
	});

	it('is a bitmap of the shape of its picture, six pixels long', () => {
		fc.assert(
			fc.property(hashes, (bytes) => {
				const { w, h } = thumbHashToRGBA(bytes);
				const file = fileOf(blurred(base64(bytes)));
				const [width, height] = [file.readInt32LE(18), file.readInt32LE(22)];
				expect(Math.max(width, height)).toBe(6);
				expect([width > height, height > width]).toEqual([w > h && width > height, h > w && height > width]);
				expect(file.readUInt32LE(2)).toBe(file.length);
				expect(file.length).toBe(54 + Math.ceil((width * 3) / 4) * 4 * height);
			}),
			{ numRuns: 40 },
		);
	});

	it('is the same string each time, so that a list drawn again draws nothing', () => {
		const hash = base64(rgbaToThumbHash(2, 1, [250, 10, 10, 255, 10, 10, 250, 255]));
		expect(blurred(hash)).toBe(blurred(hash));
	});

	it('is nothing where there is no thumbhash', () => {
		expect(blurred(undefined)).toBeUndefined();
		expect(blurred('')).toBeUndefined();
		expect(blurred('%%%%')).toBeUndefined();
		expect(blurred('AA==')).toBeUndefined();
	});

	it('of whatever a record may hold does no harm', () => {
		fc.assert(fc.property(fc.uint8Array({ maxLength: 45 }), (bytes) => void blurred(base64(bytes))));
		fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void blurred(text)));
	});
});
