import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isSharper, stillSize } from './shutter.ts';

const range = (min: number, max: number) => ({ min, max, step: 1 });
const jpeg = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#852' } })
		.jpeg()
		.toBuffer();

test('a large sensor is asked for less than all of it, a small one for all, and none for what it cannot', () => {
	expect(stillSize({ imageWidth: range(320, 8_000), imageHeight: range(240, 6_000) })).toEqual({
		imageWidth: 3_200,
		imageHeight: 2_400,
	});
	expect(stillSize({ imageWidth: range(320, 1_600), imageHeight: range(240, 1_200) })).toEqual({
		imageWidth: 1_600,
		imageHeight: 1_200,
	});
	expect(stillSize({ imageWidth: range(4_000, 8_000), imageHeight: range(3_000, 6_000) })).toEqual({
		imageWidth: 4_000,
		imageHeight: 3_000,
	});
	expect(stillSize({})).toEqual({});
	expect(stillSize({ imageWidth: range(0, 0), imageHeight: range(0, 0) })).toEqual({});
});

test('a still smaller than the frame on the screen is not taken, nor what is no picture', async () => {
	const frame = { width: 1_200, height: 1_600 };
	expect(isSharper(await jpeg(1_600, 1_200), frame)).toBe(true);
	expect(isSharper(await jpeg(640, 480), frame)).toBe(false);
	expect(isSharper(await jpeg(640, 480), { width: 480, height: 640 })).toBe(true);
	expect(isSharper(new TextEncoder().encode('no picture'), frame)).toBe(false);
});
