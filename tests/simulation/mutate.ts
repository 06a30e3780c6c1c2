import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Mutant, Patch } from './mutant.ts';
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
export interface Trial extends Range {
	/** Only mutants of whose name this is a part. */
	readonly only?: string | undefined;
	/** Mutants tried side by side. */
	readonly abreast: number;
}

/**
 * Breaks the core in a copy of it, one mutant after the other, and answers whether every one was caught. A mutant is
 * caught by a seed that fails with it and not without it: one that fails anyway is passed over.
 */
export async function tryMutants(
	{ from, seeds, only, abreast }: Trial,
	say: (words: string) => void,
): Promise<boolean> {
	const all = MUTANTS.filter(({ name }) => only === undefined || name.includes(only));
	if (all.length === 0) throw new Error(`no mutant is named ${only}`);
	const lost = all.filter((mutant) => lostPlaces(mutant).length > 0);
	for (const mutant of lost) {
		const files = lostPlaces(mutant).map(({ file }) => file);
		say(`${mutant.law} broken, ${mutant.name}: NOT TRIED, its place in ${files.join()} has changed`);
	}
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
	await Promise.all(Array.from({ length: abreast }, work));
	for (const name of uncaught) say(`NOT CAUGHT: ${name}`);
	say(`${caught} mutants caught, ${uncaught.length} not, ${lost.length} without a place`);
	return uncaught.length + lost.length === 0;
}

const fileOf = (top: string, { file }: Patch) => join(top, 'src/lib', file);

/** Patches whose text does not stand in their file, or not once: what they would break has moved or changed. */
export function lostPlaces({ patches }: Mutant): readonly Patch[] {
	return patches.filter((patch) => readFileSync(fileOf(root, patch), 'utf8').split(patch.find).length !== 2);
}

/** Answers the seed and the law that broke, or `kept`. */
async function tryOne(mutant: Mutant, { from, seeds }: Range): Promise<string> {
	const copy = mkdtempSync(join(tmpdir(), 'tambon-mutant-'));
	try {
		for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
		for (const patch of mutant.patches) {
			const file = fileOf(copy, patch);
			const text = readFileSync(file, 'utf8');
			writeFileSync(
				file,
				text.replace(patch.find, () => patch.put),
			);
		}
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
