import type { Value } from './value.ts';

/** A value that a field of a record held before, or that someone would have had in it, as the office tells of it. */
export interface Former {
	readonly field: string;
	readonly value: Value;
	/** `offered`: it lost to another before it was ever used. */
	readonly way: 'used' | 'offered';
	/** When it gave way or, where it was offered, was set; ms UTC by the server's clock; null: not noted. */
	readonly at: number | null;
	/** Who had set it; null: nobody who has joined (a register, the office itself). */
	readonly by: FormerBy | null;
}

export interface FormerBy {
	/** The person who asks, on whatever phone of theirs. */
	readonly you: boolean;
	/** What others may call this person; '' where that is not known. */
	readonly name: string;
	readonly role: 'staff' | 'marketer' | 'seller';
}

/** Values the office tells of one record at most, the newest of them. */
export const HISTORY_LENGTH = 100;

/** Reads the office's answer; null: it is not one. Entries of a shape this app does not know are left out. */
export function readHistory(answer: unknown): Former[] | null {
	const { former } = (answer ?? {}) as { former?: unknown };
	return Array.isArray(former) ? (former as unknown[]).filter(isFormer) : null;
}

function isFormer(item: unknown): item is Former {
	const { field, value, way, at, by } = (item ?? {}) as Partial<Record<keyof Former, unknown>>;
	const timed = at === null || typeof at === 'number';
	const signed = by === null || (typeof by === 'object' && typeof (by as FormerBy).name === 'string');
	return typeof field === 'string' && value !== undefined && typeof way === 'string' && timed && signed;
}
