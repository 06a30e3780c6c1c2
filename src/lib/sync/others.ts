import type { FormerBy } from './history.ts';
import type { Value } from './value.ts';

/** A value that somebody else than the person who asks has set and that stands, as the office tells of it. */
export interface OtherDid {
	readonly kind: string;
	readonly key: string;
	readonly field: string;
	readonly value: Value;
	/** What stood before that person came; null: nothing did. */
	readonly before: Value;
	/** When it was set, ms UTC by the server's clock; null: not noted. */
	readonly at: number | null;
	readonly by: FormerBy;
}

/** Values the office tells of one shop at most, the newest of them. */
export const OTHERS_LENGTH = 200;

/** Reads the office's answer; null: it is not one. Entries of a shape this app does not know are left out. */
export function readOthers(answer: unknown): OtherDid[] | null {
	const { others } = (answer ?? {}) as { others?: unknown };
	return Array.isArray(others) ? (others as unknown[]).filter(isOtherDid) : null;
}

function isOtherDid(item: unknown): item is OtherDid {
	const said = (item ?? {}) as Partial<Record<keyof OtherDid, unknown>>;
	const { kind, key, field, value, before, at, by } = said;
	const isNamed = [kind, key, field].every((name) => typeof name === 'string');
	const isTimed = at === null || typeof at === 'number';
	const isSigned = typeof (by as FormerBy | null | undefined)?.name === 'string';
	return isNamed && isTimed && isSigned && value !== undefined && before !== undefined;
}
