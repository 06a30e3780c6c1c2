import { readFileSync } from 'node:fs';
import type { Rolldown } from 'vite';

type Context = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** What a phone needs for the first screen of the seller's app, by the ends of the modules' names. */
const HOME = ['/(app)/+layout.svelte', '/(app)/sell/+layout.svelte', '/(app)/sell/+page.svelte'];
/** The same for a marketer's. */
const FIELD = ['/(app)/field/+layout.svelte', '/(app)/field/+page.svelte'];
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

/** All that any of these modules loads, at once or later, but for the marketer's pages and what only they load. */
function withoutField(ids: readonly string[], context: Context): Set<string> {
	const isField = (id: string) => id.includes('/routes/(app)/field/');
	const seen = new Set<string>();
	const open = ids.filter((id) => id.includes('/routes/(app)/'));
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (seen.has(id) || isField(id)) continue;
		seen.add(id);
		const { importedIds = [], dynamicallyImportedIds = [] } = context.getModuleInfo(id) ?? {};
		open.push(...importedIds, ...dynamicallyImportedIds);
	}
	return seen;
}

/**
 * Two files in place of the fifty small ones that the bundler would make of the first screen: small files pack badly (an
 * eighth of all bytes) and each is a request. Kit's own code is in `home`, so the shell names both files, and they are
 * fetched at once. Somebody who joins fetches more than that page needs: they stand before the first screen. What a
 * marketer's first screen has beyond that is one file too.
 */
export function chunks(): Rolldown.CodeSplittingOptions {
	const ids: string[] = [];
	let parts: {
		readonly home: Set<string>;
		readonly shared: Set<string>;
		readonly field: Set<string>;
	} | null = null;
	function find(context: Context) {
		const named = (ends: readonly string[]) => ids.filter((id) => ends.some((end) => id.endsWith(end)));
		const home = closure(named(HOME), context);
		const beyond = [...closure(named(FIELD), context)].filter((id) => !home.has(id));
		const others = withoutField(ids, context);
		return {
			home,
			shared: new Set(beyond.filter((id) => others.has(id))),
			field: new Set(beyond.filter((id) => !others.has(id))),
		};
	}
	const isIn = (part: 'home' | 'shared' | 'field', id: string, context: Context) =>
		(parts ??= find(context))[part].has(id);
	const noteId = (id: string) => {
		ids.push(id);
		return true;
	};
	// A group takes along what its modules import, so the first screen is named before the others; and what a marketer's
	// shares with other screens stands in files of its own, or those screens would fetch all of it.
	return {
		groups: [
			{ debugName: 'database', priority: 4, test: DATABASE, name: 'database' },
			{
				debugName: 'first screen',
				priority: 3,
				// Called for every module before the first name is asked for.
				test: noteId,
				name: (id, context) => (isIn('home', id, context) ? 'home' : null),
			},
			{
				debugName: 'shared',
				priority: 2,
				name: (id, context) => (isIn('shared', id, context) ? `shared-${ids.indexOf(id)}` : null),
			},
			{
				debugName: "a marketer's first screen",
				priority: 1,
				name: (id, context) => (isIn('field', id, context) ? 'field' : null),
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
