import sharp from 'sharp';

/** A photo as a phone takes it: noisy, large, stored turned by 90° with the EXIF flag that says so, and a place in it. */
export async function phonePhoto(seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	const width = 2_000;
	const height = 1_500;
	const shapes = Array.from({ length: 40 }, (_, i) => {
		const spot = (n: number) => Math.round(Math.abs(Math.sin(seed * 91 + i * 17 + n * 7)) * 1_500);
		const colour = `hsl(${(seed * 50 + i * 9) % 360} 70% ${30 + (i % 5) * 10}%)`;
		return `<circle cx="${spot(1)}" cy="${spot(2)}" r="${40 + spot(3) / 6}" fill="${colour}"/>`;
	}).join('');
	const buffer = await sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`,
		),
	)
		.flatten({ background: '#c96' })
		.withExif({
			IFD0: { Make: 'Phone' },
			IFD3: { GPSLatitude: '14/1 0/1 0/1', GPSLatitudeRef: 'N' },
		})
		// Sharp writes its own orientation over one among the tags.
		.withMetadata({ orientation: 6 })
		.jpeg({ quality: 92 })
		.toBuffer();
	return { name: `photo-${seed}.jpg`, mimeType: 'image/jpeg', buffer };
}

/** A photo stored turned (EXIF 6) with a place in it: upright it is 900 x 1200, its left half blue and its right half red. */
export async function turnedPhoto(): Promise<Buffer> {
	const [width, height] = [1_200, 900];
	const blue = { create: { width, height: height / 2, channels: 3, background: '#0000ff' } } as const;
	return (
		sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
			.composite([{ input: await sharp(blue).png().toBuffer(), top: height / 2, left: 0 }])
			.withExif({
				IFD0: { Make: 'Phone' },
				IFD3: { GPSLatitude: '14/1 0/1 0/1', GPSLatitudeRef: 'N' },
			})
			// Sharp writes its own orientation over one among the tags.
			.withMetadata({ orientation: 6 })
			.jpeg({ quality: 92 })
			.toBuffer()
	);
}

/** A photo of a good phone: 30 megapixels. */
export async function largePhoto(): Promise<Buffer> {
	const create = { width: 6_400, height: 4_700, channels: 3, background: '#46705a' } as const;
	return sharp({ create }).jpeg().toBuffer();
}
