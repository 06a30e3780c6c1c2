import type { Law } from './witness.ts';

/** A text that stands once in a file of `src/lib`, and what takes its place. */
export interface Patch {
	readonly file: string;
	readonly find: string;
	readonly put: string;
}

/** One way to break a law in the core. Where two layers hold it, both are broken. */
export interface Mutant {
	readonly law: Law;
	readonly name: string;
	readonly patches: readonly Patch[];
}

export const mutant = (
	law: Law,
	name: string,
	...[file, find, put, ...more]: [file: string, find: string, put: string, ...more: Patch[]]
): Mutant => {
	return { law, name, patches: [{ file, find, put }, ...more] };
};
