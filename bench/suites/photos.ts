import sharp from 'sharp';
import { carryPhotos, type Shrunk } from '../../tests/support/photo-line.ts';
import { seeded } from '../../tests/support/random.ts';
import { startServer } from '../../tests/support/server.ts';
import { realPhotos } from '../support/camera.ts';

/** 64 kbit/s and 800 ms, each connection lost after 5 to 60 kB. */
const RATE = 8_000;
const ROUND_TRIP = 800;

/** As the phone makes it: 1,600 px and 320 px, WebP. */
async function shrunk(photo: Buffer): Promise<Shrunk> {
	const made = (pixels: number) =>
		sharp(photo)
			.rotate()
			.resize(pixels, pixels, { fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 60 })
			.toBuffer();
	return { full: new Uint8Array(await made(1_600)), thumb: new Uint8Array(await made(320)) };
}

/** Five photos of phones over a line that is thin, far and cut all the time; three prices meanwhile. Two to four minutes. */
export async function takePhotos(): Promise<Record<string, number | null>> {
	const real = realPhotos();
	if (real.length === 0) return {};
	const photos = await Promise.all(real.map(shrunk));
	const server = await startServer();
	const random = seeded(Number(process.env['SEED'] ?? 1));
	const life = () => 5_000 + random.below(55_000);
	const losesHalfway = process.env['LOSES_HALFWAY'] === '1';
	const thin = { rate: RATE, roundTrip: ROUND_TRIP, life, losesHalfway };
	const { crossed, perfect, prices, wrong, ms } = await carryPhotos(server, photos, thin, [0.2, 0.5, 0.8]);
	await server.stop();
	const worst = Math.max(...prices.map(({ ms, bytes }) => (ms - (bytes / RATE) * 1_000) / ROUND_TRIP));
	process.stderr.write(`photos: ${JSON.stringify({ crossed, perfect, prices, ms: Math.round(ms) })}\n`);
	return {
		'photos.line.ratio': wrong.length > 0 ? Infinity : Number((crossed.bytes / perfect).toFixed(3)),
		'photos.line.price': Number(worst.toFixed(2)),
	};
}
