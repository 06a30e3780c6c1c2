import sharp from 'sharp';
import { expect, test } from 'vitest';
import { turnJpeg } from './exif.ts';

/** 60 x 40, its left half blue and its right half red. */
function plain(): Promise<Buffer> {
	const blue = { create: { width: 30, height: 40, channels: 3, background: '#0000ff' } } as const;
	return sharp({ create: { width: 60, height: 40, channels: 3, background: '#ff0000' } })
		.composite([{ input: blue, top: 0, left: 0 }])
		.jpeg()
		.toBuffer();
}

async function cornerOf(jpeg: Uint8Array): Promise<{ size: [number, number]; topLeft: 'blue' | 'red' }> {
	const { data, info } = await sharp(jpeg).autoOrient().raw().toBuffer({ resolveWithObject: true });
	const at = (5 * info.width + 5) * info.channels;
	return { size: [info.width, info.height], topLeft: (data[at] ?? 0) > 128 ? 'red' : 'blue' };
}

test('a picture without Exif is turned clockwise, and upright again by four quarters', async () => {
	const jpeg = await plain();
	expect(await cornerOf(turnJpeg(jpeg, 1)!)).toEqual({ size: [40, 60], topLeft: 'blue' });
	expect(await cornerOf(turnJpeg(jpeg, 2)!)).toEqual({ size: [60, 40], topLeft: 'red' });
	expect(await cornerOf(turnJpeg(jpeg, 3)!)).toEqual({ size: [40, 60], topLeft: 'red' });
	expect(await cornerOf(turnJpeg(turnJpeg(jpeg, 3)!, 1)!)).toEqual({ size: [60, 40], topLeft: 'blue' });
});

test('the turn adds to the one that the camera wrote, and its other notes stay', async () => {
	const byCamera = await sharp(await plain())
		.withExif({ IFD0: { Make: 'Phone' } })
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	const turned = turnJpeg(byCamera, 1)!;
	expect((await sharp(turned).metadata()).orientation).toBe(3);
	expect(turned.length).toBe(byCamera.length);
	expect((await sharp(turnJpeg(byCamera, 3)!).metadata()).orientation).toBe(1);
});

test('what cannot be turned by a word is left to be drawn: another kind, a mirrored or a broken one', async () => {
	const jpeg = await plain();
	expect(turnJpeg(await sharp(jpeg).png().toBuffer(), 1)).toBeNull();
	expect(turnJpeg(await sharp(jpeg).withMetadata({ orientation: 2 }).jpeg().toBuffer(), 1)).toBeNull();
	expect(turnJpeg(jpeg.subarray(0, 40), 1)).toBeNull();
});
