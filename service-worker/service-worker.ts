/**
 * The service worker, as a list of decisions. It keeps the apps' own files and opens them with no connection.
 * It keeps no data: what people typed and photographed is in IndexedDB, which nothing here ever touches.
 */
import {
	askedFor,
	channelOf,
	FRONT,
	frontAt,
	FRONTS,
	isHereOf,
	OUTBOX,
	PARTS,
	PICTURES,
	UNTIL,
	type Handover,
	type Keep,
	type Part,
	type Signal,
} from '../src/lib/client/signals.ts';
import { answerFor, type Kept } from './decide.ts';
import type { RunOutbox } from './engine.ts';
import { fill, isImmutable, type Entry } from './fill.ts';
import { sendOutboxes } from './outbox.ts';

declare const self: ServiceWorkerGlobalScope & {
	__WB_MANIFEST?: readonly (Entry | string)[];
	/** Set by the engine's script, once it is loaded. */
	runOutbox?: RunOutbox;
};

/** Background Sync, which TypeScript does not list. */
interface SyncEvent extends ExtendableEvent {
	readonly tag: string;
}

/** Undefined in `vite dev`, where there is nothing to keep. */
const entries = (self.__WB_MANIFEST ?? []).map((entry) =>
	typeof entry === 'string' ? { url: entry, revision: null } : entry,
);
/** The browser keeps imported scripts itself: this one is not fetched a second time. */
const isEngine = ({ url }: Entry) => /\/sync-engine\.[^/]+\.js$/.test(url);
const engine = entries.find(isEngine);
const manifest = entries.filter((entry) => !isEngine(entry));
const ROOT = self.location.origin + '/';
const urlOf = (url: string) => new URL(url, ROOT).href;
/** One cache for each build, named by what it holds: the same build never fetches twice. */
const BUILD = `build-${fingerprint(entries.map((entry) => entry.url + (entry.revision ?? '')).join('\n'))}`;
const PHOTOS = 'photos-1';
/** Photos kept for showing again, at some 15 kB each. */
const MAX_PHOTOS = 400;

/**
 * Aborted when a newer version is to take over: the browser waits up to five minutes for what this one has under way,
 * and the person waits with it. What is broken off here is asked for again of the newer one.
 */
const leaving = new AbortController();
const left = new Promise<never>((_, reject) => {
	leaving.signal.addEventListener('abort', () => reject(new Error('a newer version takes over')));
});
left.catch(() => undefined);

const kept: Kept = {
	paths: new Set(manifest.filter(({ holds }) => !holds).map(({ url }) => new URL(url, ROOT).pathname)),
	shell: '/shell',
};

/** By their paths. */
const large = new Set(manifest.filter((entry) => entry.large).map(({ url }) => `/${url}`));

self.addEventListener('install', (event) => {
	event.waitUntil(fillBuild().then(loadEngine));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([dropOldBuilds(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
	const word = event.data as Handover | Keep;
	// Sent when the person agreed to the newer version, at a moment when nothing is being typed.
	if (word === 'take-over') void self.skipWaiting();
	if (word === 'make-way') leaving.abort();
	if (word === 'take-charge') event.waitUntil(self.clients.claim());
	if (typeof word === 'object') event.waitUntil(Promise.race([keepParts(word.keep, event.ports[0]), left]));
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	const answer = answerFor(
		{
			method: request.method,
			mode: request.mode,
			path: url.pathname,
			ours: url.origin === self.location.origin,
		},
		kept,
	);
	if (answer === 'shell') event.respondWith(opened(url, request));
	if (answer === 'build') event.respondWith(fromBuild(url.pathname, request));
	if (answer === 'photo') event.respondWith(photo(request, event));
});

self.addEventListener('sync', (event) => {
	const { tag } = event as SyncEvent;
	if (tag === OUTBOX) (event as SyncEvent).waitUntil(Promise.race([sendOutbox(), left]));
});

/** A script can be imported later only if it was imported while this worker was installed: the browser then keeps it. */
function loadEngine(): void {
	if (engine && !self.runOutbox) self.importScripts(urlOf(engine.url));
}

/** Rejects when something still waits: the browser tries again, a few times. */
async function sendOutbox(): Promise<void> {
	const over = await sendOutboxes({
		async accounts() {
			const all = await indexedDB.databases();
			return all.flatMap(({ name }) => (name?.startsWith('tambon-') ? [name] : []));
		},
		async held() {
			const { held = [] } = await self.navigator.locks.query();
			return new Set(held.flatMap(({ name }) => (name === undefined ? [] : [name])));
		},
		listen(account, hear) {
			const channel = new BroadcastChannel(channelOf(account));
			channel.onmessage = ({ data }: MessageEvent<Signal>) => hear(data);
			return { say: (signal) => channel.postMessage(signal), close: () => channel.close() };
		},
		async run(account, steal) {
			loadEngine();
			return self.runOutbox ? self.runOutbox(account, steal) : 'not-yet';
		},
		setTimer: (run, ms) => setTimeout(run, ms),
		clearTimer: (timer) => clearTimeout(timer as number),
	});
	if (!over) throw new Error('something still waits');
}

/** These parts are kept from here on, in this version and in those to come. Answers once all of them are here. */
async function keepParts(wanted: readonly Part[], asker: MessagePort | undefined): Promise<void> {
	const parts = await caches.open(PARTS);
	try {
		for (const part of wanted) await parts.put(askedFor(part), new Response());
		await fillBuild();
		for (const part of wanted) await parts.put(isHereOf(part), new Response());
		asker?.postMessage(true);
	} catch {
		// No line now, or no room: the page asks again.
		asker?.postMessage(false);
	}
}

/** Fetches what this build names and is wanted here; files with a hash in their name are taken over from the build before. */
async function fillBuild(): Promise<void> {
	const cache = await caches.open(BUILD);
	const asked = await addressesIn(PARTS);
	const others = (await caches.keys()).filter((name) => name.startsWith('build-') && name !== BUILD);
	const before = new Set((await Promise.all(others.map(addressesIn))).flatMap((urls) => [...urls]));
	const isWanted = ({ part }: Entry) => !part || asked.has(askedFor(part).slice(1));
	await fill(manifest.filter(isWanted), {
		here: await addressesIn(BUILD),
		before: async (url) => (before.has(url) ? caches.match(urlOf(url)) : undefined),
		fetched,
		put: (url, response) => cache.put(urlOf(url), response),
	});
}

/** All in a cache, from the origin on. Asked for once: each question costs a slow phone a millisecond, and there are 250 files. */
async function addressesIn(name: string): Promise<ReadonlySet<string>> {
	const requests = await (await caches.open(name)).keys();
	return new Set(requests.map(({ url }) => url.slice(ROOT.length)));
}

async function fetched(url: string): Promise<Response> {
	// A first visit has just fetched some. A name with a hash in it says what is in the file; others are asked for anew.
	const cache = isImmutable(url) ? 'default' : 'no-cache';
	const response = await fetch(urlOf(url), { cache, credentials: 'same-origin' });
	if (!response.ok) throw new Error(`${response.status} for ${url}`);
	// A redirected answer may not open a page; a copy of its body may.
	return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/** The build before stays: an open tab of it may still ask for a file that only it names. */
async function dropOldBuilds(): Promise<void> {
	const builds = (await caches.keys()).filter((name) => name.startsWith('build-'));
	const others = builds.filter((name) => name !== BUILD);
	await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** The apps' empty page, with the screen of that address in it as it last stood, where that is kept. */
async function opened({ pathname, search }: URL, request: Request): Promise<Response> {
	const [shell, front] = await Promise.all([
		fromBuild(kept.shell, request),
		search === '' ? inCache(frontAt(pathname), { cacheName: FRONTS }) : undefined,
	]);
	if (!front) return shell;
	const past = Date.now() < Number(front.headers.get(UNTIL)) ? '' : ' class="past"';
	const host = `<div id="${FRONT}" data-pictures="${Number(front.headers.get(PICTURES))}"${past}>`;
	const [page, markup] = await Promise.all([shell.text(), front.text()]);
	const body = page.indexOf('<body>') + '<body>'.length;
	const before = `${host}<template shadowrootmode="closed">${markup}</template></div>`;
	return new Response(page.slice(0, body) + before + page.slice(body), { headers: shell.headers });
}

async function fromBuild(path: string, request: Request): Promise<Response> {
	if (large.has(path)) {
		const compiled = await fromBrowser(request.url);
		if (compiled) return compiled;
	}
	const found = await inCache(new URL(path, self.location.origin).href, { ignoreVary: true });
	return found ?? fetch(request, { signal: leaving.signal });
}

/** A cache that cannot be read just now is asked once more: with no line what it holds is nowhere else. */
async function inCache(url: string, options: MultiCacheQueryOptions): Promise<Response | undefined> {
	const ask = () => caches.match(url, options);
	return ask()
		.catch(ask)
		.catch(() => undefined);
}

/**
 * A file that the browser still has by itself, with no connection. Beside that one it keeps what it made of a script the last
 * time, so that the first screen need not be compiled at each start. Beside what a worker keeps it does so in vain.
 */
const fromBrowser = (url: string): Promise<Response | null> =>
	fetch(url, { cache: 'only-if-cached', mode: 'same-origin' }).then(
		(response) => (response.ok ? response : null),
		() => null,
	);

async function photo(request: Request, event: FetchEvent): Promise<Response> {
	const cache = await caches.open(PHOTOS);
	const found = await cache.match(request);
	if (found) return found;
	const response = await fetch(request, { signal: leaving.signal });
	if (response.ok) event.waitUntil(Promise.race([keepPhoto(cache, request, response.clone()), left]));
	return response;
}

async function keepPhoto(cache: Cache, request: Request, response: Response): Promise<void> {
	await cache.put(request, response);
	const all = await cache.keys();
	await Promise.all(all.slice(0, Math.max(0, all.length - MAX_PHOTOS)).map((old) => cache.delete(old)));
}

function fingerprint(text: string): string {
	let hash = 5381;
	for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(i)) >>> 0;
	return hash.toString(36);
}
