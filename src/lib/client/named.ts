import { liveQuery, type Observable } from 'dexie';
import { catalogueOf, shopOfSpace } from '../domain/access.ts';
import { isNote } from '../domain/notes.ts';
import { shown } from '../sync/device/held.ts';
import { QUESTION } from '../sync/record.ts';
import type { Session } from './session.ts';
import type { Database } from './store/database.ts';

/** What things (`product/KEY`) are called, for as many as a list shows; a thing that is gone has no entry. */
export function watchNamesOf(
	{ db, space }: Session,
	ids: readonly string[],
): Observable<Map<string, string>> {
	return liveQuery(() => namesOf(db, space, ids));
}

async function namesOf(db: Database, space: string, ids: readonly string[]): Promise<Map<string, string>> {
	const keys = ids.map((id) => [space, ...id.split('/')] as [string, string, string]);
	const rows = await db.records.bulkGet(keys);
	return new Map(
		rows.flatMap((row, i) => {
			const name = row && shown(row)['nameTh'];
			return row ? [[ids[i] ?? '', typeof name === 'string' ? name : '']] : [];
		}),
	);
}

/** What went up or came down in one moment: the fields of one thing, newest first. */
export interface Passage {
	/** `product/KEY`, as in `WaitingThing`. */
	readonly id: string;
	readonly name: string;
	readonly at: number;
	readonly fields: readonly { readonly kind: string; readonly field: string }[];
	/** A person's id; '' for this person. */
	readonly author: string;
}

/** The newest `limit` passages each way; `lastUp` is when something of ours last reached the office, null: never. */
export interface Passages {
	readonly up: readonly Passage[];
	readonly down: readonly Passage[];
	readonly lastUp: number | null;
}

export function watchPassages({ db, space }: Session, limit: number): Observable<Passages> {
	return liveQuery(async () => {
		const entries = (await db.journal.orderBy(':id').reverse().toArray()).filter(
			// A question is told of where it can be answered.
			(entry) => entry.space === space && entry.kind !== QUESTION,
		);
		const photos = [...new Set(entries.filter(({ kind }) => kind === 'photo').map(({ key }) => key))];
		const rows = await db.records.bulkGet(photos.map((key) => [space, 'photo', key]));
		const owners = new Map(rows.map((row) => [row?.key ?? '', row && shown(row)['of']]));
		const idOf = (kind: string, key: string) => {
			if (kind === 'photo') return String(owners.get(key) ?? `photo/${key}`);
			if (isNote(kind)) return `shop/${shopOfSpace(space)}`;
			return kind === 'story'
				? `${space === catalogueOf(key) ? 'shop' : 'product'}/${key}`
				: `${kind}/${key}`;
		};
		const grouped = (way: 'up' | 'down') => {
			const found = new Map<string, Passage>();
			for (const { at, kind, key, fields, author } of entries.filter((entry) => entry.way === way)) {
				const id = idOf(kind, key);
				const moment = `${id} ${at} ${author}`;
				const before = found.get(moment);
				if (!before && found.size === limit) break;
				const added = fields.map((field) => ({ kind, field }));
				found.set(moment, { id, name: '', at, author, fields: [...(before?.fields ?? []), ...added] });
			}
			return [...found.values()];
		};
		const up = grouped('up');
		const down = grouped('down');
		const names = await namesOf(db, space, [...new Set([...up, ...down].map(({ id }) => id))]);
		const named = (passage: Passage) => ({ ...passage, name: names.get(passage.id) ?? '' });
		return { up: up.map(named), down: down.map(named), lastUp: up[0]?.at ?? null };
	});
}
