import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The components by themselves, to look at: `vite tests/support/gallery`. Not part of the product's build. */
export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	plugins: [svelte({ configFile: false })],
	resolve: { alias: { $lib: fileURLToPath(new URL('../../../src/lib', import.meta.url)) } },
	server: { port: 5199, fs: { allow: ['../../..'] } },
	cacheDir: '../../../node_modules/.vite-gallery',
});
