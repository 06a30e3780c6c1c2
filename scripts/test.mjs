// `npm test`: everything that must hold, in the order of what is quickest to tell. Each suite says N passed, N failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { ensureChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'tambon-reports-'));

/** @param {string} tool @param {string[]} args @param {Record<string, string>} env */
function run(tool, args, env = {}) {
	const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
	return spawnSync(
		process.execPath,
		[join(root, 'node_modules', tool), ...args],
		/** @type {any} */ (options),
	).status;
}

/** @param {string} suite @param {number} passed @param {number} failed @param {number} skipped */
function tell(suite, passed, failed, skipped = 0) {
	process.stdout.write(
		`${suite}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
	);
}

function check() {
	return (
		spawnSync(process.execPath, [join(root, 'scripts/check.mjs')], { cwd: root, stdio: 'inherit' }).status ===
		0
	);
}

function unit() {
	const file = join(reports, 'unit.json');
	const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
	const status = run('vitest/vitest.mjs', args);
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
	tell('unit', numPassedTests, numFailedTests);
	return status === 0;
}

async function browser() {
	await buildIfNeeded();
	const chromium = ensureChromium();
	if (chromium === null) return false;
	const file = join(reports, 'browser.json');
	const status = run('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
		CHROMIUM_PATH: chromium,
		PLAYWRIGHT_JSON_OUTPUT_NAME: file,
	});
	const report = JSON.parse(readFileSync(file, 'utf8'));
	const { expected, unexpected, flaky, skipped } = report.stats;
	for (const name of report.suites.flatMap(flakyIn))
		process.stdout.write(`passed only when run again: ${name}\n`);
	tell('browser', expected + flaky, unexpected, skipped);
	return status === 0;
}

/**
 * The tests of a suite in Playwright's report that passed at the second try.
 * @param {any} suite @returns {string[]}
 */
function flakyIn({ file, specs = [], suites = [] }) {
	const own = specs.filter((/** @type {any} */ { tests }) =>
		tests.some((/** @type {any} */ { status }) => status === 'flaky'),
	);
	return [...own.map((/** @type {any} */ { title }) => `${file}: ${title}`), ...suites.flatMap(flakyIn)];
}

const results = [check(), unit(), await browser()];
process.exit(results.every(Boolean) ? 0 : 1);
