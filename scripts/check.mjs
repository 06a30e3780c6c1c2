// `npm run check`: format, lint (with the import arrows), types of the app, of the pure core, of the worker and of the bench.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const STEPS = [
	['format', 'prettier', '--check', '--log-level', 'warn', '.'],
	['kit', 'svelte-kit', 'sync'],
	['lint', 'eslint', '--max-warnings', '0', '.'],
	['types of the core', 'tsc', '-p', 'tsconfig.core.json'],
	['types of the worker', 'tsc', '-p', 'service-worker/tsconfig.json'],
	// But for the peers, whose packages are fetched when they are measured.
	['types of the bench', 'tsc', '-p', 'tsconfig.bench.json'],
	[
		'types of the app',
		'svelte-check',
		'--tsconfig',
		'./tsconfig.json',
		'--fail-on-warnings',
		'--output',
		'human',
	],
];

let failed = 0;
for (const [name, tool, ...args] of STEPS) {
	const result = spawnSync(`${root}node_modules/.bin/${tool}`, args, {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ok = result.status === 0;
	process.stdout.write(`check ${name}: ${ok ? 'ok' : 'failed'}\n`);
	if (!ok) {
		failed++;
		process.stdout.write(`${result.stdout}${result.stderr}`);
	}
}
process.stdout.write(`check: ${STEPS.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
