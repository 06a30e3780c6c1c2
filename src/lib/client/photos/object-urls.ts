import type { Session } from '../session.ts';
import type { Database } from '../store/database.ts';

interface Use {
	url: Promise<string | null>;
	users: number;
}

/** Object URLs by the hash of their file: one file shown in two places is one URL, and the last place to leave revokes it. */
const inUse = new Map<string, Use>();

/**
 * The address of a file for one more place that shows it; null where it cannot be had now. Each `take` is followed by
 * one `leave`.
 */
export function take(session: Session, hash: string): Promise<string | null> {
	const use = inUse.get(hash) ?? { url: open(session, hash), users: 0 };
	use.users += 1;
	inUse.set(hash, use);
	return use.url;
}

export function leave(hash: string): void {
	const use = inUse.get(hash);
	if (!use) return;
	use.users -= 1;
	if (use.users > 0) return;
	inUse.delete(hash);
	void use.url.then((url) => url !== null && URL.revokeObjectURL(url));
}

async function open(session: Session, hash: string): Promise<string | null> {
	const blob = await fileOf(session, hash);
	return blob && URL.createObjectURL(blob);
}

/** A picture's file: this phone's, else the server's, which then stays here too. Null where it cannot be had now. */
export async function fileOf(session: Session, hash: string): Promise<Blob | null> {
	const file = await session.db.files.get(hash).catch(() => undefined);
	return file?.blob ?? (await fetchOnce(session, hash));
}

/**
 * Another phone took it. It is asked for by name of the enrolment, which an <img> could not say (a draft's pictures are
 * not public), and kept, so that it is there with no connection the next time.
 */
async function fetchOnce({ db, account }: Session, hash: string): Promise<Blob | null> {
	try {
		const response = await fetch(`/photos/${hash}`, { headers: { 'tambon-enrolment': account.enrolment } });
		if (!response.ok || !response.headers.get('content-type')?.startsWith('image/')) return null;
		const blob = await response.blob();
		// Shown all the same where there is no room to keep it.
		await keepFetched(db, hash, blob).catch(() => undefined);
		return blob;
	} catch {
		return null;
	}
}

async function keepFetched(db: Database, hash: string, blob: Blob): Promise<void> {
	await db.transaction('rw', db.files, db.arrivals, async () => {
		// Not over one that was made here meanwhile.
		await db.files.add({ hash, blob });
		await db.arrivals.put({ hash, bytes: blob.size, confirmedAt: null });
	});
}
