import { LawBroken } from '../../src/lib/sync/laws.ts';
import { live } from './life.ts';
import { EDITS, FAULTS, planOf } from './plan.ts';
import { shrink, storyOf } from './shrink.ts';
import { LAWS } from './witness.ts';

/** What many lives came to. */
export interface Tally {
	seeds: number;
	failed: number[];
	/** The laws that failing seeds broke, and in how many of them. */
	laws: Map<string, number>;
	counts: Map<string, number>;
	looked: Map<string, number>;
	lost: number;
	ms: number;
}

export interface Range {
	readonly from: number;
	readonly seeds: number;
	/** Seeds that fail before it ends. */
	readonly patience?: number;
	readonly each?: (tally: Tally) => void;
}

/** Lives through the seeds from `from`, until the patience for failing ones is at its end. */
export async function liveMany({ from, seeds, patience = 1, each }: Range): Promise<Tally> {
	const began = performance.now();
	const none = () => new Map<string, number>();
	const tally: Tally = { seeds: 0, failed: [], laws: none(), counts: none(), looked: none(), lost: 0, ms: 0 };
	for (let seed = from; seed < from + seeds && tally.failed.length < patience; seed++) {
		let thrown: string | null = null;
		const verdict = await live(planOf(seed)).catch((error: unknown) => {
			thrown = lawIn(error);
			return null;
		});
		tally.seeds++;
		const laws = new Set<string>(verdict ? verdict.broken.map(({ law }) => law) : [thrown ?? '']);
		if (laws.size > 0) tally.failed.push(seed);
		for (const law of laws) tally.laws.set(law, (tally.laws.get(law) ?? 0) + 1);
		addTo(tally.counts, verdict?.counts);
		addTo(tally.looked, verdict?.looked);
		tally.lost += verdict?.lost ?? 0;
		tally.ms = performance.now() - began;
		each?.(tally);
	}
	return tally;
}

/** The law that the core itself found broken; anything else that is thrown is a bug of another kind. */
export const lawIn = (error: unknown): string => (error instanceof LawBroken ? error.law : 'thrown');

function addTo(sum: Map<string, number>, counts: ReadonlyMap<string, number> = new Map()): void {
	for (const [kind, count] of counts) sum.set(kind, (sum.get(kind) ?? 0) + count);
}

/** Kinds of edit and of fault that never happened, and laws that nobody looked at: then the run has shown nothing. */
export function neverHappened({ counts, looked }: Pick<Tally, 'counts' | 'looked'>): string[] {
	const kinds = [...EDITS, ...FAULTS].filter((kind) => !counts.get(kind));
	return [...kinds, ...LAWS.filter((law) => !looked.get(law))];
}

/** The counts in words. */
export function tallyInWords(tally: Tally): string {
	const list = (kinds: readonly string[], counts: ReadonlyMap<string, number>) =>
		kinds.map((kind) => `${kind} ${counts.get(kind) ?? 0}`).join(', ');
	return [
		`${tally.seeds} seeds, ${(tally.ms / tally.seeds / 1000).toFixed(2)} s each, ${tally.failed.length} failed`,
		`edits: ${list(EDITS, tally.counts)}`,
		`faults: ${list(FAULTS, tally.counts)}`,
		`laws looked at: ${list(LAWS, tally.looked)}`,
		`edits that evictions took before they ever left: ${tally.lost}`,
	].join('\n');
}

/** A failing seed, shrunk, as a story. */
export const storyOfSeed = async (seed: number): Promise<string> => storyOf(await shrink(planOf(seed)));
