import type { Tx } from '../store/port.ts';
import { writeNote } from '../store/queries/meta.ts';

/** What an import said of a register: its rows that became no maker stand in no province, and must not be forgotten for that. */
export interface RegisterNote {
	readonly source: string;
	readonly rows: number;
	readonly makers: number;
	/** Rows without a name or a province. */
	readonly dropped: number;
	/** Ms UTC. */
	readonly at: number;
}

export const REGISTER_NOTE = 'register.';

/** The latest import of a register is what is told of it. */
export const noteRegister = (tx: Tx, note: RegisterNote): Promise<void> =>
	writeNote(tx, REGISTER_NOTE + note.source, JSON.stringify(note));
