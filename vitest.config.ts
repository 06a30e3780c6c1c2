import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ALL = [
	'src/**/*.test.ts',
	'tests/{contract,faults,simulation,support}/**/*.test.ts',
	'scripts/**/*.test.ts',
	'service-worker/**/*.test.ts',
];
const PURE = [
	'src/lib/{domain,messages,server,sync}/**/*.test.ts',
	'scripts/**/*.test.ts',
	'service-worker/**/*.test.ts',
];

export default defineConfig({
	plugins: [svelte()],
	resolve: {
		alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) },
		conditions: ['browser'],
	},
	test: {
		setupFiles: ['tests/support/watch-laws.ts'],
		environment: 'node',
		testTimeout: 20_000,
		maxWorkers: 2,
		projects: [
			// These replace no module and leave nothing in the world: a worker takes one after the other, a quarter of the time less.
			{ extends: true, test: { name: 'pure', include: PURE, isolate: false } },
			{ extends: true, test: { name: 'alone', include: ALL, exclude: PURE } },
		],
	},
});
