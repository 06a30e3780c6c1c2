import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MUTANTS, type Mutant } from './mutants.ts';

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

/** Breaks the core in a copy of it, one mutant after the other, and answers whether every one was caught. */
export async function tryMutants(
	{ from, seeds }: { readonly from: number; readonly seeds: number },
	only: string | undefined,
	say: (words: string) => void,
): Promise<boolean> {
	const waiting = MUTANTS.filter(({ name }) => only === undefined || name.includes(only));
	const uncaught: string[] = [];
	let caught = 0;
	const work = async () => {
		for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
			const [seed = '', law] = (await tryOne(mutant, from, seeds)).split(' ');
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
	say(`${caught} mutants caught, ${uncaught.length} not`);
	return uncaught.length === 0;
}

/** Answers the seed and the law that broke, or `kept`. */
async function tryOne(mutant: Mutant, from: number, seeds: number): Promise<string> {
	const copy = mkdtempSync(join(tmpdir(), 'tambon-mutant-'));
	try {
		for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
		const file = join(copy, 'src/lib/sync', mutant.file);
		const text = readFileSync(file, 'utf8');
		if (text.split(mutant.find).length !== 2)
			throw new Error(`${mutant.name}: its place in ${mutant.file} has changed`);
		writeFileSync(
			file,
			text.replace(mutant.find, () => mutant.put),
		);
		const args = ['--disable-warning=ExperimentalWarning', join(copy, 'tests/simulation/run.ts'), '--terse'];
		args.push('--from', String(from), '--seeds', String(seeds));
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: copy }).catch(
			(failed: { stdout?: string }) => ({ stdout: failed.stdout ?? '' }),
		);
		const answer = stdout.trim();
		if (answer === '') throw new Error(`${mutant.name} does not run`);
		return answer;
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}
