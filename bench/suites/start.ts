import { openPhone } from '../../tests/support/phone.ts';
import { median } from '../support/median.ts';
import { filledProfile, type FilledProfile } from '../support/profile.ts';
import { slowDown } from '../support/slow.ts';

/** Starts of the browser for each figure: the median tells. */
const STARTS = 9;

interface Start {
	/** Milliseconds from a new browser process to ten painted rows. */
	readonly whole: number;
	/** Of these, the part after the browser began to load the page: what the app itself can mend. */
	readonly page: number;
}

/** One start with no server and a slow processor. */
async function startOnce({ profile, origin }: FilledProfile, path: string): Promise<Start> {
	const began = Date.now();
	const phone = await openPhone(profile, {
		url: origin + path,
		onSpawn: (pid) => void slowDown(pid),
	});
	try {
		const painted = await phone.page.waitForFunction(
			() => {
				const [mark] = performance.getEntriesByName('rows-painted');
				return mark && { at: performance.timeOrigin + mark.startTime, page: mark.startTime };
			},
			undefined,
			{ timeout: 60_000, polling: 200 },
		);
		const { at, page } = (await painted.jsonValue()) as { at: number; page: number };
		return { whole: at - began, page };
	} finally {
		await phone.kill();
	}
}

/** The medians of some starts of a filled phone at an address of its. `of`: what it is filled with, in a word. */
export async function medians(filled: FilledProfile, path: string, of: string): Promise<Start> {
	const starts: Start[] = [];
	for (let i = 0; i < STARTS; i++) starts.push(await startOnce(filled, path));
	const shown = starts.map(({ whole, page }) => `${Math.round(whole)} (${Math.round(page)})`);
	process.stderr.write(`start with ${of}: ${shown.join(' ')} ms\n`);
	const middle = (part: keyof Start) => Math.round(median(starts.map((start) => start[part])));
	return { whole: middle('whole'), page: middle('page') };
}

/** A start with no network at 1,000 and at 10,000 products. */
export async function takeStart(): Promise<Record<string, number>> {
	const small = await medians(await filledProfile(1_000), '/sell', '1,000');
	const large = await medians(await filledProfile(10_000), '/sell', '10,000');
	return {
		'start.offline.1k': small.whole,
		'start.offline.10k': large.whole,
		'start.offline.ratio': Math.round((large.whole / small.whole) * 100) / 100,
		'start.page.1k': small.page,
	};
}
