import type { Refusal } from '../store/full.ts';

/** What the app takes on this phone, and what the browser allows it. Bytes. */
export interface Room {
	readonly used: number;
	readonly all: number;
}

export type RoomState =
	/** The browser tells nothing. */
	| 'unknown'
	| 'plenty'
	/** Old full pictures make way. */
	| 'short'
	/** The next picture may not fit. */
	| 'full';

/** Less left than this is short, bytes: about 250 pictures of 200 kB with their thumbnails, a season of a busy shop. */
export const SHORT = 50_000_000;
/** What is left once pictures have made way, bytes: above `SHORT`, or each picture taken would push out another one. */
export const EASY = 80_000_000;
/** Less left than this is full, bytes: a picture is written beside its older self before that goes, and so is a page of news. */
export const FULL = 2_000_000;
/** What makes way at once where the browser has refused to store and its figures show no need, bytes: a hundred pictures. */
export const STEP = 20_000_000;
/** So long after pictures had to make way, or a thing could not be stored, room counts as short, milliseconds: a working day. */
export const TOLD_FOR = 12 * 3_600_000;

const leftIn = ({ used, all }: Room): number => Math.max(0, all - used);

/** How many bytes must make way; 0: none. */
export const wanted = (room: Room | null): number =>
	room !== null && leftIn(room) < SHORT ? EASY - leftIn(room) : 0;

/**
 * `madeWayAt`: when pictures last had to make way, by the phone's clock; undefined: never. That and a refusal weigh more than
 * the figures: Chrome names a round sum, whatever the phone has left (since 138: what is used, and 10 GiB).
 */
export function stateOf(
	room: Room | null,
	{ now, madeWayAt, refusal }: { now: number; madeWayAt: number | undefined; refusal: Refusal | null },
): RoomState {
	const lately = (at: number | undefined) => at !== undefined && Math.abs(now - at) < TOLD_FOR;
	if (refusal?.helped === false && lately(refusal.at)) return 'full';
	if (room !== null && leftIn(room) < FULL) return 'full';
	if (lately(madeWayAt) || (room !== null && leftIn(room) < SHORT)) return 'short';
	return room === null ? 'unknown' : 'plenty';
}

/** Null: the browser tells nothing. */
export async function readRoom(
	storage: Pick<StorageManager, 'estimate'> | undefined = globalThis.navigator?.storage,
): Promise<Room | null> {
	const { usage, quota } = (await storage?.estimate?.().catch(() => undefined)) ?? {};
	return usage === undefined || !quota ? null : { used: usage, all: quota };
}
