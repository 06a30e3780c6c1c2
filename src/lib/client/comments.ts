import { Dexie, liveQuery, type Observable } from 'dexie';
import type { Comment } from '../domain/comment.ts';
import { COMMENT } from '../domain/notes.ts';
import { shown } from '../sync/device/held.ts';
import type { Session } from './session.ts';
import { isHere } from './view.ts';

/** What the office wrote about a thing of this shop. */
export interface Told extends Comment {
	readonly key: string;
	/** What was said of it here has not reached the office. */
	readonly isUnsent: boolean;
}

/** The comments of this shop, or those about one thing (`product/KEY`); those to be done first, each kind the newest first. */
export function watchComments({ db, space }: Session, about: string | null): Observable<Told[]> {
	return liveQuery(async () => {
		const rows = await db.records
			.where('[space+kind+key]')
			.between([space, COMMENT, Dexie.minKey], [space, COMMENT, Dexie.maxKey])
			.toArray();
		return rows
			.filter(isHere)
			.map((row): Told => ({ ...(shown(row) as Comment), key: row.key, isUnsent: row.unsent === 1 }))
			.filter((told) => about === null || told.about === about)
			.sort((a, b) => Number(Boolean(a.done)) - Number(Boolean(b.done)) || (b.at ?? 0) - (a.at ?? 0));
	});
}

/** Says that a comment is done, or that it is not after all. `now`: ms UTC by the server's clock. */
export const setDone = (session: Session, key: string, isDone: boolean, now: number): Promise<void> =>
	session.edit({ space: session.space, kind: COMMENT, key, set: { done: isDone ? Math.round(now) : null } });
