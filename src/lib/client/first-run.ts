/** Where the first run of a shop stands on this phone, so that a kill between two steps goes on at the next one. */
const STEPS = 4;
const name = (shop: string): string => `tambon.start.${shop}`;

/** The step to go on with, 1 to 4; null when no first run is under way. */
export function firstRunStep(shop: string, storage: Storage = localStorage): number | null {
	const step = Number(storage.getItem(name(shop)) ?? '');
	return Number.isInteger(step) && step >= 1 && step <= STEPS ? step : null;
}

/** What stands in the place of a step once the first run is over: going back to its screens does not begin it anew. */
const OVER = 'over';

/** Null: it is over. Where storage is full the step is forgotten, which costs a few taps and nothing else. */
export function keepFirstRunStep(shop: string, step: number | null, storage: Storage = localStorage): void {
	try {
		if (step === null) storage.setItem(name(shop), OVER);
		else if (storage.getItem(name(shop)) !== OVER) storage.setItem(name(shop), String(step));
	} catch {
		return;
	}
}
