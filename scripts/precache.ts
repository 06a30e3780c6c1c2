import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Entry } from '../service-worker/fill.ts';
import type { Part } from '../src/lib/client/signals.ts';
import { bundles, isLarge } from './bundles.ts';

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

const filesOf = ({ file, css = [], assets = [] }: Built) => [file, ...css, ...assets];

/** All that is loaded from the start of the app on, at once or later, without going through a module of `but`. */
function reached(manifest: Manifest, but: (name: string) => boolean): Set<string> {
	const files = new Set<string>();
	const seen = new Set<string>();
	const open = Object.keys(manifest).filter((name) =>
		/\/client\/entry\.js$|\/client-optimized\/app\.js$/.test(name),
	);
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		const built = manifest[name];
		if (!built || seen.has(name) || but(name)) continue;
		seen.add(name);
		for (const file of filesOf(built)) files.add(file);
		open.push(...(built.imports ?? []), ...(built.later ?? []));
	}
	return files;
}

/** The files that only storefront and desk load: the phone's router does not know those pages (phone-routes.ts). */
export function notOfTheApps(manifest: Manifest): Set<string> {
	const kept = reached(manifest, () => false);
	const all = Object.values(manifest).flatMap(filesOf);
	return new Set(all.filter((file) => !kept.has(file)));
}

/** The files that are loaded through these modules alone. */
export function onlyThrough(manifest: Manifest, isOne: (name: string) => boolean): Set<string> {
	const without = reached(manifest, isOne);
	return new Set([...reached(manifest, () => false)].filter((file) => !without.has(file)));
}

/** Kit's node of a page or a layout of the marketer's app. */
const FIELD_NODE = /\/client-optimized\/nodes\/\d+\.js$/;
const isField = (name: string) =>
	FIELD_NODE.test(name) && readFileSync(name, 'utf8').includes('/routes/(app)/field/');

/** What does the work of a part of the browser that most have, by its file's name. */
const STAND_INS: readonly (readonly [Part, RegExp])[] = [
	['no-offscreen', /\/browser-image-compression\.[^/]*\.js$/],
	['no-detector', /\/jsqr[^/]*\.js$/i],
];

type Listed = Entry & { size: number };

/** Where Kit leaves what the server hands out as it is. */
const CLIENT = '.svelte-kit/output/client/';

/**
 * What the worker fetches when it is installed: the build's list without the server's pages, by its addresses. What not
 * every phone needs is named as a part. The small files stand in a bundle besides, which this writes.
 */
export function precached(entries: Listed[]): { manifest: Listed[] } {
	const manifest = JSON.parse(readFileSync(`${CLIENT}.vite/manifest.json`, 'utf8')) as Manifest;
	const others = notOfTheApps(manifest);
	const field = onlyThrough(manifest, isField);
	const partOf = (file: string): Part | undefined =>
		STAND_INS.find(([, its]) => its.test(file))?.[0] ?? (field.has(file) ? 'field' : undefined);
	const addressOf = (url: string) =>
		url.replace(/^client\//, '').replace(/^prerendered\/(?:pages|dependencies)\/(.*?)(?:\.html)?$/, '$1');
	const kept = entries
		.filter(({ url }) => !others.has(url.replace(/^client\//, '')))
		.map((entry): Listed => {
			const part = partOf(entry.url.replace(/^client\//, ''));
			const listed = { ...entry, url: addressOf(entry.url), ...(part && { part }) };
			return isLarge(listed) ? { ...listed, large: true } : listed;
		});
	const made = bundles(kept, ({ url }) => readFileSync(CLIENT + url, 'utf8'));
	for (const { entry, source } of made) {
		mkdirSync(dirname(CLIENT + entry.url), { recursive: true });
		writeFileSync(CLIENT + entry.url, source);
	}
	return { manifest: [...kept, ...made.map(({ entry, source }) => ({ ...entry, size: source.length }))] };
}
