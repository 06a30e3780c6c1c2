import type { Database } from '../store/database.ts';

/** The thumbnails that this tab shows and that are not on this phone: they are fetched before all others. */
export interface Wanted {
	/** `opened`: a person opened what it is of. Answers how to want it no more. */
	want(hash: string, opened: boolean): () => void;
	/** The one that came into sight first and was not handed out yet; `opened`: of those alone. */
	next(opened: boolean): string | undefined;
	/** True while one was not handed out yet. */
	waits(): boolean;
	/** Has `run` called with each new wish, in place of whoever was called before; null: nobody. */
	onWish(run: (() => void) | null): void;
}

const byDatabase = new WeakMap<Database, Wanted>();

/** One for each open database: its screens wish, and the tab that runs fetches. */
export function wantedOf(db: Database): Wanted {
	const known = byDatabase.get(db) ?? makeWanted();
	byDatabase.set(db, known);
	return known;
}

export function makeWanted(): Wanted {
	interface Wish {
		readonly hash: string;
		readonly opened: boolean;
	}
	const wishes = new Set<Wish>();
	let told: (() => void) | null = null;
	return {
		want(hash, opened) {
			const wish = { hash, opened };
			wishes.add(wish);
			told?.();
			return () => void wishes.delete(wish);
		},
		next(opened) {
			for (const wish of wishes) {
				if (opened && !wish.opened) continue;
				for (const same of wishes) if (same.hash === wish.hash) wishes.delete(same);
				return wish.hash;
			}
			return undefined;
		},
		waits: () => wishes.size > 0,
		onWish(run) {
			told = run;
		},
	};
}
