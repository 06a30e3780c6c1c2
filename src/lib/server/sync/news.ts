import type { Change } from '../../sync/change.ts';
import { inPages, newsOf, type News } from '../../sync/news.ts';
import type { Section } from '../../sync/protocol.ts';
import type { Enrolled } from '../principal.ts';
import type { SpaceRow, SyncTx } from './port.ts';

export const nothingNew = (space: string, cursor: number): Section => {
	return { space, cursor, done: true, visible: true, snapshot: false, ack: null, news: [] };
};

/** The news of a space after `cursor`, long texts last. No section at all when there is nothing to tell. */
export async function newsSections(
	tx: SyncTx,
	who: Enrolled,
	space: SpaceRow,
	cursor: number,
	own: readonly Change[],
): Promise<Section[]> {
	if (cursor === space.counter) return [];
	const mine = new Map(own.map((change) => [change.n, change]));
	const news = (await tx.recordsAfter(space.id, cursor))
		.map((record) => newsOf(record, cursor, who.device, mine))
		.filter((item) => item !== null)
		.map((item): News => (item.author === who.principal.person ? { ...item, author: '' } : item));
	const pages = inPages(news);
	return pages.map((page, i) => ({
		...nothingNew(space.id, space.counter),
		done: i === pages.length - 1,
		snapshot: cursor === 0,
		news: page,
	}));
}
