import { live } from './life.ts';
import type { Plan, Step } from './plan.ts';

/** Lives a plan, and answers which law broke first; null where none did. A throw is a bug, and counts as one. */
export async function breaks(plan: Plan): Promise<string | null> {
	try {
		return (await live(plan)).broken[0]?.law ?? null;
	} catch {
		return 'thrown';
	}
}

/** The fewest edits and faults found in at most `lives` tries that still break the same law. */
export async function shrink(plan: Plan, lives = 400): Promise<Plan> {
	const law = await breaks(plan);
	let best = plan;
	let left = lives;
	const stillBreaks = async (steps: readonly Step[]) => {
		left--;
		if ((await breaks({ ...plan, steps })) !== law) return false;
		best = { ...plan, steps };
		return true;
	};
	for (
		let size = Math.ceil(best.steps.length / 2);
		size >= 1 && left > 0;
		size = size === 1 ? 0 : Math.ceil(size / 2)
	) {
		for (let i = 0; i < best.steps.length && left > 0;) {
			const without = [...best.steps.slice(0, i), ...best.steps.slice(i + size)];
			if (!(await stillBreaks(without))) i += size;
		}
	}
	// What is left may do without some of its faults.
	for (let i = 0; i < best.steps.length && left > 0; i++) {
		const step = best.steps[i] as Step;
		if (step.act.kind === 'fault' || step.act.fault === null) continue;
		await stillBreaks(best.steps.with(i, { ...step, act: { ...step.act, fault: null } }));
	}
	return best;
}

/** A failing life in readable lines: what was done, what went wrong, and the law that broke. */
export async function storyOf(plan: Plan): Promise<string> {
	const story: string[] = [];
	const words = await live(plan, story)
		.then(({ broken }) => broken.map((breach) => `${breach.law}: ${breach.words}`))
		.catch((error: unknown) => [error instanceof Error ? String(error.stack) : String(error)]);
	const end = story.findIndex((line) => line.includes('--- the faults stop'));
	const told = [
		...story.slice(0, end + 1),
		...story.slice(end + 1).filter((line) => line.includes('BROKEN')),
	];
	return [`seed ${plan.seed}, ${plan.steps.length} steps`, ...told.slice(0, 120), ...words.slice(0, 5)].join(
		'\n',
	);
}
