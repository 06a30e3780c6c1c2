import type { Database } from '../store/database.ts';

interface Use {
	url: string | null;
	users: number;
}

/** Object URLs by the hash of their file: one file shown in two places is one URL, and the last place to leave revokes it. */
const inUse = new Map<string, Use>();

/** The address of a file for one more place that shows it. Each `take` is followed by one `leave`. */
export async function take(db: Database, hash: string): Promise<string> {
	const use = inUse.get(hash) ?? { url: null, users: 0 };
	use.users += 1;
	inUse.set(hash, use);
	if (use.url === null) {
		const file = await db.files.get(hash).catch(() => undefined);
		if (!file || use.users === 0) return atServer(hash);
		use.url ??= URL.createObjectURL(file.blob);
	}
	return use.url;
}

export function leave(hash: string): void {
	const use = inUse.get(hash);
	if (!use) return;
	use.users -= 1;
	if (use.users > 0) return;
	inUse.delete(hash);
	if (use.url !== null) URL.revokeObjectURL(use.url);
}

/** This phone does not have it: another one took it. */
const atServer = (hash: string): string => `/photos/${hash}`;
