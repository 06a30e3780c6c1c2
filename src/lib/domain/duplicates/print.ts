import { digest } from '../register/digest.ts';

/** A value as text: the same for the same value, in whatever order its parts were written. */
function text(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(text).join()}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${text(part)}`).join()}}`;
}

export const isSame = (a: unknown, b: unknown): boolean => text(a) === text(b);

/** A short name of what a value says, to see later whether it still says that. */
export const print = (value: unknown): string => digest(text(value));
