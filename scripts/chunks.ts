import type { Rolldown } from 'vite';

type Context = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** What a phone needs for the first screen of the seller's app, by the ends of the modules' names. */
const HOME = ['/(app)/+layout.svelte', '/(app)/sell/+layout.svelte', '/(app)/sell/+page.svelte'];
const JOIN = ['/(app)/+layout.svelte', '/(app)/join/+page.svelte'];
/** What the desk shares with the phone; the phone's database is not among it. */
const COMMON = /\/src\/lib\/ui\/|\/node_modules\//;
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
 * Three files in place of the fifty small ones that the bundler would make of the first screen: small files pack badly
 * (an eighth of all bytes) and each is a request. `base` is what other pages use too, `home` what only the seller's does.
 */
export function chunks(): Rolldown.CodeSplittingOptions {
	const ids: string[] = [];
	let home: Set<string> | null = null;
	let join = new Set<string>();
	const entries = (ends: readonly string[]) => ids.filter((id) => ends.some((end) => id.endsWith(end)));
	return {
		groups: [
			{
				debugName: 'first screen',
				// Called for every module before the first name is asked for.
				test: (id) => {
					ids.push(id);
					return true;
				},
				name: (id, context) => {
					home ??= closure(entries(HOME), context);
					join = join.size > 0 ? join : closure(entries(JOIN), context);
					if (!home.has(id)) return null;
					if (DATABASE.test(id)) return 'database';
					return join.has(id) || COMMON.test(id) ? 'base' : 'home';
				},
			},
		],
	};
}
