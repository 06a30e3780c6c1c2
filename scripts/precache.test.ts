import { expect, it } from 'vitest';
import { notOfTheApps, onlyThrough } from './precache.ts';

const node = (n: number) => `.svelte-kit/generated/client-optimized/nodes/${n}.js`;
const app = '.svelte-kit/generated/client-optimized/app.js';
const manifest = {
	[app]: { file: 'app.js', imports: ['_base'], later: [node(1)] },
	[node(1)]: { file: '1.js', imports: ['_base', '_sell'], css: ['1.css'] },
	[node(2)]: { file: '2.js', imports: ['_base', '_map'], css: ['2.css'] },
	[node(3)]: { file: '3.js', imports: ['_base'] },
	_base: { file: 'base.js' },
	_sell: { file: 'sell.js', later: ['table.ts'], css: ['sell.css'] },
	_map: { file: 'map.js' },
	'table.ts': { file: 'table.js', assets: ['list.bin'] },
};

it('leaves out what only pages of the server load, and keeps what the apps load later', () => {
	expect([...notOfTheApps(manifest)].sort()).toEqual(['2.css', '2.js', '3.js', 'map.js']);
});

it('tells what is loaded through some pages alone', () => {
	const own = {
		...manifest,
		[app]: { file: 'app.js', imports: ['_base'], later: [node(1), node(2)] },
	};
	expect([...onlyThrough(own, (name) => name === node(2))].sort()).toEqual(['2.css', '2.js', 'map.js']);
	expect([...onlyThrough(own, (name) => name === node(3))]).toEqual([]);
});
