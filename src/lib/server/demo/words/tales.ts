import type { Category } from '../../../domain/category.ts';
import type { Region } from '../../../domain/provinces.ts';
import { holdsIn } from './stems.ts';
import { TRADES as TABLE } from './trades.ts';
import { CLOSINGS, OPENINGS, type Voice } from './voices.ts';

/** A sentence or a story, and the regions it is told in. */
interface Line {
	readonly letters: string;
	readonly text: string;
}

export interface Trade {
	readonly key: string;
	readonly category: Category;
	/** What a group of this trade is called after. */
	readonly words: readonly string[];
	readonly en: string;
	/** How many there are of it among all, in no unit. */
	readonly weight: number;
	readonly stories: readonly Line[];
}

function readLine(line: string): Line {
	const told = /^([necs]+)>(.*)$/.exec(line);
	return told ? { letters: told[1] ?? '', text: told[2] ?? '' } : { letters: '*', text: line };
}

function readTrades(): Trade[] {
	return TABLE.trim()
		.split(/\n?@/)
		.filter((block) => block !== '')
		.map((block) => {
			const [head = '', ...stories] = block.trim().split('\n');
			const [key = '', category = '', words = '', en = '', weight = ''] = head.split('|');
			return {
				key,
				category: category as Category,
				words: words.split(';'),
				en,
				weight: Number(weight),
				stories: stories.map(readLine),
			};
		});
}

export const TRADES: readonly Trade[] = readTrades();

const linesOf = (text: string): Line[] => text.trim().split('\n').map(readLine);

/** What is told in a region, its own lines three times as likely as those told everywhere. */
export function toldIn(lines: readonly Line[], region: Region): string[] {
	return lines
		.filter(({ letters }) => holdsIn(letters, region))
		.flatMap(({ letters, text }) => (letters === '*' ? [text] : [text, text, text]));
}

/** The voices that suit a trade, besides those of its category. */
const VOICES: Readonly<Record<string, Voice>> = {
	chilli: 'SAVOURY',
	fish: 'SAVOURY',
	sea: 'SAVOURY',
	meat: 'SAVOURY',
	sweets: 'SWEET',
	crisps: 'SWEET',
	coffee: 'BREWED',
	tea: 'BREWED',
	powder: 'BREWED',
	juice: 'BOTTLED',
	silk: 'WOVEN',
	cotton: 'WOVEN',
	indigo: 'WOVEN',
	batik: 'WOVEN',
	hill: 'WOVEN',
};

/** What may be said of a product of that category and trade, in that region. */
function said(voices: Readonly<Record<Voice, string>>, category: Category, trade: string, region: Region) {
	const own = VOICES[trade];
	const texts = [voices.ANY, voices[category], ...(own ? [voices[own]] : [])];
	return toldIn(texts.flatMap(linesOf), region);
}

export const openings = (category: Category, trade: string, region: Region): string[] =>
	said(OPENINGS, category, trade, region);

export const closings = (category: Category, trade: string, region: Region): string[] =>
	said(CLOSINGS, category, trade, region);
