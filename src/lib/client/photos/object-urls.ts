import { liveQuery, type Subscription } from 'dexie';
import type { Session } from '../session.ts';

interface Use {
	readonly url: string;
	users: number;
}

/** Object URLs by the hash of their file: one file shown in two places is one URL, and the last place to leave revokes it. */
const inUse = new Map<string, Use>();

/** The address of a file of this phone for one more place that shows it, which later leaves it; null: it is not here. */
async function take({ db }: Pick<Session, 'db'>, hash: string): Promise<string | null> {
	const file = inUse.has(hash) ? undefined : await db.files.get(hash).catch(() => undefined);
	const use = inUse.get(hash) ?? (file && { url: URL.createObjectURL(file.blob), users: 0 });
	if (!use) return null;
	use.users += 1;
	inUse.set(hash, use);
	return use.url;
}

function leave(hash: string): void {
	const use = inUse.get(hash);
	if (!use) return;
	use.users -= 1;
	if (use.users > 0) return;
	inUse.delete(hash);
	URL.revokeObjectURL(use.url);
}

/**
 * Calls `show` with the address of a file once it is on this phone: now, or when it comes, whichever tab fetches it.
 * `missing` is told where it is not here now. Answers how to end that.
 */
export function showFile(
	session: Pick<Session, 'db'>,
	hash: string,
	show: (url: string) => void,
	missing: () => void,
): () => void {
	let left = false;
	let shown = false;
	let looking = false;
	let arrival: Subscription | undefined;
	async function look() {
		if (shown || looking) return;
		looking = true;
		const url = await take(session, hash);
		looking = false;
		if (left) {
			if (url !== null) leave(hash);
			return;
		}
		if (url !== null) {
			shown = true;
			arrival?.unsubscribe();
			show(url);
		} else if (!arrival) {
			missing();
			// Only what is missing is followed: a list whose files are here asks the database for each of them once.
			arrival = liveQuery(() => session.db.files.where('hash').equals(hash).count()).subscribe(
				(count) => count > 0 && void look(),
			);
		}
	}
	void look();
	return () => {
		left = true;
		arrival?.unsubscribe();
		if (shown) leave(hash);
	};
}
