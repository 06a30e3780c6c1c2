import { readFileSync } from 'node:fs';
import type { Rolldown } from 'vite';

type Context = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** What a phone needs for the first screen of the seller's app, by the ends of the modules' names. */
const HOME = ['/(app)/+layout.svelte', '/(app)/sell/+layout.svelte', '/(app)/sell/+page.svelte'];
/** It changes with its version alone: an update of the app does not fetch it again. */
const DATABASE = /\/node_modules\/dexie\//;

/** Everything these modules import, themselves included. What they load later is not in it. */
function closure(entries: readonly string[], context: Context): Set<string> {
	const seen = new Set<string>();
	const open = [...entries];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (seen.has(id)) continue;
		seen.add(id);
		open.push(...(context.getModuleInfo(id)?.importedIds ?? []));
	}
	return seen;
}

/**
 * Two files in place of the fifty small ones that the bundler would make of the first screen: small files pack badly (an
 * eighth of all bytes) and each is a request. Kit's own code is in `home`, so the shell names both files, and they are
 * fetched at once. Somebody who joins fetches more than that page needs: they stand before the first screen.
 */
export function chunks(): Rolldown.CodeSplittingOptions {
	const ids: string[] = [];
	let home: Set<string> | null = null;
	const isHome = (id: string, context: Context) => {
		home ??= closure(
			ids.filter((one) => HOME.some((end) => one.endsWith(end))),
			context,
		);
		return home.has(id);
	};
	return {
		groups: [
			{ debugName: 'database', priority: 1, test: DATABASE, name: 'database' },
			{
				debugName: 'first screen',
				// Called for every module before the first name is asked for.
				test: (id) => {
					ids.push(id);
					return true;
				},
				name: (id, context) => (isHome(id, context) ? 'home' : null),
			},
		],
	};
}

/** Opened on a first visit, before the service worker has everything. */
const FIRST_VISIT = /\/routes\/\(app\)\/(?:join|sell\/start)\/\+page\.svelte/;

/**
 * What is fetched along with a page or a part that is loaded later, so that it need not be asked for in turn. Elsewhere than
 * on a first visit the service worker has all of it, and the names alone would be 1 kB of the first screen.
 */
export function alongWith(file: string, imports: string[]): string[] {
	const node = /\/nodes\/(\d+)\./.exec(file)?.[1];
	if (node === undefined) return [];
	const source = readFileSync(`.svelte-kit/generated/client-optimized/nodes/${node}.js`, 'utf8');
	return FIRST_VISIT.test(source) ? imports : [];
}
