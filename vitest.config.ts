import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [svelte()],
	resolve: {
		alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) },
		conditions: ['browser'],
	},
	test: {
		include: [
			'src/**/*.test.ts',
			'tests/{contract,faults,simulation,support}/**/*.test.ts',
			'scripts/**/*.test.ts',
			'service-worker/**/*.test.ts',
		],
		setupFiles: ['tests/support/watch-laws.ts'],
		environment: 'node',
		testTimeout: 20_000,
		maxWorkers: 2,
	},
});
