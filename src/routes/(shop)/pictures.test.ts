import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { blurred } from '$lib/ui/blur.ts';
import { leading, pictureOf, previewOf, type Photo } from './pictures.ts';

const nothing: Photo = {
	thumb: null,
	full: null,
	type: '',
	variants: [],
	blur: '',
	width: 1_600,
	height: 1_200,
};
const arrived: Photo = { ...nothing, thumb: 't', full: 'f', type: 'image/webp' };
const made = (formats: Record<string, number[]>) =>
	Object.entries(formats).flatMap(([format, widths]) => widths.map((width) => ({ width, format })));
const whole = made({ avif: [320, 640, 1_280], webp: [320, 640, 1_280], jpg: [320, 640, 1_280] });

/** Left half red, right half blue. */
const HALVES = Buffer.from(
	rgbaToThumbHash(
		8,
		6,
		Array.from({ length: 48 }, (_, i) => (i % 8 < 4 ? [230, 20, 20, 255] : [20, 20, 230, 255])).flat(),
	),
).toString('base64');

describe('while there are no variants', () => {
	it('shows the small picture, or the large one while the small one is on its way', () => {
		expect(pictureOf(arrived, 'card')).toMatchObject({ src: '/photos/t', sources: [] });
		expect(pictureOf({ ...arrived, thumb: null }, 'card')?.src).toBe('/photos/f');
		expect(pictureOf({ ...arrived, full: null }, 'photo')?.src).toBe('/photos/t');
		expect(pictureOf(arrived, 'photo')?.src).toBe('/photos/f');
	});

	it('shows the blurred picture of one that has not arrived, and nothing where there is none', () => {
		expect(pictureOf({ ...nothing, blur: HALVES }, 'card')).toMatchObject({ src: null, sources: [] });
		expect(pictureOf(nothing, 'card')).toBeNull();
		expect(pictureOf(null, 'card')).toBeNull();
		expect(previewOf({ ...nothing, blur: HALVES })).toBeNull();
	});
});

describe('with variants', () => {
	const photo = { ...arrived, variants: whole };
	it('offers the best format first, in no size that the use can do without', () => {
		expect(pictureOf(photo, 'card')).toMatchObject({
			src: '/photos/f/320.jpg',
			sources: [
				{ type: 'image/avif', srcset: '/photos/f/320.avif 320w, /photos/f/640.avif 640w' },
				{ type: 'image/webp', srcset: '/photos/f/320.webp 320w, /photos/f/640.webp 640w' },
			],
		});
		expect(pictureOf(photo, 'photo')?.sources[0]?.srcset).toContain('/photos/f/1280.avif 1280w');
		expect(pictureOf(photo, 'small')?.sources[0]?.srcset).toBe('/photos/f/320.avif 320w');
		expect(previewOf(photo)).toBe('/photos/f/1280.jpg');
	});

	it('says how wide a copy of a narrow picture really is', () => {
		const narrow = { ...photo, width: 500, variants: whole.filter(({ width }) => width <= 640) };
		expect(pictureOf(narrow, 'photo')?.sources[0]?.srcset).toBe(
			'/photos/f/320.avif 320w, /photos/f/640.avif 500w',
		);
	});

	it('offers no format that lacks a size; the picture as it arrived stands for what was no smaller', () => {
		const flat = {
			...photo,
			width: 960,
			variants: made({ avif: [320], webp: [320], jpg: [320, 640, 1_280] }),
		};
		expect(pictureOf(flat, 'photo')?.sources).toEqual([
			{ type: 'image/webp', srcset: '/photos/f/320.webp 320w, /photos/f 960w' },
		]);
		expect(pictureOf({ ...flat, type: 'image/png' }, 'photo')).toMatchObject({
			src: '/photos/f/640.jpg',
			sources: [],
		});
	});
});

describe('a blurred picture', () => {
	it('has the colours where they are, in few bytes', async () => {
		const url = blurred(HALVES) ?? '';
		expect(url).toMatch(/^data:image\/bmp;base64,[A-Za-z0-9+/=]+$/);
		expect(url.length).toBeLessThan(260);
		const file = Buffer.from(url.split(',')[1] ?? '', 'base64');
		const [width, height] = [file.readInt32LE(18), file.readInt32LE(22)];
		expect([width, height]).toEqual([6, 4]);
		const row = Math.ceil((width * 3) / 4) * 4;
		const [blueLeft = 0, , redLeft = 0] = file.subarray(54);
		const [blueRight = 0, , redRight = 0] = file.subarray(54 + (width - 1) * 3);
		expect(file.length).toBe(54 + row * height);
		expect([redLeft > blueLeft, blueRight > redRight]).toEqual([true, true]);
	});

	it.each(['', 'x', '!!!!', 'AAAA', 'AAAAAAA', '////////////////'])('of %j does no harm', (text) => {
		expect(() => blurred(text)).not.toThrow();
	});

	it('is of the shape of its picture', async () => {
		const pixels = await sharp({ create: { width: 30, height: 60, channels: 4, background: '#456' } })
			.raw()
			.toBuffer();
		const tall = Buffer.from(rgbaToThumbHash(30, 60, pixels)).toString('base64');
		const file = Buffer.from((blurred(tall) ?? '').split(',')[1] ?? '', 'base64');
		expect(file.readInt32LE(22)).toBeGreaterThan(file.readInt32LE(18));
	});
});

it('waits for the first picture of the first screen whose file is here', () => {
	const there = { picture: pictureOf(arrived, 'card') };
	const onTheWay = { picture: pictureOf({ ...nothing, blur: HALVES }, 'card') };
	const none = { picture: null };
	expect(leading([onTheWay, none, there, there])).toBe(2);
	expect(leading([none, none, none, none, there])).toBe(-1);
	expect(leading([])).toBe(-1);
});
