/** The laws of ARCHITECTURE.md. */
export type LawName = `S${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

/** Thrown where a law of the core does not hold: always a bug. What its transaction did is undone. */
export class LawBroken extends Error {
	readonly law: LawName;

	constructor(law: LawName, words: string) {
		super(`${law}: ${words}`);
		this.name = 'LawBroken';
		this.law = law;
	}
}

declare const TAMBON_LAWS: boolean | undefined;

/** False in what phones are given: a build leaves out all that stands behind it (vite.config.ts). */
export const WATCHABLE: boolean = typeof TAMBON_LAWS === 'undefined' || TAMBON_LAWS;

let watching = false;

/** Holds the laws against every call from here on: for tests and development. `on` false: no longer. */
export function watchLaws(on = true): void {
	watching = WATCHABLE && on;
}

export const isWatched = (): boolean => watching;

/** Asserts a law; throws `LawBroken` with its number and `words`. */
export function law(name: LawName, isKept: boolean, words: () => string): void {
	if (!isKept) throw new LawBroken(name, words());
}
