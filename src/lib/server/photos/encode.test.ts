import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { busyPhoto, orientedPhoto } from '../../../../tests/support/made-pictures.ts';
import { CARD_BYTES, encode, type Made } from './encode.ts';
import { carriesMetadata } from './metadata.ts';
import { pictureKind } from './picture.ts';

async function made(bytes: Buffer): Promise<readonly Made[]> {
	const kind = pictureKind(bytes);
	if (!kind) throw new Error('no picture');
	const encoded = await encode(kind, bytes);
	if (encoded.kind !== 'made') throw new Error(encoded.kind);
	return encoded.variants;
}

const names = (variants: readonly Made[]) => variants.map(({ width, format }) => `${width}.${format}`);

async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<string> {
	const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
	const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
	const most = Math.max(red, green, blue);
	return most === red ? 'red' : most === green ? 'green' : 'blue';
}

describe('variants', () => {
	it('come in three sizes and three formats, none larger than the picture itself', async () => {
		const photo = await busyPhoto(1);
		const variants = await made(photo);
		const sizes = [320, 640, 1280].flatMap((width) =>
			['avif', 'webp', 'jpg'].map((format) => `${width}.${format}`),
		);
		expect(names(variants)).toEqual(sizes);
		for (const { width, format, bytes } of variants) {
			const { format: found, width: pixels } = await sharp(bytes).metadata();
			expect([found, pixels]).toEqual([{ avif: 'heif', webp: 'webp', jpg: 'jpeg' }[format], width]);
			if (format !== 'jpg') expect(bytes.length).toBeLessThan(photo.length);
		}
	});

	it('of a card fit a list of 24 into 180 kB', async () => {
		for (const seed of [2, 3]) {
			const card = (await made(await busyPhoto(seed))).find(({ format }) => format === 'avif');
			expect(card?.width).toBe(320);
			expect(card?.bytes.length).toBeLessThanOrEqual(CARD_BYTES);
		}
	});

	it('never have more pixels than the picture', async () => {
		const variants = await made(await orientedPhoto(1, 500, 300));
		expect(new Set(variants.map(({ width }) => width))).toEqual(new Set([320, 640]));
		for (const { width, bytes } of variants) {
			expect((await sharp(bytes).metadata()).width).toBe(Math.min(width, 500));
		}
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])(
		'of EXIF orientation %i stand upright and tell no place',
		async (turn) => {
			const photo = await orientedPhoto(turn);
			expect(carriesMetadata('jpg', photo)).toBe(true);
			const variants = await made(photo);
			expect(variants.length).toBeGreaterThan(6);
			for (const { bytes } of variants) {
				const { exif, xmp, iptc, icc, orientation, width = 0, height = 0 } = await sharp(bytes).metadata();
				expect([exif, xmp, iptc, icc, orientation ?? 1]).toEqual([
					undefined,
					undefined,
					undefined,
					undefined,
					1,
				]);
				expect(width).toBeGreaterThan(height);
				expect(await colourAt(bytes, 0.25, 0.3)).toBe('red');
				expect(await colourAt(bytes, 0.75, 0.3)).toBe('blue');
				expect(await colourAt(bytes, 0.5, 0.9)).toBe('green');
				expect(Buffer.from(bytes).includes('Exif')).toBe(false);
			}
		},
	);

	it('are not made of the small picture that a phone sends beside', async () => {
		const thumb = await sharp(await busyPhoto(4))
			.resize(320)
			.webp({ quality: 58 })
			.toBuffer();
		expect(await made(thumb)).toEqual([]);
	});

	it('are made of a small picture that carries a place', async () => {
		const thumb = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#a33' } })
			.withExif({ IFD0: { Make: 'Phone' } })
			.webp()
			.toBuffer();
		expect(carriesMetadata('webp', thumb)).toBe(true);
		expect(names(await made(thumb))).toContain('320.jpg');
	});

	it('of a picture with holes stand on white', async () => {
		const clear = await sharp({
			create: { width: 400, height: 300, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
		})
			.png()
			.toBuffer();
		const jpeg = (await made(clear)).find(({ format }) => format === 'jpg');
		const { channels } = await sharp(jpeg?.bytes ?? clear).stats();
		expect(channels.map(({ min }) => min >= 254)).toEqual([true, true, true]);
	});
});

describe('metadata', () => {
	const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } });
	it.each(['jpeg', 'png', 'webp'] as const)(
		'is seen in a %s, and not where there is none',
		async (format) => {
			const plain = await picture().toFormat(format).toBuffer();
			const told = await picture()
				.withExif({ IFD0: { Make: 'Phone' } })
				.toFormat(format)
				.toBuffer();
			const kind = pictureKind(plain) ?? 'jpg';
			expect([carriesMetadata(kind, plain), carriesMetadata(kind, told)]).toEqual([false, true]);
		},
	);

	it('of a file cut off anywhere is asked without harm', async () => {
		const told = await picture()
			.withExif({ IFD0: { Make: 'Phone' } })
			.jpeg()
			.toBuffer();
		for (let length = 0; length < told.length; length += 3) carriesMetadata('jpg', told.subarray(0, length));
	});
});
