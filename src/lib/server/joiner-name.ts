import { MAX_NAME } from '../domain/limits.ts';
import { readText } from '../domain/typed.ts';
import type { Tx } from './store/port.ts';
import { setName, type Person } from './store/queries/accounts.ts';

/** What whoever joins says they are called; '' for what is no name. */
export function saidName(text: string): string {
	const read = readText(text, MAX_NAME, true);
	return read.kind === 'ok' ? read.value : '';
}

/** Corrected by whoever has not heard that they joined: they know of no other name than the one they say now. */
export async function called(tx: Tx, person: Person, name: string): Promise<Person> {
	if (name === '' || name === person.name) return person;
	await setName(tx, person.person, name);
	return { ...person, name };
}
