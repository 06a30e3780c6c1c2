import { expect, it } from 'vitest';
import type { Entry } from '../service-worker/fill.ts';
import { bundles } from './bundles.ts';

const file = (name: string, size = 100, part?: 'field'): Entry => ({
	url: `_app/immutable/${name}`,
	revision: null,
	size,
	...(part && { part }),
});
const many = (folder: string, part?: 'field') =>
	Array.from({ length: 10 }, (_, i) => file(`${folder}/${i}.js`, 100 + i, part));
const textOf = ({ url }: Entry) => `// ${url}\n"ไทย"`;

it('puts the small files of every phone into one, and those of a part into another', () => {
	const [all, field, ...others] = bundles([...many('chunks'), ...many('nodes', 'field')], textOf);
	expect(others).toEqual([]);
	expect(all?.entry).toMatchObject({ holds: 10, revision: null });
	expect(field?.entry).toMatchObject({ holds: 10, part: 'field' });
	expect(field?.entry.url).toMatch(/^_app\/immutable\/bundles\/field\.[\w-]{8}\.txt$/);
	const lines = (all?.source ?? '').trimEnd().split('\n');
	expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
		many('chunks').map((entry) => [entry.url, textOf(entry)]),
	);
});

it('leaves out what is large, what has no hash in its name, and what is no text of the app', () => {
	const others = [
		file('chunks/large.js', 60_001),
		file('workers/data.wasm'),
		{ url: 'shell', revision: 'abc', size: 4_000 },
		{ url: 'icons/icon.svg', revision: 'def', size: 400 },
	];
	const [all] = bundles([...many('chunks'), ...others], textOf);
	expect(all?.entry.holds).toBe(10);
});

it('leaves a handful alone', () => {
	expect(bundles(many('chunks').slice(1), textOf)).toEqual([]);
});

it('is named by what it holds, in whatever order the files were found', () => {
	const [one] = bundles(many('chunks'), textOf);
	const [other] = bundles(many('chunks').reverse(), textOf);
	const [changed] = bundles(many('chunks'), () => 'changed');
	expect(other).toEqual(one);
	expect(changed?.entry.url).not.toBe(one?.entry.url);
});
