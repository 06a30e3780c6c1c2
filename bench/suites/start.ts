import { openPhone } from '../../tests/support/phone.ts';
import { median } from '../support/median.ts';
import { bareProfile, filledProfile, type FilledProfile } from '../support/profile.ts';
import { slowDown } from '../support/slow.ts';

/** Starts of the browser for each figure: the median tells. */
const STARTS = 9;

/** Milliseconds of one start. */
interface Start {
	/** From a new browser process until ten rows can be seen. */
	readonly whole: number;
	/** Of these, the part after the browser began to load the page: what the app itself can mend. */
	readonly page: number;
	/** From a new browser process until the app's own rows are there, and answer. */
	readonly answers: number;
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
				const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime;
				const own = at('rows-painted');
				// Where the screen was there before the app, as it last stood, the first that is painted is that screen.
				const seen = at('front-lifted') === undefined ? own : at('first-contentful-paint');
				if (own === undefined || seen === undefined) return null;
				return { origin: performance.timeOrigin, seen, own };
			},
			undefined,
			{ timeout: 60_000, polling: 200 },
		);
		const {
			origin: loaded,
			seen,
			own,
		} = (await painted.jsonValue()) as NonNullable<Awaited<ReturnType<typeof painted.jsonValue>>>;
		return { whole: loaded + seen - began, page: seen, answers: loaded + own - began };
	} finally {
		await phone.kill();
	}
}

/** A phone to be started, and the address it opens. */
export interface Opened {
	/** What it is filled with, in a word. */
	readonly of: string;
	readonly filled: FilledProfile;
	readonly path: string;
}

/**
 * The medians of some starts of each, by turns, and of a page that has ten rows in it and nothing else: what this machine
 * and its browser take by themselves (`floor`).
 */
export async function medians(opened: readonly Opened[]): Promise<{ starts: Start[]; floor: number }> {
	const all = [...opened, { of: 'a bare page', filled: bareProfile(), path: '' }];
	const taken = all.map((): Start[] => []);
	for (let i = 0; i < STARTS; i++) {
		for (const [k, { filled, path }] of all.entries()) taken[k]?.push(await startOnce(filled, path));
	}
	const starts = taken.map((of, k) => {
		const shown = of.map((start) => [start.whole, start.page, start.answers].map(Math.round).join('/'));
		process.stderr.write(`start with ${all[k]?.of} (seen/of the page/answers): ${shown.join(' ')} ms\n`);
		const middle = (part: keyof Start) => Math.round(median(of.map((start) => start[part])));
		return { whole: middle('whole'), page: middle('page'), answers: middle('answers') };
	});
	return { starts, floor: starts.pop()?.whole ?? NaN };
}

/** A start with no network at 1,000 and at 10,000 products. */
export async function takeStart(): Promise<Record<string, number>> {
	const { starts, floor } = await medians([
		{ of: '1,000', filled: await filledProfile(1_000), path: '/sell' },
		{ of: '10,000', filled: await filledProfile(10_000), path: '/sell' },
	]);
	const [small, large] = starts as [Start, Start];
	return {
		'start.offline.1k': small.whole,
		'start.offline.10k': large.whole,
		'start.offline.ratio': Math.round((large.whole / small.whole) * 100) / 100,
		'start.page.1k': small.page,
		'start.answers.1k': small.answers,
		'start.floor': floor,
	};
}
