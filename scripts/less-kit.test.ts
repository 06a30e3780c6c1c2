import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lessOf, NEVER } from './less-kit.ts';

const read = (name: string) => readFileSync(`node_modules/${name}`, 'utf8');

it.each(Object.keys(NEVER))('finds what it cuts in %s', (name) => {
	expect(lessOf(`/some/where/node_modules/${name}`, read(name))).not.toBe(read(name));
});

it('says so where a module is written otherwise, and leaves every other one alone', () => {
	const flags = 'svelte/src/internal/flags/index.js';
	expect(() => lessOf(`/node_modules/${flags}`, 'export let other = false;')).toThrow('otherwise now');
	expect(lessOf('/src/lib/client/start.ts', 'export let async_mode_flag = false;')).toBeNull();
});

it('cuts the inside of a function, and nothing around it', () => {
	const name = '@sveltejs/kit/src/runtime/client/client.js';
	const less = lessOf(`/node_modules/${name}`, read(name)) ?? '';
	expect(less).toMatch(/function setup_preload\(\) \{\}/);
	expect(less).toMatch(/function restore_snapshot\(index\) \{\}/);
	expect(less).toContain('async function navigate(');
});

/** What is cut for phones may be asked for by nobody on them. */
it('cuts nothing that a page asks for', () => {
	const pages = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(?:svelte|ts|html)$/.test(name) && !/lib[\\/]server|\.test\.ts$/.test(name))
		.map((name) => readFileSync(`src/${name}`, 'utf8'))
		.join('\n');
	expect(pages).not.toMatch(
		/data-sveltekit-preload|invalidateAll|export const snapshot|export const reroute/,
	);
});
