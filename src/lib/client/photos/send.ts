import type { Session } from '../session.ts';
import type { UploadRow } from '../store/database.ts';
import { plan, verdict, type Verdict } from './plan.ts';

/** A file of 150 kB takes 25 s on EDGE; after this time the line is taken for dead, milliseconds. */
const PATIENCE = 120_000;

/**
 * Sends the pictures that wait, one at a time, until the line fails or the person has written something new: text goes
 * first, so the next round carries it and comes back here. Never throws for the network's sake.
 */
export async function sendPhotos(session: Session, fetcher: typeof fetch = fetch): Promise<void> {
	const { db } = session;
	const uploads = await db.uploads.toArray();
	if (uploads.length === 0) return;
	const rows = await db.records.bulkGet(uploads.map(({ space, photo }) => [space, 'photo', photo]));
	const byPhoto = new Map(rows.flatMap((row) => (row ? [[row.key, row] as const] : [])));
	const heldUp = uploads.some(({ carried }) => carried) ? await heldUpPhotos(session) : new Set<string>();
	const { drop, send } = plan(
		uploads,
		(photo) => byPhoto.get(photo),
		(photo) => heldUp.has(photo),
	);
	await forget(session, drop);
	const written = await db.queue.count();
	for (const upload of send) {
		if ((await db.queue.count()) > written) return;
		const said = await sendOne(session, upload, fetcher);
		if (said.kind === 'later') return;
		if (said.kind === 'sent') await db.uploads.delete(upload.hash);
		else await db.uploads.update(upload.hash, { refused: said.reason });
	}
}

/** Photos of which a change was brought along that is not at the office: it waits, or was refused. */
async function heldUpPhotos({ db }: Session): Promise<Set<string>> {
	const rows = await db.carried.where('state').anyOf('waiting', 'parked').toArray();
	return new Set(rows.filter(({ change }) => change.kind === 'photo').map(({ change }) => change.key));
}

async function sendOne(
	{ db, account }: Session,
	{ hash }: UploadRow,
	fetcher: typeof fetch,
): Promise<Verdict> {
	const file = await db.files.get(hash);
	if (!file) return { kind: 'refused', reason: 'file-lost' };
	try {
		const response = await fetcher(`/api/photos/${hash}`, {
			method: 'PUT',
			body: file.blob,
			headers: { 'tambon-enrolment': account.enrolment },
			cache: 'no-store',
			// A network that asks for a password answers by sending us elsewhere.
			redirect: 'error',
			signal: AbortSignal.timeout(PATIENCE),
		});
		void response.body?.cancel();
		return verdict(response.status, response.headers.get('content-type'));
	} catch {
		return { kind: 'later' };
	}
}

/** The record is gone for good, and was never sent: its file is nobody's. */
async function forget({ db }: Session, uploads: readonly UploadRow[]): Promise<void> {
	if (uploads.length === 0) return;
	const hashes = uploads.map((upload) => upload.hash);
	await db.transaction('rw', db.uploads, db.files, async () => {
		await db.uploads.bulkDelete(hashes);
		await db.files.bulkDelete(hashes);
	});
}
