import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
	'src',
	'static',
	'service-worker',
	'scripts',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
];
const stamp = join(root, 'build', '.built');

/** @param {string} path @returns {number} newest modification below it, ms */
function newest(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Builds the product for production when the last build is older than its sources. Ends the process on failure. */
export async function buildIfNeeded() {
	const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
	if (SOURCES.every((name) => newest(join(root, name)) < built)) return;
	process.stdout.write('Building (once)…\n');
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		stdio: 'inherit',
	});
	if (result.status !== 0) process.exit(result.status ?? 1);
	writeFileSync(stamp, new Date().toISOString());
}
