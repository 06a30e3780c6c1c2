import { DAY } from '../../src/lib/domain/dates.ts';
import { openSession, type Session } from '../../src/lib/client/session.ts';
import { phoneRow, setPhone } from '../../src/lib/client/photos/rule.ts';

/** What the server says the time is when a test begins, ms UTC. */
export const NOW = 1_800_000_000_000;

let people = 0;

/** A phone that has just heard its server. */
export async function openHeard(): Promise<Session> {
	const account = { enrolment: 'e', role: 'seller', name: '', areas: [], shop: 'shop1' } as const;
	const session = await openSession(
		{ ...account, person: `kept${people++}` },
		() => {},
		() => {},
	);
	await hear(session, NOW);
	return session;
}

/** The server says what time it is, whatever the phone's clock says. */
export async function hear({ db }: Session, time: number, epoch = 'epoch-1'): Promise<void> {
	const heard = Date.now();
	await db.self.update('self', { heardAt: heard, clockOffset: time - heard, epoch });
	const { history } = await phoneRow(db);
	await setPhone(db, { history: history ?? { epoch, at: time } });
}

/** Bytes of a picture, a hundred of them. */
export const bytesOf = (name: string): Blob => new Blob([name.padEnd(100, '.')]);

/** Files by their names, sorted. */
export const filesOf = async ({ db }: Session): Promise<string[]> =>
	(await db.files.toCollection().primaryKeys()).sort();

export interface Kept {
	/** Since the server had both files; null: it does not, or nobody knows since when. */
	readonly days: number | null;
	readonly fetched?: true;
	/** Both wait to go up. */
	readonly waits?: true;
}

/** A photo whose record the office has, and its files `KEY-full` and `KEY-thumb`. */
export async function putPhoto(session: Session, key: string, kept: Kept): Promise<void> {
	const { db, space } = session;
	const confirmedAt = kept.days === null ? null : NOW - kept.days * DAY;
	const fields = { of: 'product/P1', order: key, full: `${key}-full`, thumb: `${key}-thumb` };
	for (const size of ['full', 'thumb'] as const) {
		const hash = fields[size];
		await db.files.put({ hash, blob: bytesOf(hash) });
		if (kept.fetched || confirmedAt !== null) await db.arrivals.put({ hash, bytes: 100, confirmedAt });
		if (kept.waits) await db.uploads.put({ hash, space, photo: key, size, madeAt: 1, refused: null });
	}
	await session.edit({ space, kind: 'photo', key, set: fields });
	const row = await db.records.get([space, 'photo', key]);
	if (row) await db.records.put({ ...row, seen: 1, fields, pending: {} });
	await db.queue.clear();
}
