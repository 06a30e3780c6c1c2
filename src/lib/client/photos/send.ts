import { shown } from '../../sync/device/held.ts';
import { isLetGo } from '../../sync/device/vector.ts';
import { OVER_QUOTA } from '../../sync/upload.ts';
import type { Session } from '../session.ts';
import type { Database, UploadRow } from '../store/database.ts';
import { isFull, letBe, withRoom } from '../store/full.ts';
import { plan } from './plan.ts';
import { holdOf, mayGo, phoneRow, setPhone } from './rule.ts';
import type { LineFacts } from './line-facts.ts';
import type { Place } from './tus.ts';
import { upload, type Line, type Uploaded } from './upload.ts';
import { confirmedBy } from './way.ts';

export type SendEnd =
	/** Nothing is left that may go. */
	| 'done'
	/** Stopped for something that goes first; the rest goes on where it is. */
	| 'stopped'
	/** The line or the server gives nothing more for now. */
	| 'later';

export interface SendParts extends Omit<Line, 'enrolment'> {
	readonly facts: () => LineFacts;
}

/**
 * Sends the pictures that wait, one at a time, from wherever they were left: a week ago, or before the phone was out of
 * battery. Asks anew before each what comes next, since a thumbnail made meanwhile goes before a full picture. Never
 * throws for the network's sake.
 */
export async function sendPhotos(session: Session, parts: SendParts): Promise<SendEnd> {
	const { db, account } = session;
	const line: Line = { ...parts, enrolment: account.enrolment };
	while (!parts.stop.aborted) {
		const next = await nextUpload(session, parts.facts());
		if (!next) return 'done';
		const said = await sendOne(session, next, line);
		if (said.kind === 'refused') await db.uploads.update(next.hash, { refused: said.reason });
		else if (said.kind !== 'sent') return said.kind;
	}
	return 'stopped';
}

/** Undefined: nothing may go. Forgets what is nobody's on the way. */
async function nextUpload(session: Session, facts: LineFacts): Promise<UploadRow | undefined> {
	const { db } = session;
	const uploads = await db.uploads.toArray();
	if (uploads.length === 0) return undefined;
	const rows = await db.records.bulkGet(uploads.map(({ space, photo }) => [space, 'photo', photo]));
	const byPhoto = new Map(rows.flatMap((row) => (row ? [[row.key, row] as const] : [])));
	const heldUp = uploads.some(({ carried }) => carried) ? await heldUpPhotos(session) : new Set<string>();
	const phone = await phoneRow(db);
	const letGo = new Set((await db.followed.toArray()).filter(isLetGo).map(({ space }) => space));
	const { drop, send } = plan(
		uploads,
		(photo) => byPhoto.get(photo),
		(photo) => heldUp.has(photo),
		mayGo(holdOf(facts, phone), phone),
		(space) => letGo.has(space),
	);
	if (drop.length === 0) return send[0];
	await forget(session, drop);
	return nextUpload(session, facts);
}

/** Photos of which a change was brought along that is not at the office: it waits, or was refused. */
async function heldUpPhotos({ db }: Session): Promise<Set<string>> {
	const rows = await db.carried.where('state').anyOf('waiting', 'parked').toArray();
	return new Set(rows.filter(({ change }) => change.kind === 'photo').map(({ change }) => change.key));
}

/** The one refusal that passes, once the shop names fewer pictures: the file is as it should be. */
export const isForRoom = ({ refused }: UploadRow): boolean => refused === String(OVER_QUOTA);

/** Lets pictures go once more for which the office had no room. What it refused for another reason stays refused. */
export async function sendAgain({ db }: Pick<Session, 'db'>, refused: readonly UploadRow[]): Promise<void> {
	const hashes = refused.filter(isForRoom).map(({ hash }) => hash);
	await db.uploads.bulkUpdate(hashes.map((key) => ({ key, changes: { refused: null } })));
}

async function sendOne({ db }: Session, row: UploadRow, line: Line): Promise<Uploaded> {
	const { hash } = row;
	const file = await db.files.get(hash);
	if (!file) return { kind: 'refused', reason: 'file-lost' };
	const note = async (arrived: number) => {
		await db.uploads.update(hash, { arrived, bytes: file.blob.size });
		const rate = line.upstream.rate();
		if (rate !== null) await setPhone(db, { rate: Math.round(rate) });
	};
	const said = await upload(hash, file.blob, placeOf(row), line, (arrived) => note(arrived).catch(letBe));
	if (said.kind === 'sent') await confirm(db, hash, file.blob.size);
	return said;
}

/** The server has it: since when is noted with it. Where there is no room for that, it stays here for longer. */
async function confirm(db: Database, hash: string, bytes: number): Promise<void> {
	try {
		await withRoom(db, () =>
			db.transaction('rw', db.uploads, db.arrivals, db.self, async () => {
				const confirmedAt = confirmedBy(await db.self.get('self'), Date.now());
				if (confirmedAt !== null) await db.arrivals.put({ hash, bytes, confirmedAt });
				await db.uploads.delete(hash);
			}),
		);
	} catch (error) {
		if (!isFull(error)) throw error;
		await db.transaction('rw', db.uploads, db.arrivals, async () => {
			await db.uploads.delete(hash);
			await db.arrivals.delete(hash);
		});
	}
}

function placeOf({ arrived, sentBefore }: UploadRow): Place {
	if (arrived !== undefined) return { kind: 'unsure' };
	return { kind: sentBefore ? 'bare' : 'new' };
}

/** The record is gone for good, and was never sent: its file is nobody's, unless another photo shows the same picture. */
async function forget({ db }: Session, uploads: readonly UploadRow[]): Promise<void> {
	if (uploads.length === 0) return;
	await db.transaction('rw', db.uploads, db.files, db.records, db.followed, async () => {
		const spaces = await db.followed.toCollection().primaryKeys();
		const photosIn = (space: string) =>
			db.records
				.where('[space+kind+key]')
				.between([space, 'photo', ''], [space, 'photo', '\uffff'])
				.toArray();
		// Also of another shop: files are the phone's, by their hash.
		const photos = (await Promise.all(spaces.map(photosIn))).flat();
		for (const { hash } of uploads) {
			const other = photos.find((row) => [shown(row)['full'], shown(row)['thumb']].includes(hash));
			if (other) await db.uploads.update(hash, { space: other.space, photo: other.key });
			else {
				await db.uploads.delete(hash);
				await db.files.delete(hash);
			}
		}
	});
}
