import { parseArgs } from 'node:util';
import { watchLaws } from '../../src/lib/sync/laws.ts';
import { tryMutants } from './mutate.ts';
import { lawIn, liveMany, neverHappened, storyOfSeed, tallyInWords } from './tally.ts';

/**
 * `npm run simulate -- --seeds 20000 --from 1`: lives through seeds, and tells the story of each that fails, shrunk.
 * `npm run simulate -- --mutants`: breaks each law in the core on purpose; every one must be caught. `--only NAME`: those
 * of whose name that is a part. `--abreast 1`: one at a time.
 */
const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '300' },
		from: { type: 'string', default: '1' },
		mutants: { type: 'boolean', default: false },
		only: { type: 'string' },
		abreast: { type: 'string', default: '2' },
		/** Says which law broke first, in one line: for whoever tries the mutants. */
		terse: { type: 'boolean', default: false },
	},
});
watchLaws();
const range = { from: Number(values.from), seeds: Number(values.seeds) };
const say = (words: string) => void process.stdout.write(`${words}\n`);

async function simulate(): Promise<boolean> {
	let told = 0;
	const tally = await liveMany({
		...range,
		patience: 5,
		each: ({ seeds, failed, ms }) => {
			if (ms - told < 60_000) return;
			told = ms;
			say(`${seeds} of ${range.seeds} seeds, ${failed.length} failed, ${(ms / 1000).toFixed(0)} s`);
		},
	});
	say(tallyInWords(tally));
	for (const seed of tally.failed) say(`\n${await storyOfSeed(seed)}`);
	const never = range.seeds < 100 ? [] : neverHappened(tally);
	if (never.length > 0) say(`never happened: ${never.join(', ')}`);
	return tally.failed.length === 0 && never.length === 0;
}

async function terse(): Promise<boolean> {
	let lived = 0;
	// A law that breaks where nobody waits for the round, as in a tab that froze, ends the process.
	process.on('unhandledRejection', (error) => {
		say(`${range.from + lived} ${lawIn(error)}`);
		process.exit(1);
	});
	const { failed, laws } = await liveMany({ ...range, each: ({ seeds }) => (lived = seeds) });
	say(failed.length === 0 ? 'kept' : `${failed[0]} ${[...laws.keys()].join()}`);
	return failed.length === 0;
}

const isFine = values.mutants
	? await tryMutants({ ...range, only: values.only, abreast: Number(values.abreast) }, say)
	: values.terse
		? await terse()
		: await simulate();
process.exitCode = isFine ? 0 : 1;
