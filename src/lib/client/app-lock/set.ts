import { MINUTE } from '../../domain/dates.ts';
import { randomKey } from '../../domain/key.ts';
import { dropFronts } from '../store/fronts.ts';
import { forgetPin, keepPin } from './pins.ts';
import { LOCK } from './seal.ts';
import { clearLock, noteOpened, noteSeen, readLock, writeLock } from './sight.ts';

/** How long the app may be out of sight before it locks, minutes, as a person may choose. */
export const CHOICES = ['0', '1', '5', '15', '60'] as const;
export type Minutes = (typeof CHOICES)[number];
const USUAL: Minutes = '5';
/** Characters of a seal: it is no secret, only never the same twice. */
const SEAL_LENGTH = 8;

export const newSeal = (): string =>
	randomKey(SEAL_LENGTH, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

/** This window hears of it as every other does. */
const tell = (name: string): void => void dispatchEvent(new StorageEvent('storage', { key: LOCK + name }));

/** Sets a PIN, in place of an earlier one. Windows other than this one lock. */
export async function setLock(name: string, pin: string): Promise<void> {
	await keepPin(name, pin);
	const after = readLock(name)?.after ?? Number(USUAL) * MINUTE;
	const seal = newSeal();
	noteOpened(name, seal);
	noteSeen(name, Date.now());
	writeLock(name, { after, seal });
	await dropFronts();
	tell(name);
}

export function chosenMinutes(name: string): Minutes {
	const after = readLock(name)?.after;
	return CHOICES.find((minutes) => Number(minutes) * MINUTE === after) ?? USUAL;
}

export function chooseMinutes(name: string, minutes: Minutes): void {
	const lock = readLock(name);
	if (lock) writeLock(name, { ...lock, after: Number(minutes) * MINUTE });
	tell(name);
}

/** Locks every window of the account. */
export function lockNow(name: string): void {
	const lock = readLock(name);
	if (lock) writeLock(name, { ...lock, seal: newSeal() });
	tell(name);
}

/** Takes the PIN away: nothing else of the account is touched. */
export async function removeLock(name: string): Promise<void> {
	await forgetPin(name);
	clearLock(name);
	tell(name);
}
