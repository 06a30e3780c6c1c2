import { expect, it } from 'vitest';
import { notOfTheApps } from './precache.ts';

const node = (n: number) => `.svelte-kit/generated/client-optimized/nodes/${n}.js`;
const app = '.svelte-kit/generated/client-optimized/app.js';
const manifest = {
	[app]: { file: 'app.js', imports: ['_base'], dynamicImports: [node(1), node(2), node(3)] },
	[node(1)]: { file: '1.js', imports: ['_base', '_sell'], css: ['1.css'] },
	[node(2)]: { file: '2.js', imports: ['_base', '_map'], css: ['2.css'] },
	[node(3)]: { file: '3.js', imports: ['_base'] },
	_base: { file: 'base.js' },
	_sell: { file: 'sell.js', dynamicImports: ['table.ts'], css: ['sell.css'] },
	_map: { file: 'map.js' },
	'table.ts': { file: 'table.js', assets: ['list.bin'] },
};
const pages: Record<string, string> = {
	[node(1)]: 'export { default as component } from "../../../../src/routes/(app)/sell/+page.svelte";',
	[node(2)]: 'export { default as component } from "../../../../src/routes/(shop)/+page.svelte";',
	[node(3)]: 'export { default as component } from "../../../../src/routes/(desk)/desk/+page.svelte";',
};

it('leaves out what only pages of the server load, and keeps what the apps load later', () => {
	const others = notOfTheApps(manifest, (name) => pages[name] ?? '');
	expect([...others].sort()).toEqual(['2.css', '2.js', '3.js', 'map.js']);
});
