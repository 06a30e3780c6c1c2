import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Manifest = Record<string, { readonly dynamicImports?: readonly string[] }>;

/** Where Vite tells Kit which file brings which styles. */
const MANIFEST = '.vite/manifest.json';

/** The same, with what is loaded later under a name that Kit does not know (`precache.ts` does): that brings its styles itself. */
export const apartFromLater = (manifest: Manifest): Readonly<Record<string, object>> =>
	Object.fromEntries(
		Object.entries(manifest).map(([name, { dynamicImports: later, ...chunk }]) => [
			name,
			later ? { ...chunk, later } : chunk,
		]),
	);

/**
 * Kit links a page that the server draws to the styles of each file once, and to those of what a file loads later first: since
 * the first screen is one file (`chunks.ts`), a style that some sheet of it shares with the desk was linked to the sheet alone,
 * and the desk's fields had none.
 */
export const deskStyles: Plugin = {
	name: 'desk-styles',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	writeBundle: {
		order: 'pre',
		sequential: true,
		handler({ dir = '' }) {
			const path = join(dir, MANIFEST);
			writeFileSync(path, JSON.stringify(apartFromLater(JSON.parse(readFileSync(path, 'utf8')) as Manifest)));
		},
	},
};
