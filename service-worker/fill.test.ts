import { describe, expect, it } from 'vitest';
import { fill, type Entry } from './fill.ts';

const js = (name: string, part?: 'field'): Entry => ({
	url: `_app/immutable/${name}.js`,
	revision: null,
	...(part && { part }),
});
const APP: Entry = { url: '_app/immutable/bundles/app.1.txt', revision: null, holds: 3 };
const SHELL: Entry = { url: 'shell', revision: 'abc' };
const FILES = [SHELL, js('a'), js('b'), js('c'), APP];
const lineOf = ({ url }: Entry) => JSON.stringify([url, `text of ${url}, ภาษาไทย`]) + '\n';
const BUNDLE = [js('a'), js('b'), js('c')].map(lineOf).join('');

/** A phone with `here` on it, and a server whose bundle is `bundle`, sent in pieces of `bytes` and cut after `cut`; a slow one has stored nothing before that. */
function phone({
	here = [] as readonly string[],
	before = [] as readonly string[],
	bundle = BUNDLE,
	bytes = 7,
	cut = Infinity,
	failing = 0,
	isSlow = false,
} = {}) {
	const { promise: stored, resolve: store } = Promise.withResolvers<void>();
	const asked: string[] = [];
	const failed = new Map<string, number>();
	const put = new Map<string, Response>();
	const stream = () => {
		const all = new TextEncoder().encode(bundle);
		let at = 0;
		return new ReadableStream<Uint8Array<ArrayBuffer>>({
			pull(controller) {
				if (at >= cut) {
					store();
					return controller.error(new Error('cut'));
				}
				if (at >= all.length) return controller.close();
				controller.enqueue(all.slice(at, (at += bytes)));
			},
		});
	};
	const parts = {
		here: new Set(here),
		before: (url: string) => Promise.resolve(before.includes(url) ? new Response(`old ${url}`) : undefined),
		fetched(url: string) {
			asked.push(url);
			const times = failed.get(url) ?? 0;
			failed.set(url, times + 1);
			if (times < failing) return Promise.reject(new Error('no line'));
			return Promise.resolve(url.includes('/bundles/') ? new Response(stream()) : new Response(`own ${url}`));
		},
		async put(url: string, response: Response) {
			if (isSlow) await stored;
			put.set(url, response);
		},
	};
	return { asked, put, parts };
}

describe('what of the app is not here yet', () => {
	it('comes in one, and what is in none by itself', async () => {
		const { asked, put, parts } = phone();
		await fill(FILES, parts);
		expect(asked).toEqual([APP.url, 'shell']);
		expect([...put.keys()].sort()).toEqual(
			FILES.filter((entry) => entry !== APP)
				.map(({ url }) => url)
				.sort(),
		);
		expect(await put.get(js('b').url)?.text()).toBe(`text of ${js('b').url}, ภาษาไทย`);
		expect(put.get(js('b').url)?.headers.get('content-type')).toBe('text/javascript');
		expect(await put.get('shell')?.text()).toBe('own shell');
	});

	it('is a style where its name ends so', async () => {
		const css: Entry = { url: '_app/immutable/assets/a.css', revision: null };
		const { put, parts } = phone({ bundle: lineOf(css) });
		await fill([css, { ...APP, holds: 1 }], parts);
		expect(put.get(css.url)?.headers.get('content-type')).toBe('text/css');
	});

	it('is asked for by itself where the line was cut, but for what had come', async () => {
		const { asked, parts } = phone({ cut: new TextEncoder().encode(lineOf(js('a'))).length + 20 });
		await fill(FILES, parts);
		expect(asked).toEqual([APP.url, 'shell', js('b').url, js('c').url]);
	});

	it('is read as fast as it comes: storing is slow, and what nobody had read goes with a lost connection', async () => {
		const cut = new TextEncoder().encode(lineOf(js('a')) + lineOf(js('b'))).length;
		const { asked, parts } = phone({ cut, isSlow: true });
		await fill(FILES, parts);
		expect(asked).toEqual([APP.url, 'shell', js('c').url]);
	});

	it('is asked for by itself where something else answers in its place', async () => {
		const { asked, put, parts } = phone({ bundle: '<!doctype html>\n<title>Sign in</title>\n' });
		await fill(FILES, parts);
		expect(asked).toEqual([APP.url, ...[SHELL, js('a'), js('b'), js('c')].map(({ url }) => url)]);
		expect(put.size).toBe(4);
	});

	it('is not stored when a bundle brings what nobody asked for', async () => {
		const { put, parts } = phone({ bundle: lineOf(js('other')) + BUNDLE });
		await fill(FILES, parts);
		expect(put.has(js('other').url)).toBe(false);
	});

	it('comes by itself where it is few', async () => {
		const { asked, parts } = phone({ here: [js('a').url, js('b').url] });
		await fill(FILES, parts);
		expect(asked).toEqual(['shell', js('c').url]);
	});

	it('is taken over from an earlier build, unless its name stays while it changes', async () => {
		const { asked, put, parts } = phone({ before: ['shell', js('a').url, js('b').url] });
		await fill(FILES, parts);
		expect(asked).toEqual(['shell', js('c').url]);
		expect(await put.get(js('a').url)?.text()).toBe(`old ${js('a').url}`);
	});

	it('is asked for again where a connection was lost, a few times', async () => {
		const { asked, put, parts } = phone({ failing: 2 });
		await fill(FILES, parts);
		expect(asked.filter((url) => url === 'shell')).toHaveLength(3);
		expect(put.size).toBe(4);
	});

	it('is asked for no more once there is no line', async () => {
		const { asked, put, parts } = phone({ failing: 3 });
		await expect(fill(FILES, parts)).rejects.toThrow('no line');
		expect(put.size).toBe(0);
		expect(asked).not.toContain(js('c').url);
	});

	it('leaves what is here alone', async () => {
		const { asked, parts } = phone({ here: FILES.map(({ url }) => url) });
		await fill(FILES, parts);
		expect(asked).toEqual([]);
	});

	it('takes the bundle of its own part alone', async () => {
		const field: Entry = { ...APP, url: '_app/immutable/bundles/field.1.txt', part: 'field', holds: 1 };
		const { asked, parts } = phone({ here: FILES.map(({ url }) => url), bundle: lineOf(js('d', 'field')) });
		await fill([...FILES, js('d', 'field'), field], parts);
		expect(asked).toEqual([field.url]);
	});
});
