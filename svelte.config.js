import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { execSync } from 'node:child_process';

/** The commit names the version: a build of the same sources keeps every page's bytes, so a phone fetches nothing again. */
function version() {
	// Kit reads this file again in processes of its own: all parts of one build must say the same.
	process.env.TAMBON_VERSION ??= commit();
	return process.env.TAMBON_VERSION;
}

function commit() {
	try {
		return execSync('git rev-parse --short=12 HEAD', { stdio: ['ignore', 'pipe', 'ignore'] })
			.toString()
			.trim();
	} catch {
		return 'unversioned';
	}
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		files: { serviceWorker: 'service-worker/service-worker.ts' },
		serviceWorker: { register: false },
		version: { name: version() },
		paths: { relative: false },
		// A page of the storefront takes a dozen small style sheets: inside the page they cost 4 kB and no round trip
		inlineStyleThreshold: 50_000,
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'blob:', 'data:'],
				'worker-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
			},
		},
	},
};
