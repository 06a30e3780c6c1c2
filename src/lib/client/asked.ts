import { Dexie, liveQuery, type Observable } from 'dexie';
import { COMMENT } from '../domain/notes.ts';
import { shown } from '../sync/device/held.ts';
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

const allOf = (db: Session['db'], space: string, kind: string): Promise<RecordRow[]> =>
	db.records
		.where('[space+kind+key]')
		.between([space, kind, Dexie.minKey], [space, kind, Dexie.maxKey])
		.toArray();

/**
 * Every question the server has open. A question of a thing that is on its way out is none: it closes with the removal,
 * or is back with the thing.
 */
export async function openQuestions({ db, space }: Pick<Session, 'db' | 'space'>): Promise<OpenQuestion[]> {
	const questions = await allOf(db, space, QUESTION);
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

/** Something that waits for this person: a question, or a comment of the office. */
export interface Asked {
	/** The thing's: `product/KEY`, `shop/KEY`. */
	readonly id: string;
	/** Of a question. */
	readonly field: string;
	/** The comment's key. */
	readonly comment?: string;
}

/** What waits for this person: what was answered or done here only waits for a signal. */
export function watchAsked(session: Pick<Session, 'db' | 'space'>): Observable<Asked[]> {
	return liveQuery(async () => {
		const open = (await openQuestions(session)).filter(({ answer }) => answer === null);
		const comments = await allOf(session.db, session.space, COMMENT);
		return [
			...open.map(({ about, field }) => ({ id: `${about.kind}/${about.key}`, field })),
			...comments.flatMap((row): Asked[] => {
				const { about, done } = shown(row);
				return row.removing || done ? [] : [{ id: String(about), field: '', comment: row.key }];
			}),
		];
	});
}

/** Whether the office wrote about a thing (`product/KEY`), done or not: what it wrote is fetched where there is something. */
export function watchCommented(
	{ db, space }: Pick<Session, 'db' | 'space'>,
	id: string,
): Observable<boolean> {
	return liveQuery(async () =>
		(await allOf(db, space, COMMENT)).some((row) => !row.removing && shown(row)['about'] === id),
	);
}
