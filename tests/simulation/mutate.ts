import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { liveMany, type Range } from './tally.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
	'package.json',
	'src/lib/sync',
	'src/lib/domain',
	'src/lib/server',
	'tests/simulation',
	'tests/support',
];
/** Mutants tried side by side. */
const ABREAST = 2;

/**
 * Breaks the core in a copy of it, one mutant after the other, and answers whether every one was caught. A mutant is
 * caught by a seed that fails with it and not without it: one that fails anyway is passed over.
 */
export async function tryMutants(
	{ from, seeds }: Range,
	only: string | undefined,
	say: (words: string) => void,
): Promise<boolean> {
	const all = MUTANTS.filter(({ name }) => only === undefined || name.includes(only));
	const lost = all.filter((mutant) => !hasPlace(mutant));
	for (const { law, name, file } of lost) say(`${law} broken, ${name}: its place in ${file} has changed`);
	const waiting = all.filter((mutant) => !lost.includes(mutant));
	const uncaught: string[] = [];
	let caught = 0;
	const work = async () => {
		for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
			const [seed = '', law] = (await tryOne(mutant, { from, seeds })).split(' ');
			const name = `${mutant.law} broken, ${mutant.name}`;
			if (law) {
				caught++;
				say(`${name}: caught by ${law} at seed ${seed}`);
			} else {
				uncaught.push(mutant.name);
				say(`${name}: NOT CAUGHT in ${seeds} seeds`);
			}
		}
	};
	await Promise.all(Array.from({ length: ABREAST }, work));
	say(`${caught} mutants caught, ${uncaught.length} not, ${lost.length} without a place`);
	return uncaught.length + lost.length === 0;
}

const fileOf = (top: string, { file }: Mutant) => join(top, 'src/lib', file);

function hasPlace(mutant: Mutant): boolean {
	return readFileSync(fileOf(root, mutant), 'utf8').split(mutant.find).length === 2;
}

/** Answers the seed and the law that broke, or `kept`. */
async function tryOne(mutant: Mutant, { from, seeds }: Range): Promise<string> {
	const copy = mkdtempSync(join(tmpdir(), 'tambon-mutant-'));
	try {
		for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
		const file = fileOf(copy, mutant);
		const text = readFileSync(file, 'utf8');
		writeFileSync(
			file,
			text.replace(mutant.find, () => mutant.put),
		);
		for (let next = from; next < from + seeds;) {
			const answer = await firstFailing(copy, { from: next, seeds: from + seeds - next });
			if (answer === '') throw new Error(`${mutant.name} does not run`);
			const seed = Number(answer.split(' ')[0]);
			if (answer === 'kept' || !(await failsAnyway(seed))) return answer;
			next = seed + 1;
		}
		return 'kept';
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

async function firstFailing(copy: string, { from, seeds }: Range): Promise<string> {
	const args = ['--disable-warning=ExperimentalWarning', join(copy, 'tests/simulation/run.ts'), '--terse'];
	args.push('--from', String(from), '--seeds', String(seeds));
	const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: copy }).catch(
		(failed: { stdout?: string }) => ({ stdout: failed.stdout ?? '' }),
	);
	return stdout.trim();
}

const unbroken = new Map<number, Promise<boolean>>();

/** Whether a seed fails in the core as it is; each is lived through once. */
function failsAnyway(seed: number): Promise<boolean> {
	const known =
		unbroken.get(seed) ?? liveMany({ from: seed, seeds: 1 }).then(({ failed }) => failed.length > 0);
	unbroken.set(seed, known);
	return known;
}
