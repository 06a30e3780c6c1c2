import { toldIn, closings, openings, type Trade } from './words/tales.ts';
import type { Stem } from './words/stems.ts';
import type { Maker } from './maker.ts';
import type { Home } from './place.ts';
import { chance, pick, type Random } from './random.ts';

/** What the blanks of a story are filled with. */
export interface Told {
	readonly home: Home;
	readonly maker: Maker;
	readonly members: number;
	/** Buddhist era. */
	readonly since: number;
	readonly years: number;
}

/** `{m}` and the other blanks of words/, filled. */
export function fillBlanks(text: string, { home, maker, members, since, years }: Told): string {
	const blanks: Readonly<Record<string, string>> = {
		m: maker.th,
		b: home.village,
		t: home.subdistrict,
		d: home.district.replace(/^(อำเภอ|เขต)/, ''),
		p: home.inProvince,
		n: ` ${members} `,
		be: String(since),
		y: String(years),
	};
	return text
		.replace(/\s?\{n\}\s?/g, blanks['n'] ?? '')
		.replace(/\{(\w+)\}/g, (_, name: string) => blanks[name] ?? '')
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** A shop's story: one that is told of its trade, and at times where to find it. */
export function shopStory(random: Random, trade: Trade, told: Told): string {
	const story = fillBlanks(pick(random, toldIn(trade.stories, told.home.province.region)), told);
	if (!chance(random, 0.3)) return story;
	return `${story}\n\n${fillBlanks(pick(random, WAYS), told)}`;
}

const WAYS = [
	'มาหาเราได้ที่{b} {t} ถามหา{m}ใครก็ชี้ทางถูก',
	'หน้าบ้านมีป้ายไม้เขียนด้วยมือ เลยศาลากลาง{b}ไปนิดเดียว',
	'ตลาดนัดวันเสาร์ของ{t} เราตั้งโต๊ะอยู่ใต้ต้นฉำฉา',
	'ถ้าจะมาเป็นหมู่คณะโทรมาก่อน จะได้หุงข้าวไว้รอ',
];

/**
 * A product's story: how it is made, between what a voice says before and after it. `heard`: what the shop's other
 * stories said already; grows by what this one says.
 */
export function productStory(random: Random, stem: Stem, told: Told, heard: Set<string>): string {
	const { region } = told.home.province;
	const say = (lines: readonly string[], probability: number): string => {
		const fresh = lines.filter((line) => !heard.has(line));
		if (fresh.length === 0 || !chance(random, probability)) return '';
		const line = pick(random, fresh);
		heard.add(line);
		return line;
	};
	const before = say(openings(stem.category, stem.trade, region), 0.72);
	const after = say(closings(stem.category, stem.trade, region), before === '' ? 0.9 : 0.6);
	return fillBlanks([before, stem.told, after].filter(Boolean).join(' '), told);
}
