import { readFileSync } from 'node:fs';

/** One built file as Vite's manifest tells it, by the module it begins with. */
interface Built {
	readonly file: string;
	readonly imports?: readonly string[];
	/** What it loads later; named so by `desk-styles.ts`. */
	readonly later?: readonly string[];
	readonly css?: readonly string[];
	readonly assets?: readonly string[];
}
type Manifest = Readonly<Record<string, Built>>;

/** The files that only storefront and desk load: the phone's router does not know those pages (phone-routes.ts). */
export function notOfTheApps(manifest: Manifest): Set<string> {
	const kept = new Set<string>();
	const seen = new Set<string>();
	const open = Object.keys(manifest).filter((name) =>
		/\/client\/entry\.js$|\/client-optimized\/app\.js$/.test(name),
	);
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		const built = manifest[name];
		if (!built || seen.has(name)) continue;
		seen.add(name);
		for (const file of [built.file, ...(built.css ?? []), ...(built.assets ?? [])]) kept.add(file);
		open.push(...(built.imports ?? []), ...(built.later ?? []));
	}
	const all = Object.values(manifest).flatMap(({ file, css, assets }) => [
		file,
		...(css ?? []),
		...(assets ?? []),
	]);
	return new Set(all.filter((file) => !kept.has(file)));
}

interface Entry {
	url: string;
	revision: string | null;
	size: number;
}

/** What the worker fetches when it is installed: the build's list without the server's pages, by its addresses. */
export function precached(entries: Entry[]): { manifest: Entry[] } {
	const manifest = JSON.parse(
		readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'),
	) as Manifest;
	const others = notOfTheApps(manifest);
	const addressOf = (url: string) =>
		url.replace(/^client\//, '').replace(/^prerendered\/(?:pages|dependencies)\/(.*?)(?:\.html)?$/, '$1');
	return {
		manifest: entries
			.filter(({ url }) => !others.has(url.replace(/^client\//, '')))
			.map((entry) => ({ ...entry, url: addressOf(entry.url) })),
	};
}
