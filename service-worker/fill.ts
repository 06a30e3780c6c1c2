import type { Part } from '../src/lib/client/signals.ts';

/** A file of the app, as the build lists it. */
export interface Entry {
	/** From the origin on. */
	readonly url: string;
	readonly revision: string | null;
	/** Bytes, unpacked; known to the build alone. */
	readonly size?: number;
	/** Undefined: every phone keeps it. */
	readonly part?: Part;
	/** A large script of the app, in no bundle. */
	readonly large?: true;
	/** It is not kept itself: it brings so many small files of its part at once. */
	readonly holds?: number;
}

export interface FillParts {
	/** Addresses of what is here already. */
	readonly here: ReadonlySet<string>;
	/** A file of an earlier build by the same address; undefined: there is none. */
	readonly before: (url: string) => Promise<Response | undefined>;
	/** Throws where there is no such file, or no line. */
	readonly fetched: (url: string) => Promise<Response>;
	readonly put: (url: string, response: Response) => Promise<void>;
}

/** Files asked for at the same time by themselves: a far line is not waited for 250 times, and the app's own words still get through. */
const AT_ONCE = 3;
/** How often a file is asked for in a row: what lost one connection most often gets through by the next. */
const TRIES = 3;

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
export const isImmutable = (url: string): boolean => url.includes('/immutable/');

/**
 * Fetches what is not here yet. Small files come many in one: packed together they are a third smaller, and none costs a
 * request of its own. What has come before the line gave out is kept, and is not asked for again.
 */
export async function fill(entries: readonly Entry[], parts: FillParts): Promise<void> {
	const missing = new Map<string, Entry>();
	for (const entry of entries) {
		if (entry.holds || parts.here.has(entry.url)) continue;
		const old = isImmutable(entry.url) ? await parts.before(entry.url) : undefined;
		if (old) await parts.put(entry.url, old);
		else missing.set(entry.url, entry);
	}
	for (const bundle of entries) {
		const its = [...missing.values()].filter(({ url, part }) => part === bundle.part && isImmutable(url));
		// A newer version of the app changes a few: those come one by one.
		if (bundle.holds && its.length * 2 > bundle.holds) await unpack(bundle, missing, parts);
	}
	const left = [...missing.keys()].reverse();
	const some = async () => {
		for (let url = left.pop(); url !== undefined; url = left.pop()) await keep(url, parts, TRIES);
	};
	try {
		await Promise.all(Array.from({ length: AT_ONCE }, some));
	} finally {
		left.length = 0;
	}
}

async function keep(url: string, parts: FillParts, tries: number): Promise<void> {
	try {
		await parts.put(url, await parts.fetched(url));
	} catch (error) {
		if (tries === 1) throw error;
		await keep(url, parts, tries - 1);
	}
}

async function unpack(bundle: Entry, missing: Map<string, Entry>, parts: FillParts): Promise<void> {
	const under: Promise<void>[] = [];
	try {
		const { body } = await parts.fetched(bundle.url);
		// Storing waits for nothing here: what a lost connection had brought and nobody had read is lost with it.
		for await (const line of linesOf(body)) under.push(keepLine(line, missing, parts).catch(leave));
	} catch {
		// Cut on its way. What is still missing is asked for by itself, and says what is wrong.
	}
	await Promise.all(under);
}

/** Not what was asked for, or no room: the file is still missing, and asked for by itself. */
const leave = () => undefined;

async function keepLine(line: string, missing: Map<string, Entry>, parts: FillParts): Promise<void> {
	const [url, text] = JSON.parse(line) as [string, string];
	if (!missing.has(url)) return;
	const type = TYPES[url.replace(/.*\./, '')] ?? 'text/plain';
	await parts.put(url, new Response(text, { headers: { 'content-type': type } }));
	missing.delete(url);
}

/** Each as it has come whole; what is left at the end is not a whole one. */
async function* linesOf(body: Response['body']): AsyncGenerator<string> {
	const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	for (;;) {
		const { value, done } = (await reader?.read()) ?? { done: true };
		if (done) return;
		const lines = (rest + value).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}
