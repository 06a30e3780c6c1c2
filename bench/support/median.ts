/** The middle one of an odd number of values; of an even number, the higher of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)];
	if (middle === undefined) throw new Error('the median of nothing');
	return middle;
}

/** The value that `part` (0 to 1) of all values do not exceed. */
export function percentile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
	if (value === undefined) throw new Error('a percentile of nothing');
	return value;
}
