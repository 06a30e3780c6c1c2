import { Dexie, liveQuery, type Observable } from 'dexie';
import { QUESTION } from '../sync/record.ts';
import type { Session } from './session.ts';
import type { QueueRow, RecordRow } from './store/database.ts';

/** A question of this shop, with the record it is about. */
export interface OpenQuestion {
	readonly question: RecordRow;
	readonly about: RecordRow;
	readonly field: string;
	/** This phone's answer while it waits to go up: the latest; null: not answered here. */
	readonly answer: QueueRow | null;
}

/**
 * Every question the server has open. A question of a thing that is on its way out is none: it closes with the removal,
 * or is back with the thing.
 */
export async function openQuestions({ db, space }: Pick<Session, 'db' | 'space'>): Promise<OpenQuestion[]> {
	const questions = await db.records
		.where('[space+kind+key]')
		.between([space, QUESTION, Dexie.minKey], [space, QUESTION, Dexie.maxKey])
		.toArray();
	if (questions.length === 0) return [];
	const epoch = (await db.self.get('self'))?.epoch;
	const found = await Promise.all(
		questions.map(async (question): Promise<OpenQuestion | null> => {
			const [kind = '', key = '', field = ''] = question.key.split('/');
			const about = await db.records.get([space, kind, key]);
			if (!about || about.removing > 0) return null;
			const rows = await db.queue.where('[space+kind+key]').equals([space, kind, key]).sortBy('n');
			// As the server will judge it: made by someone who had seen the question.
			const isAnswer = ({ state, change: { set, base } }: QueueRow) =>
				state !== 'parked' && field in set && base.epoch === epoch && base.number >= question.seen;
			return { question, about, field, answer: rows.filter(isAnswer).at(-1) ?? null };
		}),
	);
	return found.filter((item) => item !== null);
}

/** A question that waits for this person. */
export interface Asked {
	/** The thing's: `product/KEY`, `shop/KEY`. */
	readonly id: string;
	readonly field: string;
}

/** The questions that wait for this person: those answered here only wait for a signal. */
export function watchAsked(session: Pick<Session, 'db' | 'space'>): Observable<Asked[]> {
	return liveQuery(async () =>
		(await openQuestions(session))
			.filter(({ answer }) => answer === null)
			.map(({ about, field }) => ({ id: `${about.kind}/${about.key}`, field })),
	);
}
