import { expect, it } from 'vitest';
import {
	clearLock,
	noteOpened,
	noteSeen,
	opensAgain,
	readKept,
	readLock,
	staysOpen,
	writeLock,
	type Moment,
} from './sight.ts';

const MINUTE = 60_000;
const lock = { after: 5 * MINUTE, seal: 'one' };
const atOnce = { after: 0, seal: 'one' };
const T = 1_800_000_000_000;
const open = { opened: 'one', seen: T };
const at = (wall: number, steady = wall): Moment => ({ wall: T + wall, steady });

function memory(): Storage {
	const held = new Map<string, string>();
	return {
		getItem: (name: string) => held.get(name) ?? null,
		setItem: (name: string, value: string) => void held.set(name, value),
		removeItem: (name: string) => void held.delete(name),
	} as Storage;
}

it('keeps the lock beside the account, and that it was opened in the window alone', () => {
	const [phone, here, elsewhere] = [memory(), memory(), memory()];
	expect(readLock('a', phone)).toBeNull();
	writeLock('a', lock, phone);
	noteOpened('a', 'one', here);
	noteSeen('a', T, phone);
	expect(readLock('a', phone)).toEqual(lock);
	expect(readKept('a', phone, here)).toEqual(open);
	expect(readKept('a', phone, elsewhere)).toEqual({ opened: null, seen: T });
	clearLock('a', phone);
	expect(readLock('a', phone)).toBeNull();
	expect(readKept('a', phone, here)).toEqual({ opened: 'one', seen: null });
});

it('is locked when the app is opened anew, and not by a reload', () => {
	expect(opensAgain(lock, { opened: null, seen: T }, T)).toBe(false);
	expect(opensAgain(lock, open, T + 5 * MINUTE)).toBe(true);
	expect(opensAgain(lock, open, T + 5 * MINUTE + 1)).toBe(false);
	expect(opensAgain(lock, { opened: 'one', seen: null }, T)).toBe(false);
	expect(opensAgain(atOnce, open, T + 2_000)).toBe(true);
	expect(opensAgain(atOnce, open, T + 11_000)).toBe(false);
});

it('is locked once the seal is broken, wherever that was done', () => {
	expect(opensAgain({ ...lock, seal: 'two' }, open, T)).toBe(false);
	expect(staysOpen({ ...lock, seal: 'two' }, open, at(0), at(1))).toBe(false);
});

it('locks after the time out of sight, and at once where that was chosen', () => {
	expect(staysOpen(lock, open, at(0), at(5 * MINUTE))).toBe(true);
	expect(staysOpen(lock, open, at(0), at(5 * MINUTE + 1))).toBe(false);
	expect(staysOpen(atOnce, open, at(0), at(1))).toBe(false);
});

it('is not away while another window of the account is in sight', () => {
	expect(staysOpen(lock, { opened: 'one', seen: T + 8 * MINUTE }, at(0), at(9 * MINUTE))).toBe(true);
});

it('gains nothing by a clock that is set back', () => {
	// Away for ten minutes, the clock set back by eight.
	expect(staysOpen(lock, open, at(0), at(2 * MINUTE, 10 * MINUTE))).toBe(false);
	expect(staysOpen(lock, open, at(0), at(-MINUTE, 0))).toBe(false);
	expect(opensAgain(lock, open, T - MINUTE)).toBe(false);
	// A phone that hears the time from the network moves its clock a little.
	expect(opensAgain(lock, open, T - 1_000)).toBe(true);
	expect(staysOpen(lock, open, at(0), at(-1_000, 0))).toBe(true);
	// The steady one stood still while the phone slept: no fault of anybody's.
	expect(staysOpen(lock, open, at(0), at(3 * MINUTE, 1_000))).toBe(true);
});
