import { readFileSync } from 'node:fs';

/** One built file as Vite's manifest tells it, by the module it begins with. */
interface Built {
	readonly file: string;
	readonly imports?: readonly string[];
	readonly dynamicImports?: readonly string[];
	readonly css?: readonly string[];
	readonly assets?: readonly string[];
}
type Manifest = Readonly<Record<string, Built>>;

/** Kit's entry for a page or layout, one line that names its source. */
const NODE = /\/client-optimized\/nodes\/\d+\.js$/;
/** Pages that the server draws: they need a connection, so nothing of them is kept on a phone. */
const SERVER_PAGE = /\/src\/routes\/\((shop|desk)\)\//;

/** The files that only storefront and desk load; `source` reads a module of the manifest. */
export function notOfTheApps(manifest: Manifest, source: (name: string) => string): Set<string> {
	const kept = new Set<string>();
	const seen = new Set<string>();
	const isServerPage = (name: string) => NODE.test(name) && SERVER_PAGE.test(source(name));
	const open = Object.keys(manifest).filter((name) =>
		/\/client\/entry\.js$|\/client-optimized\/app\.js$/.test(name),
	);
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		const built = manifest[name];
		if (!built || seen.has(name) || isServerPage(name)) continue;
		seen.add(name);
		for (const file of [built.file, ...(built.css ?? []), ...(built.assets ?? [])]) kept.add(file);
		open.push(...(built.imports ?? []), ...(built.dynamicImports ?? []));
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
	const others = notOfTheApps(manifest, (name) => readFileSync(name, 'utf8'));
	const addressOf = (url: string) =>
		url.replace(/^client\//, '').replace(/^prerendered\/(?:pages|dependencies)\/(.*?)(?:\.html)?$/, '$1');
	return {
		manifest: entries
			.filter(({ url }) => !others.has(url.replace(/^client\//, '')))
			.map((entry) => ({ ...entry, url: addressOf(entry.url) })),
	};
}
