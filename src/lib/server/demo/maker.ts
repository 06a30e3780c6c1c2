import type { Region } from '../../domain/provinces.ts';
import { pick, type Random } from './random.ts';
import { MUSLIM_PROVINCES, NAMES, TITLES } from './words/people.ts';

/** Who makes: `ป้าสมศรี`; nobody in particular. */
export interface Maker {
	readonly th: string;
	readonly en: string;
	/** Eats and makes nothing of pork. */
	readonly muslim: boolean;
}

export function makerIn(random: Random, province: string, region: Region): Maker {
	const muslim = MUSLIM_PROVINCES.includes(province);
	const people = muslim ? 'muslim' : region;
	const [th, en] = pick(random, NAMES[people]);
	return { th: pick(random, TITLES[people]) + th, en, muslim };
}
