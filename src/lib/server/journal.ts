import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileErasures, memoryErasures, type Erasures } from './privacy/erasures.ts';
import type { Store } from './store/port.ts';
import { revokeEnrolment, revokePerson } from './store/queries/accounts.ts';
import { setRevoked } from './store/queries/invitations.ts';

/** An end of access. `at`: ms UTC. */
export interface Revocation {
	readonly what: 'person' | 'enrolment' | 'invitation';
	readonly id: string;
	readonly at: number;
}

/** What must hold even where the database is put back to before it was said: kept beside it, and only ever added to. */
export interface Journal {
	/** On the disk when it returns. */
	add(revocation: Revocation): void;
	all(): readonly Revocation[];
	/** Buyers whose data was removed at their wish. */
	readonly erasures: Erasures;
}

/** One line of JSON each. A line that a crash cut short says nothing: its revocation was not answered either. */
export function fileJournal(file: string): Journal {
	return {
		add(revocation) {
			const handle = openSync(file, 'a');
			try {
				appendFileSync(handle, `${JSON.stringify(revocation)}\n`);
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
		},
		all() {
			try {
				return readFileSync(file, 'utf8').split('\n').flatMap(parsed);
			} catch {
				return [];
			}
		},
		erasures: fileErasures(dirname(file)),
	};
}

export function memoryJournal(): Journal {
	const kept: Revocation[] = [];
	return { add: (revocation) => void kept.push(revocation), all: () => kept, erasures: memoryErasures() };
}

function parsed(line: string): Revocation[] {
	try {
		return [JSON.parse(line) as Revocation];
	} catch {
		return [];
	}
}

/** Ends again whatever had been ended before the database was put back. What it does not know was made after it, and is gone. */
export async function replay(store: Pick<Store, 'write'>, journal: Journal): Promise<void> {
	await store.write(async (tx) => {
		for (const { what, id, at } of journal.all()) {
			if (what === 'person') await revokePerson(tx, id, at);
			if (what === 'enrolment') await revokeEnrolment(tx, id, at);
			if (what === 'invitation') await setRevoked(tx, id, at);
		}
	});
}
