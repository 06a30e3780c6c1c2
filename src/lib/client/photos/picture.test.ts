import { expect, test } from 'vitest';
import { notOpened, refusedUnopened } from './picture.ts';

const image = (width: number, height: number) => ({ kind: 'image', width, height }) as const;

test('a file is opened unless it is no picture, or so large that opening it may take the app along', () => {
	expect(refusedUnopened({ kind: 'not-an-image' })).toBe('not-an-image');
	expect(refusedUnopened(image(12_000, 9_000))).toBe('too-large');
	for (const seen of [
		image(8_160, 6_144),
		image(10_000, 10_000),
		{ kind: 'image-of-unknown-size' } as const,
		// Where a browser opens it, it is a picture as any other.
		{ kind: 'heic' } as const,
	]) {
		expect(refusedUnopened(seen)).toBeNull();
	}
});

test('a file that could not be opened is told by what the person can do about it', () => {
	expect(notOpened({ kind: 'heic' })).toBe('heic');
	expect(notOpened(image(4_032, 3_024))).toBe('broken');
	expect(notOpened(image(8_160, 6_144))).toBe('broken-or-heavy');
	expect(notOpened({ kind: 'image-of-unknown-size' })).toBe('broken');
});
