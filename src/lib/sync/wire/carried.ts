import type { Base, Change } from '../change.ts';
import { fromSteps, runsBy, toSteps } from './columns.ts';
import { decodeRuns, encodeRuns } from './runs.ts';
import { Malformed, isKey, isList, isWhole } from './shape.ts';

/**
 * Why a change does not travel as its device's next one. `rescue`: another phone brings it (a rescue file, a hand-over);
 * `again`: this phone made it under an earlier id, and a restored server may have lost it; `witness`: nobody's change,
 * but what a phone had seen of a lost history.
 */
export const CARRIED = ['rescue', 'again', 'witness'] as const;
export type CarriedKind = (typeof CARRIED)[number];

/** A change that keeps its origin's identity (device, space, n). `device` is '' for a witness's. */
export interface Carried {
	readonly kind: CarriedKind;
	readonly device: string;
	readonly change: Change;
	/** Where a lost history had taken it. */
	readonly old: Base | null;
	/** Minutes since it was made. */
	readonly age: number;
}

/** Alike ones stand together: `[kind, device, space, numbers, runs]`, in the order of `carried`. */
export function encodeCarried(carried: readonly Carried[], epoch: string): unknown[] {
	const alike = ({ kind, device, change }: Carried) => JSON.stringify([kind, device, change.space]);
	return runsBy(carried, alike).map((group) => {
		const { kind, device, change } = group[0] as Carried;
		const changes = group.map(({ change, old, age }) => ({ change, old, age, short: 0 }));
		const numbers = toSteps(group.map((item) => item.change.n));
		return [CARRIED.indexOf(kind), device, change.space, numbers, encodeRuns(changes, epoch, 0)];
	});
}

export function decodeCarried(packed: unknown, epoch: string): Carried[] {
	if (!isList(packed)) throw new Malformed('carried');
	return packed.flatMap((group) => {
		const [place, device, space, steps, runs] = isList(group) ? group : [];
		const kind = isWhole(place) ? CARRIED[place] : undefined;
		if (kind === undefined || !isKey(space) || !isList(steps)) throw new Malformed('carried');
		if (kind === 'witness' ? device !== '' : !isKey(device)) throw new Malformed('origin');
		const numbers = fromSteps(steps as number[]);
		const changes = decodeRuns(runs, space, 0, epoch);
		if (numbers.length !== changes.length || !numbers.every(isWhole)) throw new Malformed('numbers');
		return changes.map(({ change, old, age }, i): Carried => {
			return { kind, device: device as string, change: { ...change, n: numbers[i] as number }, old, age };
		});
	});
}
