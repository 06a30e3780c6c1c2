import { CODE_TRIES } from '../domain/spoken-code.ts';

/** What somebody is typing of a code that is read out, and how often the office said no to its number. */
export interface TypedCode {
	readonly number: string;
	readonly letters: string;
	/** The number that was refused, as it was asked for, and how often. */
	readonly refused: string;
	readonly times: number;
}

const KEPT = 'tambon.code';
export const NOTHING_TYPED: TypedCode = { number: '', letters: '', refused: '', times: 0 };

/** Kept for as long as the tab is there: whoever looks something up in between finds it as it was. */
export function keepTyped(typed: TypedCode, storage: Storage = sessionStorage): void {
	storage.setItem(KEPT, JSON.stringify(typed));
}

export function typedBefore(storage: Storage = sessionStorage): TypedCode {
	try {
		return { ...NOTHING_TYPED, ...(JSON.parse(storage.getItem(KEPT) ?? '{}') as Partial<TypedCode>) };
	} catch {
		return NOTHING_TYPED;
	}
}

export const forgetTyped = (storage: Storage = sessionStorage): void => storage.removeItem(KEPT);

/** The office said no once more to this number. Of another one it has said nothing yet. */
export function refusedAgain(typed: TypedCode, number: string): TypedCode {
	return { ...typed, refused: number, times: typed.refused === number ? typed.times + 1 : 1 };
}

/** Tries that this phone knows to be left for a number: somebody else may have used some up. */
export function triesLeft({ refused, times }: TypedCode, number: string): number {
	return refused === number ? Math.max(0, CODE_TRIES - times) : CODE_TRIES;
}
