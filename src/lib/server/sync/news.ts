import type { Change } from '../../sync/change.ts';
import { WATCHABLE } from '../../sync/laws.ts';
import { toldByLaw } from '../../sync/laws/telling.ts';
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
	const records = await tx.recordsAfter(space.id, cursor);
	const news = records
		.map((record) => newsOf(record, cursor, who.device, mine))
		.filter((item) => item !== null)
		.map((item): News => (item.author === who.principal.person ? { ...item, author: '' } : item));
	const pages = inPages(news);
	const sections = pages.map((page, i) => ({
		...nothingNew(space.id, space.counter),
		done: i === pages.length - 1,
		snapshot: cursor === 0,
		news: page,
	}));
	const { counter } = space;
	if (WATCHABLE) toldByLaw(records, { cursor, device: who.device, own, counter }, sections);
	return sections;
}
