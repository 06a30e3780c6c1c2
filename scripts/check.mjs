// `npm run check`: format, lint (with the import arrows), types of the app, of the pure core, of the worker and of the bench.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the others read is written first. */
const FIRST = ['kit', 'svelte-kit', 'sync'];
/** The longest first: two at once end sooner. */
const STEPS = [
	['lint', 'eslint', '--max-warnings', '0', '.'],
	[
		'types of the app',
		'svelte-check',
		'--tsconfig',
		'./tsconfig.json',
		'--fail-on-warnings',
		'--output',
		'human',
	],
	['format', 'prettier', '--check', '--log-level', 'warn', '.'],
	['types of the core', 'tsc', '-p', 'tsconfig.core.json'],
	['types of the worker', 'tsc', '-p', 'service-worker/tsconfig.json'],
	// But for the peers, whose packages are fetched when they are measured.
	['types of the bench', 'tsc', '-p', 'tsconfig.bench.json'],
];
/** Steps at once: each is one thread, and the smallest machine has two cores. */
const AT_ONCE = 2;
/** What a step may print, bytes. */
const MAX_OUTPUT = 20_000_000;

let failed = 0;

/** @param {string[]} step */
async function take([name, tool, ...args]) {
	const options = { cwd: root, maxBuffer: MAX_OUTPUT };
	const { error, output } = await new Promise((resolve) =>
		execFile(`${root}node_modules/.bin/${tool}`, args, options, (error, stdout, stderr) =>
			resolve({ error, output: stdout + stderr }),
		),
	);
	process.stdout.write(`check ${name}: ${error ? 'failed' : 'ok'}\n`);
	if (!error) return;
	failed++;
	process.stdout.write(output);
}

await take(FIRST);
const left = [...STEPS];
const lane = async () => {
	for (let step = left.shift(); step; step = left.shift()) await take(step);
};
await Promise.all(Array.from({ length: AT_ONCE }, lane));
process.stdout.write(`check: ${STEPS.length + 1 - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
