import { LOCK } from './seal.ts';

/** A lock as it stands beside the account. */
export interface Lock {
	/** How long the app may be out of sight, milliseconds. */
	readonly after: number;
	/** A screen that was opened under another seal is locked. */
	readonly seal: string;
}

/** The seal this window was opened under; it goes with the window. */
const OPENED = 'tambon.opened.';
/** When an open screen of the account was last seen, ms UTC by the phone's clock. */
const SEEN = 'tambon.seen.';

/** A page may take this long to come back from a reload that nobody waited for, milliseconds: that is not being away. */
export const RELOAD = 10_000;
/** How far a phone's clock moves by itself when it hears the time, milliseconds: more is a clock that was set. */
const SAME_CLOCK = 5_000;

/** `wall`: ms UTC by the phone's clock, which anybody can set; `steady`: ms of one that nobody can, and that may stand still while the phone sleeps. */
export interface Moment {
	readonly wall: number;
	readonly steady: number;
}

export function readLock(name: string, storage: Storage = localStorage): Lock | null {
	const [after, seal] = storage.getItem(LOCK + name)?.split(' ') ?? [];
	return after === undefined || seal === undefined ? null : { after: Number(after), seal };
}

export function writeLock(name: string, { after, seal }: Lock, storage: Storage = localStorage): void {
	storage.setItem(LOCK + name, `${after} ${seal}`);
}

export function clearLock(name: string, storage: Storage = localStorage): void {
	for (const what of [LOCK, SEEN]) storage.removeItem(what + name);
}

/** Remembers that this window is open, for as long as the seal is whole. */
export function noteOpened(name: string, seal: string, session: Storage = sessionStorage): void {
	session.setItem(OPENED + name, seal);
}

export function noteSeen(name: string, wall: number, storage: Storage = localStorage): void {
	storage.setItem(SEEN + name, String(wall));
}

interface Kept {
	/** Null: this window was not opened with the PIN. */
	readonly opened: string | null;
	/** Null: nobody has seen it open. */
	readonly seen: number | null;
}

export function readKept(
	name: string,
	storage: Storage = localStorage,
	session: Storage = sessionStorage,
): Kept {
	const seen = storage.getItem(SEEN + name);
	return { opened: session.getItem(OPENED + name), seen: seen === null ? null : Number(seen) };
}

/** Whether a page that is loaded anew in a window may show what it showed: an app that is opened anew may not. */
export function opensAgain({ after, seal }: Lock, { opened, seen }: Kept, wall: number): boolean {
	if (opened !== seal || seen === null) return false;
	// A clock that was set back cannot say how long it was
	return wall >= seen - SAME_CLOCK && wall - seen <= Math.max(after, RELOAD);
}

/** Whether a page that comes before the eyes again may stay open. `left`: when this very page was last in sight. */
export function staysOpen(lock: Lock, kept: Kept, left: Moment, now: Moment): boolean {
	if (kept.opened !== lock.seal || lock.after === 0) return false;
	const steady = now.steady - left.steady;
	const wasSet = now.wall - left.wall < steady - SAME_CLOCK;
	// Another window of the account may have been in sight since
	const away = now.wall - Math.max(left.wall, kept.seen ?? 0);
	return !wasSet && away >= -SAME_CLOCK && away <= lock.after;
}
