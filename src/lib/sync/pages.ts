import type { News } from './news.ts';

/**
 * Where a record stands in the news of its space: by kind, then by short integer. A device that has a space only up to
 * a position asks for what is beyond, so a kind keeps its rank for ever, and one not named here has that of goods.
 */
export interface Position {
	readonly rank: number;
	readonly short: number;
}

/** How far a device has a space of which it has not been told all. */
export interface Part {
	/** The number at which the first of its pages was read. */
	readonly from: number;
	/** Records up to the position are as they were at this number; those beyond as they were at the cursor. */
	readonly at: number;
	readonly position: Position;
}

/** Questions before what they are about: whoever has a record has what is asked about it. Long texts behind what sells. */
const RANKS: Readonly<Record<string, number>> = { question: 0, shop: 1, product: 2, photo: 3, story: 4 };
const GOODS = 2;
const TEXTS = 4;

export const positionOf = ({ kind, short }: Pick<News, 'kind' | 'short'>): Position => {
	return { rank: RANKS[kind] ?? GOODS, short };
};

export const compare = (a: Position, b: Position): number => a.rank - b.rank || a.short - b.short;

/** True for news that can wait until all that sells has arrived. */
export const isText = (news: Pick<News, 'kind' | 'short'>): boolean => positionOf(news).rank === TEXTS;

/** How many UTF-16 units of an answer become one byte of it on the line, about. */
export const PACKS = 4;

/** Pages on a line nobody has measured, in bytes on the line. */
export const PAGE = 64 * 1024;

const sizeOf = ({ key, fields }: News) => (JSON.stringify(fields).length + key.length + 8) / PACKS;

/**
 * Cuts news into sections of at most `bytes` (one record at least), long texts apart. Each but the last ends at a
 * position: all up to it has been told by then. What changed up to `known`, the position where the device stands, goes
 * whole into the first. Never empty: no news are one section.
 */
export function inSections(news: readonly News[], known: Position | null, bytes: number): News[][] {
	const isKnown = (item: News) => known !== null && compare(positionOf(item), known) <= 0;
	const sorted = [...news].sort((a, b) => compare(positionOf(a), positionOf(b)));
	let current = sorted.filter(isKnown);
	let size = current.reduce((sum, item) => sum + sizeOf(item), 0);
	let last: News | null = null;
	const sections = [current];
	for (const item of sorted.filter((item) => !isKnown(item))) {
		const own = sizeOf(item);
		if (last && (size + own > bytes || isText(last) !== isText(item))) {
			current = [];
			size = 0;
			sections.push(current);
		}
		current.push(item);
		size += own;
		last = item;
	}
	return sections;
}

/** Where a device stands that has stored a section which is not its space's last. */
export function positionAfter(news: readonly News[], known: Position | null): Position | null {
	return news
		.map(positionOf)
		.reduce<Position | null>((far, here) => (far && compare(far, here) >= 0 ? far : here), known);
}
