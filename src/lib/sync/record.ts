import type { Base } from './change.ts';
import type { Fields } from './value.ts';

/** Who last set a field: the space's number, the person, and the device's own change. */
export interface Stamp {
	readonly number: number;
	readonly author: string;
	readonly device: string;
	readonly n: number;
	/** Where a lost history had it, when it was offered again after a restore. */
	readonly old?: Base;
}

/** The stamp's number while its transaction has none yet: the counter is taken last. Newer than every base. */
export const PENDING = Number.MAX_SAFE_INTEGER;

/** A record as the server holds it. */
export interface Rec {
	readonly space: string;
	readonly kind: string;
	readonly key: string;
	readonly fields: Fields;
	readonly stamps: Readonly<Record<string, Stamp>>;
	/** Set while the record is removed; its fields stay, so that an edit can revive it. */
	readonly removed: Stamp | null;
	/** A small integer that stands for (kind, key) on the wire; given once by the server, never reused. 0: none yet. */
	readonly short: number;
	/** The number at which it came to be. */
	readonly born: number;
	/** The highest number in `stamps` and `removed`. */
	readonly at: number;
}

/** Names a record within its space. */
export const recordId = (kind: string, key: string): string => `${kind}/${key}`;

/** The kind of record in which two people's values of a guarded field wait for a decision. */
export const QUESTION = 'question';

/** There is one question for a field of a record. */
export const questionKey = (kind: string, key: string, field: string): string => `${kind}/${key}/${field}`;
