import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { carryPhotos, type Shrunk } from '../support/photo-line.ts';
import { seeded } from '../support/random.ts';
import { startServer } from '../support/server.ts';

/** Twenty times as wide and near as a line of 64 kbit/s and 800 ms; `npm run bench -- photos` takes that one. */
const FASTER = 20;
const ROUND_TRIP = 800 / FASTER;

/** Two files as a phone makes them: noise, so that they are as large. */
async function shrunk(seed: number): Promise<Shrunk> {
	const random = seeded(seed);
	const noise = (width: number, height: number) => {
		const raw = Buffer.from(Array.from({ length: width * height * 3 }, () => random.below(256)));
		return sharp(raw, { raw: { width, height, channels: 3 } })
			.webp({ quality: 60 })
			.toBuffer();
	};
	return { full: new Uint8Array(await noise(500, 380)), thumb: new Uint8Array(await noise(120, 90)) };
}

/** Of the pictures' 340 kB, what may still be on its way when a price is edited, bytes: a segment of the line's own and what it holds. */
const ON_ITS_WAY = 32 * 1024;

for (const losesHalfway of [false, true]) {
	const lost = losesHalfway ? ' and what is halfway with it' : '';
	test(`pictures arrive over a line that loses each connection after 5 to 60 kB${lost}, and a price is not behind them`, async () => {
		const server = await startServer();
		const random = seeded(1);
		const photos = await Promise.all([11, 12, 13].map(shrunk));
		const life = () => 5_000 + random.below(55_000);
		const thin = { rate: 8_000 * FASTER, roundTrip: ROUND_TRIP, life, losesHalfway };
		const { crossed, perfect, prices, wrong } = await carryPhotos(server, photos, thin, [0.3, 0.7]);
		await server.stop();
		expect(wrong).toEqual([]);
		expect(crossed.cuts).toBeGreaterThan(4);
		// A tenth of the bytes is halfway when they are lost, whoever sends them; a busy server has taken in fewer of them.
		expect(crossed.bytes / perfect).toBeLessThan(losesHalfway ? 1.5 : 1.15);
		for (const { ahead } of prices) expect(ahead).toBeLessThan(ON_ITS_WAY);
	});
}
