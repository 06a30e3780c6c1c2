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
			IFD0: { Make: 'Phone', Orientation: '6' },
			IFD3: { GPSLatitude: '14/1 0/1 0/1', GPSLatitudeRef: 'N' },
		})
		.jpeg({ quality: 92 })
		.toBuffer();
	return { name: `photo-${seed}.jpg`, mimeType: 'image/jpeg', buffer };
}
