import { createHash } from 'node:crypto';
import type { Entry } from '../service-worker/fill.ts';

/**
 * Files of more bytes than this come by themselves: they are what a first visit has just fetched (the first screen, the
 * database), and the browser still has them.
 */
const MAX_SIZE = 60_000;
/** Fewer files than this are as well fetched one after another. */
const MIN_FILES = 10;

const isFile = ({ url }: Entry) => /\/immutable\/.*\.(js|css)$/.test(url);
const isOne = (entry: Entry) => isFile(entry) && !isLarge(entry);
export const isLarge = (entry: Entry): boolean => isFile(entry) && (entry.size ?? 0) > MAX_SIZE;

/** Likes stand beside likes, which packs better: by folder and ending, then by size. */
const likeness = ({ url }: Entry) => url.replace(/[^/]*$/, '') + url.replace(/.*\./, '');
const byLikeness = (a: Entry, b: Entry) =>
	likeness(a).localeCompare(likeness(b)) || (a.size ?? 0) - (b.size ?? 0) || a.url.localeCompare(b.url);

export interface Bundle {
	readonly entry: Entry;
	/** A line for each file: its address and its text, as a JSON array. */
	readonly source: string;
}

/** The small files of the apps, those that every phone keeps and those of each part, as one file each. */
export function bundles(entries: readonly Entry[], textOf: (entry: Entry) => string): Bundle[] {
	const parts = new Set(entries.map(({ part }) => part));
	return [...parts].flatMap((part) => {
		const its = entries.filter((entry) => entry.part === part && isOne(entry)).sort(byLikeness);
		if (its.length < MIN_FILES) return [];
		const source = its.map((entry) => JSON.stringify([entry.url, textOf(entry)]) + '\n').join('');
		const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
		// Of an ending that is served packed, and under a name that says which content it has.
		const url = `_app/immutable/bundles/${part ?? 'app'}.${hash}.txt`;
		return { entry: { url, revision: null, holds: its.length, ...(part && { part }) }, source };
	});
}
