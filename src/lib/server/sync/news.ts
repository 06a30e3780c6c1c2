import type { Change } from '../../sync/change.ts';
import { WATCHABLE } from '../../sync/laws.ts';
import { toldByLaw } from '../../sync/laws/telling.ts';
import { newsOf, type News } from '../../sync/news.ts';
import type { Rec } from '../../sync/record.ts';
import { compare, inSections, positionOf, type Part } from '../../sync/pages.ts';
import type { Section } from '../../sync/protocol.ts';
import type { Enrolled } from '../principal.ts';
import type { SpaceRow, SyncTx } from './port.ts';

export const nothingNew = (space: string, cursor: number): Section => {
	return { space, cursor, done: true, visible: true, snapshot: false, ack: null, news: [] };
};

/** What a device has of a space, and what it offers in this very request. */
export interface Standing {
	readonly cursor: number;
	readonly part: Omit<Part, 'from'> | null;
	readonly own: readonly Change[];
}

/**
 * The news of a space, long texts last, cut into sections of some `bytes` on the line. A device that has a part of an
 * earlier answer is told of that what changed since, and then the rest. No section at all when there is nothing to tell.
 */
export async function newsSections(
	tx: SyncTx,
	who: Enrolled,
	space: SpaceRow,
	{ cursor, part, own }: Standing,
	bytes: number,
): Promise<Section[]> {
	if (cursor === space.counter) return [];
	const mine = new Map(own.map((change) => [change.n, change]));
	const known = part && part.at <= space.counter && part.at >= cursor ? part : null;
	const cursorOf = (record: Rec) =>
		known && compare(positionOf(record), known.position) <= 0 ? known.at : cursor;
	const records = await tx.recordsAfter(space.id, cursor);
	const news = records
		.map((record) => newsOf(record, cursorOf(record), who.device, mine))
		.filter((item) => item !== null)
		.map((item): News => (item.author === who.principal.person ? { ...item, author: '' } : item));
	const pages = inSections(news, known?.position ?? null, bytes);
	const sections = pages.map((page, i) => ({
		...nothingNew(space.id, space.counter),
		done: i === pages.length - 1,
		snapshot: cursor === 0,
		news: page,
	}));
	const { counter } = space;
	if (WATCHABLE) toldByLaw(records, { cursorOf, device: who.device, own, counter }, sections);
	return sections;
}
