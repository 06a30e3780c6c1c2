import { mutant, type Mutant } from './mutant.ts';

/** Ways to break what holds where a shop goes from phone to phone with no server between them. */
export const HANDOVER_MUTANTS: readonly Mutant[] = [
	mutant(
		'S2',
		'a thing whose making was refused is handed over with nothing in it',
		'sync/device/handover.ts',
		'if (item.seen === 0 && !item.was && hasUnsent(item) && isLeftBehind(under)) continue;',
		'',
	),
	mutant(
		'S2',
		'what was handed over lies on its record for ever',
		'sync/device/carried.ts',
		'await showAsTaken(tx, kept);',
		'',
	),
];
