import type { Plugin } from 'vite';

/** What stands in a module, by the words that stand for it, and what stands there instead. */
type Cuts = readonly (readonly [RegExp, string])[];

/** A function of the module that is called and has nothing to do here. */
const idle = (name: string): Cuts[number] => [
	new RegExp(`(?<=^(?:async )?function ${name}\\([^]*?\\) )\\{\\n[^]*?^\\}`, 'm'),
	'{}',
];

/**
 * What the router and Svelte do for other apps, module by module. Here no link asks for a page before it is tapped
 * (`data-sveltekit-preload-*`), no page keeps a snapshot, no hook reroutes, no address lives behind a `#`, nobody asks for
 * all data anew, no page of the phone is drawn by the server, and no component waits for a promise while it is drawn.
 */
export const NEVER: Readonly<Record<string, Cuts>> = {
	'@sveltejs/kit/src/runtime/client/client.js': [
		// Taken apart it is needed whole.
		[/const \{ onMount, tick \} = svelte;/, 'const onMount = svelte.onMount, tick = svelte.tick;'],
		[/\bapp\.hash\b/g, 'false'],
		[/\boptions\.invalidateAll\b/g, 'false'],
		[/await get_rerouted_url\(url\)(?=;\n\t\tif)/, 'url'],
		[/await _hydrate\(target, hydrate\);/, ''],
		idle('setup_preload'),
		idle('capture_snapshot'),
		idle('restore_snapshot'),
	],
	'@sveltejs/kit/src/runtime/client/state.svelte.js': [[/(?<=const is_legacy =)[^;]*/, ' false']],
	'svelte/src/internal/flags/index.js': [
		[/export let (?=async_mode_flag|legacy_mode_flag|tracing_mode_flag)/g, 'export const '],
		[/^\t\w+_mode_flag = \w+;$/gm, ''],
	],
	'svelte/src/legacy/legacy-client.js': [[/options\.hydrate \? hydrate : mount/, 'mount']],
};

/** A module without what is never asked of it; null where all of it stays. */
export function lessOf(id: string, code: string): string | null {
	const name = Object.keys(NEVER).find((end) => id.endsWith(`/node_modules/${end}`));
	if (name === undefined) return null;
	return NEVER[name]!.reduce((text, [what, instead]) => {
		const less = text.replace(what, instead);
		if (less === text) throw new Error(`${name} is written otherwise now: ${what.source}`);
		return less;
	}, code);
}

/** Gives phones the part of Kit's router and of Svelte that they use. */
export const lessKit: Plugin = {
	name: 'less-kit',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	transform: (code, id) => lessOf(id, code),
};
