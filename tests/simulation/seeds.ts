import { expect, test } from 'vitest';
import { liveMany, neverHappened, storyOfSeed, tallyInWords } from './tally.ts';

/** A part of the seeds, so that two workers share them. `SEED=123` lives through that one alone. */
export function seedsFrom(from: number, seeds: number): void {
	const only = process.env['SEED'];
	const range = only ? { from: Number(only), seeds: 1 } : { from, seeds };
	test(`every law holds whatever happens (seeds ${range.from} to ${range.from + range.seeds - 1})`, async () => {
		const tally = await liveMany(range);
		const [failing] = tally.failed;
		if (failing !== undefined) expect.fail(await storyOfSeed(failing));
		process.stdout.write(`${tallyInWords(tally)}\n`);
		if (!only) expect(neverHappened(tally)).toEqual([]);
	}, 600_000);
}
