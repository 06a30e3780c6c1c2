import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';

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
				globPatterns: ['client/**/*.{js,css,woff2}', 'client/icons/*.png', 'prerendered/**/*.html'],
			},
		});

export default defineConfig({
	plugins: [sveltekit(), pwa],
	build: { target: 'es2022' },
});
