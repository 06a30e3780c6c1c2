import sharp from 'sharp';
import { expect, test } from 'vitest';
import { look } from './picture-header.ts';

const drawn = () => sharp({ create: { width: 37, height: 21, channels: 3, background: '#a33' } });

const formats = {
	jpeg: () =>
		drawn()
			.withExif({ IFD0: { Make: 'a phone' } })
			.jpeg(),
	'progressive jpeg': () => drawn().jpeg({ progressive: true }),
	png: () => drawn().png(),
	gif: () => drawn().gif(),
	webp: () => drawn().webp(),
	'lossless webp': () => drawn().webp({ lossless: true }),
};
for (const [name, make] of Object.entries(formats)) {
	test(`reads the size of a ${name} from its header`, async () => {
		expect(look(await make().toBuffer())).toEqual({ kind: 'image', width: 37, height: 21 });
	});
}

test('takes a text, a page or a PDF for no image, whatever its name says', () => {
	for (const text of ['', 'น้ำพริก', '<!doctype html>', '%PDF-1.7 …', 'GIF', 'RIFF....WAVE']) {
		expect(look(Buffer.from(text)).kind, text).toBe('not-an-image');
	}
});

test('leaves a file that ends within its header to the decoder', async () => {
	const whole = await drawn().jpeg().toBuffer();
	for (let length = 3; length < 90; length += 7) {
		expect(look(whole.subarray(0, length)).kind).toBe('image-of-unknown-size');
	}
});
