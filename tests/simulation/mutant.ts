import type { Law } from './witness.ts';

/** One way to break a law in the core: a text that stands once in a file of `src/lib`, and what takes its place. */
export interface Mutant {
	readonly law: Law;
	readonly name: string;
	readonly file: string;
	readonly find: string;
	readonly put: string;
}

export const mutant = (law: Law, name: string, file: string, find: string, put: string): Mutant => {
	return { law, name, file, find, put };
};
