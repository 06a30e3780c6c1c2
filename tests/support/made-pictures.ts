import sharp, { type Sharp } from 'sharp';
import { seeded } from './random.ts';

/** Upright it is wider than high, red on the left and blue on the right, green below; stored as `orientation` says. */
export async function orientedPhoto(orientation: number, width = 900, height = 600): Promise<Buffer> {
	const block = (background: string, w: number, h: number) =>
		sharp({ create: { width: w, height: h, channels: 3, background } })
			.png()
			.toBuffer();
	const upright = await sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
		.composite([
			{ input: await block('#0000ff', width / 2, height), left: width / 2, top: 0 },
			{ input: await block('#00ff00', width, height / 4), left: 0, top: (height * 3) / 4 },
		])
		.png()
		.toBuffer();
	// What turns the stored picture upright, backwards: EXIF 2.32, tag 0x0112
	const stored = () => sharp(upright);
	const after = async (first: Sharp) => sharp(await first.toBuffer());
	const turns: Record<number, () => Sharp | Promise<Sharp>> = {
		1: () => stored(),
		2: () => stored().flop(),
		3: () => stored().rotate(180),
		4: () => stored().flip(),
		5: async () => (await after(stored().rotate(270))).flip(),
		6: () => stored().rotate(270),
		7: async () => (await after(stored().rotate(90))).flip(),
		8: () => stored().rotate(90),
	};
	const turned = await turns[orientation]?.();
	if (!turned) throw new Error(`no orientation ${orientation}`);
	return turned
		.withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '14/1 0/1 0/1', GPSLatitudeRef: 'N' } })
		.withMetadata({ orientation })
		.jpeg({ quality: 90 })
		.toBuffer();
}

/** As rich in detail as a market stall: shapes under grain. As a phone sends it: WebP, 1,600 px at most. */
export async function busyPhoto(seed: number, width = 1_600, height = 1_200): Promise<Buffer> {
	const { below: next } = seeded(seed);
	const shapes = Array.from({ length: 700 }, () => {
		const colour = `hsl(${next(360)} ${20 + next(60)}% ${15 + next(65)}%)`;
		const place = `cx="${next(width)}" cy="${next(height)}" rx="${6 + next(90)}" ry="${6 + next(50)}"`;
		return `<ellipse ${place} fill="${colour}" stroke="#0006" stroke-width="${next(6)}"/>`;
	}).join('');
	const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`;
	const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
	const grain = await sharp({ create: { width: width / 4, height: height / 4, channels: 3, noise } } as never)
		.resize(width, height)
		.png()
		.toBuffer();
	return sharp(Buffer.from(drawn))
		.flatten({ background: '#b98' })
		.composite([{ input: grain, blend: 'soft-light' }])
		.webp({ quality: 50 })
		.toBuffer();
}

/** A PNG whose header and end are right and whose pixels are not. */
export async function spoiltPicture(): Promise<Buffer> {
	const whole = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#a33' } })
		.png({ compressionLevel: 0 })
		.toBuffer();
	const pixels = whole.indexOf('IDAT');
	return whole.fill(0xa5, pixels + 4, pixels + 4 + whole.readUInt32BE(pixels - 4));
}
