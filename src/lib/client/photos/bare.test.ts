import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { partsOf } from '../../../../tests/support/kept-pictures.ts';
import { bare } from './bare.ts';

const drawn = (channels: 3 | 4 = 3) =>
	sharp({ create: { width: 64, height: 48, channels, background: { r: 170, g: 51, b: 51, alpha: 0.5 } } });
const laden = (picture = drawn()) =>
	picture
		.withIccProfile('srgb')
		.withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N' } })
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
const pixels = (file: Uint8Array) => sharp(file).raw().toBuffer();
const bytesOf = async (made: Sharp) => new Uint8Array(await made.toBuffer());

for (const [what, type, make, parts] of [
	['a WebP', 'image/webp', () => laden().webp(), ['VP8 ']],
	['a lossless WebP', 'image/webp', () => laden().webp({ lossless: true }), ['VP8L']],
	['a JPEG', 'image/jpeg', () => laden().jpeg(), ['ffdb', 'ffc0', 'ffc4', 'ffda', 'ffd9']],
] as const) {
	test(`leaves of ${what} the picture alone, each pixel as it was`, async () => {
		const before = await bytesOf(make());
		expect(partsOf(Buffer.from(before))).not.toEqual(parts);
		const after = bare(before, type);
		expect(partsOf(Buffer.from(after))).toEqual(parts);
		expect(await pixels(after)).toEqual(await pixels(before));
		expect(bare(after, type)).toEqual(after);
	});

	test(`leaves ${what} that ends too early as it is`, async () => {
		const whole = await bytesOf(make());
		for (let length = 0; length < whole.length; length += 13) {
			const cut = whole.slice(0, length);
			expect(() => bare(cut, type)).not.toThrow();
		}
	});
}

test('leaves a WebP that can be seen through as it is', async () => {
	const before = await bytesOf(drawn(4).webp());
	expect(partsOf(Buffer.from(before))).toContain('ALPH');
	expect(bare(before, 'image/webp')).toEqual(before);
});
