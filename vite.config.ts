import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';
import { alongWith, chunks } from './scripts/chunks.ts';
import { deskStyles } from './scripts/desk-styles.ts';
import { DEXIE, dexie } from './scripts/less-dexie.ts';
import { iconsDrawn } from './scripts/icons-drawn.ts';
import { lessJsqr } from './scripts/less-jsqr.ts';
import { lessKit } from './scripts/less-kit.ts';
import { phoneRoutes } from './scripts/phone-routes.ts';
import { precached } from './scripts/precache.ts';
import { syncEngine } from './scripts/sync-engine.ts';

/** NO_PWA=1 leaves the plugin out: it hides the message when one of Kit's server-only guards trips. */
const pwa = process.env.NO_PWA
	? []
	: SvelteKitPWA({
			strategies: 'injectManifest',
			srcDir: 'service-worker',
			filename: 'service-worker.js',
			registerType: 'prompt',
			injectRegister: false,
			manifest: false,
			injectManifest: {
				globPatterns: ['client/**/*.{js,css}', 'client/icons/icon.svg', 'prerendered/**/*.html'],
				manifestTransforms: [precached],
			},
		});

export default defineConfig(({ command }) => ({
	plugins: [iconsDrawn, dexie(), lessKit, phoneRoutes, deskStyles, sveltekit(), syncEngine(DEXIE), pwa],
	resolve: { alias: [{ find: /^dexie$/, replacement: DEXIE }] },
	worker: { plugins: () => [lessJsqr] },
	build: { target: 'es2022' },
	// Phones are given the core without its laws (sync/laws.ts); the server and development keep them.
	define: command === 'build' ? { TAMBON_LAWS: 'false' } : {},
	environments: {
		client: {
			build: {
				modulePreload: { resolveDependencies: alongWith },
				rolldownOptions: { output: { codeSplitting: chunks() } },
			},
		},
		ssr: { define: { TAMBON_LAWS: 'true' } },
	},
}));
