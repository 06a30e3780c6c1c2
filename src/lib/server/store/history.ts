import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { randomKey } from '../../domain/key.ts';
import type { Store } from './port.ts';
import { beginEpoch, currentEpoch } from './queries/epochs.ts';
import { readNote, writeNote } from './queries/meta.ts';

/** Characters of an epoch and of a mark: 36 bits tell one server's histories apart. */
const ID_LENGTH = 6;
const newId = () => randomKey(ID_LENGTH, (bytes) => randomBytes(bytes));

/** The latest marks given, kept where a backup of the database does not put the older ones back. Null: never written. */
export interface Marks {
	read(): readonly string[] | null;
	write(marks: readonly string[]): void;
	/** Changes whenever the file is written or copied, and with nothing else: a folder put back whole has another. */
	touched(): string;
}

export interface History {
	epoch(): string;
	readonly wasTurnedBack: boolean;
	/** True where the database is of this very process: no phone knows another history by its name. */
	readonly isNew: boolean;
	doubt(): Promise<boolean>;
	mark(): Promise<void>;
}

/**
 * Opens the history of a database. A database that carries another mark than the file beside it says, or another file
 * than it was given, was put back from a backup: a new history begins, and the one before ended where each space stands.
 */
export async function openHistory(write: Store['write'], marks: Marks | null): Promise<History> {
	let current = '';
	let doubted = false;
	let isNew = false;
	const wasTurnedBack = await write(async (tx) => {
		const known = await currentEpoch(tx);
		const mark = await readNote(tx, 'mark');
		const touched = await readNote(tx, 'mark-touched');
		const isKnown = (known: Marks) => mark !== null && (known.read() ?? []).includes(mark);
		const turnedBack = marks !== null && mark !== null && !(isKnown(marks) && marks.touched() === touched);
		current = known ?? newId();
		isNew = known === null;
		if (known === null || turnedBack) {
			current = known === null ? current : newId();
			await beginEpoch(tx, current, true);
		}
		return turnedBack;
	});
	async function mark(): Promise<void> {
		if (marks === null) return;
		await write(async (tx) => {
			const old = await readNote(tx, 'mark');
			const fresh = newId();
			// The file first, with both: a process that ends in between leaves a pair that still fits.
			marks.write(old === null ? [fresh] : [old, fresh]);
			await writeNote(tx, 'mark', fresh);
			await writeNote(tx, 'mark-touched', marks.touched());
		});
	}
	await mark();
	return {
		epoch: () => current,
		wasTurnedBack,
		isNew,
		mark,
		async doubt() {
			if (doubted) return false;
			doubted = true;
			const fresh = newId();
			await write((tx) => beginEpoch(tx, fresh, false));
			current = fresh;
			return true;
		},
	};
}

/** Marks in a small file, which is whole or as it was before. */
export function besideFile(file: string): Marks {
	return {
		touched() {
			try {
				const { ctimeMs, ino } = statSync(file);
				return `${ino} ${ctimeMs}`;
			} catch {
				return '';
			}
		},
		read() {
			try {
				return readFileSync(file, 'utf8').trim().split(/\s+/);
			} catch {
				return null;
			}
		},
		write(marks) {
			const draft = `${file}.new`;
			const handle = openSync(draft, 'w');
			try {
				writeSync(handle, `${marks.join(' ')}\n`);
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
			renameSync(draft, file);
		},
	};
}
