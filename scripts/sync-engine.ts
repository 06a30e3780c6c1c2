import { build, type Plugin as EsbuildPlugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { lessDexie, namesAsked } from './less-dexie.ts';

/** Never in the worker's engine: it costs as much as all the rest, and the phone takes what the server checked. */
const BARRED = /node_modules\/(zod|svelte)\//;

/** esbuild does not carry a constant from one module into another: where the laws are asked for is told it here. */
const withoutLaws: EsbuildPlugin = {
	name: 'without-laws',
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]lib[\\/]sync[\\/].*\.ts$/ }, async ({ path }) => {
			const text = await readFile(path, 'utf8');
			return { contents: text.replace(/(\(|= )WATCHABLE\b/g, '$1false'), loader: 'ts' };
		});
	},
};

const withLessDexie: EsbuildPlugin = {
	name: 'less-dexie',
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]dexie\.mjs$/ }, async ({ path }) => ({
			contents: lessDexie(await readFile(path, 'utf8'), namesAsked()),
		}));
	},
};

/**
 * Builds the engine that the service worker loads for a `sync` event: a classic script, since a worker can load a module
 * only when it starts. Its name carries its content, so a browser that asks whether the worker is still the newest finds
 * it in its own cache.
 */
export function syncEngine(dexie: string): Plugin {
	return {
		name: 'sync-engine',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		async generateBundle() {
			const { outputFiles, metafile } = await build({
				entryPoints: ['service-worker/engine.ts'],
				bundle: true,
				minify: true,
				format: 'iife',
				target: 'es2022',
				legalComments: 'none',
				alias: { dexie },
				plugins: [withoutLaws, withLessDexie],
				metafile: true,
				write: false,
			});
			const barred = Object.keys(metafile.inputs).find((name) => BARRED.test(name));
			if (barred !== undefined) throw new Error(`${barred} is in the worker's engine`);
			const source = outputFiles[0]?.contents ?? new Uint8Array();
			const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
			this.emitFile({ type: 'asset', fileName: `_app/immutable/sync-engine.${hash}.js`, source });
		},
	};
}
