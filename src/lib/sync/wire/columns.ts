/** Whole numbers as differences: a list that counts up by one becomes ones, which compress to nothing. */
export function toSteps(numbers: readonly number[]): number[] {
	return numbers.map((number, i) => number - (i === 0 ? 0 : (numbers[i - 1] as number)));
}

export function fromSteps(steps: readonly number[]): number[] {
	let sum = 0;
	return steps.map((step) => (sum += step));
}

/** One value for a column whose values are all the same, else the column. The value itself must not be an array. */
export function squeeze<T extends string | number>(column: readonly T[]): T | readonly T[] {
	const [first] = column;
	return first !== undefined && column.every((value) => value === first) ? first : column;
}

export function unsqueeze<T extends string | number>(packed: T | readonly T[], length: number): readonly T[] {
	return Array.isArray(packed) ? (packed as readonly T[]) : Array<T>(length).fill(packed as T);
}

/** Splits a list into runs of neighbours with the same signature. */
export function runsBy<T>(items: readonly T[], signature: (item: T) => string): T[][] {
	const runs: T[][] = [];
	let last: string | null = null;
	for (const item of items) {
		const now = signature(item);
		if (now === last) (runs.at(-1) as T[]).push(item);
		else runs.push([item]);
		last = now;
	}
	return runs;
}

/** Groups a list by signature, groups in order of first appearance. */
export function groupsBy<T>(items: readonly T[], signature: (item: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const name = signature(item);
		const group = groups.get(name);
		if (group) group.push(item);
		else groups.set(name, [item]);
	}
	return [...groups.values()];
}
