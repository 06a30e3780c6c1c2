import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { busyPhoto } from '../../tests/support/made-pictures.ts';
import { seeded } from '../../tests/support/random.ts';

/** A sensor of 12 megapixels, pixels. */
const [WIDTH, HEIGHT] = [4_032, 3_024];
/** Of the grain, which is laid side by side, pixels. */
const GRAIN = 512;
/** By how much grain lightens and darkens at most, of 255: as a small sensor's by daylight. */
const STRONG = 14;
/** Held upright: stored lying, with the flag that says so. */
const UPRIGHT = 6;

/** Real photos where `TAMBON_DATA` names a folder that has some. */
export function realPhotos(): Buffer[] {
	const folder = join(process.env['TAMBON_DATA'] ?? '', 'photos');
	if (!process.env['TAMBON_DATA'] || !existsSync(folder)) return [];
	const names = readdirSync(folder).filter((name) => /^(?!orientation).*\.jpg$/.test(name));
	return names.map((name) => readFileSync(join(folder, name)));
}

/** `count` different 12-megapixel JPEGs as a camera writes them, of real photos where there are any. */
export async function cameraPhotos(count: number): Promise<Buffer[]> {
	const real = realPhotos();
	const made: Buffer[] = [];
	for (let i = 0; i < count; i++) made.push(await taken(real[i % real.length] ?? (await busyPhoto(i)), i));
	return made;
}

async function taken(scene: Buffer, seed: number): Promise<Buffer> {
	const random = seeded(seed + 1);
	const grain = Buffer.alloc(GRAIN * GRAIN * 3);
	for (let at = 0; at < grain.length; at += 3)
		grain.fill(128 + random.below(2 * STRONG + 1) - STRONG, at, at + 3);
	return sharp(scene)
		.rotate()
		.resize(WIDTH, HEIGHT, { fit: 'cover' })
		.composite([
			{ input: grain, raw: { width: GRAIN, height: GRAIN, channels: 3 }, tile: true, blend: 'overlay' },
		])
		.withMetadata({ orientation: UPRIGHT })
		.jpeg({ quality: 92 })
		.toBuffer();
}
