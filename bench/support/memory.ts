import { readdirSync, readFileSync } from 'node:fs';

/** Between two looks, milliseconds. */
const EVERY = 50;

/**
 * What a browser holds in memory, MB: all processes of its group, their own pages whole and shared ones by their share
 * (PSS), so that nothing is counted twice. Without pages of files: another browser that ends beside this one makes its
 * share of the program larger. Linux alone tells.
 */
export function memoryOf(group: number): number {
	const kilobytes = processesOf(group).map((pid) => {
		const told = read(`/proc/${pid}/smaps_rollup`);
		const parts = told.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+) kB/gm);
		return Array.from(parts, ([, part]) => Number(part)).reduce(add, 0);
	});
	return kilobytes.reduce(add, 0) / 1_000;
}

const add = (sum: number, one: number) => sum + one;

/** Looks again and again; the answer ends it and tells the most that was seen, MB. */
export function watchMemory(group: number): () => number {
	let most = memoryOf(group);
	const timer = setInterval(() => (most = Math.max(most, memoryOf(group))), EVERY);
	return () => {
		clearInterval(timer);
		return Math.max(most, memoryOf(group));
	};
}

function processesOf(group: number): string[] {
	return readdirSync('/proc').filter((name) => {
		if (!/^\d+$/.test(name)) return false;
		// Behind the command, which may hold anything: state, parent, group.
		const [, , its] = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') ?? [];
		return Number(its) === group;
	});
}

/** Empty where the process has ended. */
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
