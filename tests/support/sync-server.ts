import type { Superseded } from '$lib/sync/merge.ts';
import type { Rec } from '$lib/sync/record.ts';

/** Who asks: the device's id as the server knows it, and the person. */
export interface Caller {
	readonly person: string;
	/** Spaces this person may see and write now. */
	readonly maySee: (space: string) => boolean;
	device: string;
	/** True once its device took another id. */
	renamed?: boolean;
}

/** What a simulation asks of a server, the tiny one or the real one. */
export interface SyncServer {
	/** The lines of the answer to one request's body. */
	answer(caller: Caller, body: string): Promise<readonly string[]>;
	/** All that the server holds of a space, removed records included. */
	truth(space: string): Promise<Truth>;
}

export interface Truth {
	readonly counter: number;
	readonly records: readonly Rec[];
	readonly superseded: readonly Superseded[];
}
