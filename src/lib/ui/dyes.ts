/**
 * The five threads, as hex, for what is drawn outside a page: icons, share cards, sample pictures.
 * The same values as `--dye-*` in tokens.css; tokens.test.ts holds the two together.
 */
export const dyes = {
	indigo: '#23386f',
	turmeric: '#e3a32a',
	lac: '#97232f',
	leaf: '#3f6b48',
	thread: '#f7ecd3',
} as const;

export type Dye = keyof typeof dyes;
