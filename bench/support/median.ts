/** The middle one of an odd number of values; of an even number, the higher of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)];
	if (middle === undefined) throw new Error('the median of nothing');
	return middle;
}
