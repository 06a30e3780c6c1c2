import sharp from 'sharp';
import { expect, test } from 'vitest';
import { movingPng, videoBox } from '../../../tests/support/hard-files.ts';
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
	for (const text of ['', 'น้ำพริก', '<!doctype html>', '<svg/>', '%PDF-1.7 …', 'GIF', 'RIFF....WAVE']) {
		expect(look(Buffer.from(text)).kind, text).toBe('not-an-image');
	}
});

test('reads the size of a moving picture from its header', async () => {
	expect(look(await movingPng(37, 21, ['#a33', '#33a']))).toEqual({ kind: 'image', width: 37, height: 21 });
});

test('knows what an iPhone or a Samsung takes unless told otherwise, by any of its brands', () => {
	for (const brands of [['heic', 'mif1', 'heic'], ['mif1', 'heic'], ['heix'], ['msf1', 'hevc'], ['mif1']]) {
		expect(look(videoBox(...brands)), brands.join()).toEqual({ kind: 'heic' });
	}
});

test('leaves an AVIF to the decoder, although it names the brand that a HEIC has', async () => {
	const real = await drawn().avif({ effort: 0 }).toBuffer();
	for (const avif of [real, videoBox('mif1', 'avif', 'miaf'), videoBox('avis', 'msf1')]) {
		expect(look(avif).kind).toBe('image-of-unknown-size');
	}
});

test('takes a film for no image', () => {
	for (const brands of [['isom', 'iso2', 'avc1', 'mp41'], ['qt  '], ['mp42'], ['3gp4']]) {
		expect(look(videoBox(...brands)).kind, brands.join()).toBe('not-an-image');
	}
});

test('is not led on by a box that says it is longer than the file, or as long as four gigabytes', () => {
	const box = videoBox('isom', 'mp41');
	for (const size of [0, 1, 7, 0xffff_ffff]) {
		box.writeUInt32BE(size);
		expect(look(box).kind).toBe('not-an-image');
	}
	expect(look(videoBox('heic').subarray(0, 9)).kind).toBe('image-of-unknown-size');
});

test('leaves a file that ends within its header to the decoder', async () => {
	const whole = await drawn().jpeg().toBuffer();
	for (let length = 3; length < 90; length += 7) {
		expect(look(whole.subarray(0, length)).kind).toBe('image-of-unknown-size');
	}
});
