import { checksumOf } from '../checksum.ts';
import type { Followed } from './held.ts';
import type { DeviceTx } from './port.ts';

/**
 * A space whose records here are not to be relied on, to be told whole again. It is listed by name until its own part of an
 * answer says what becomes of it: a vector would stand for nothing, where there are records.
 */
export const fromNothing = (follow: Followed): Followed => ({
	...follow,
	...{ cursor: 0, part: null, covered: false, leaving: true },
});

/** A space is compared with the server's once in so long, milliseconds. */
export const CHECK_EVERY = 24 * 60 * 60_000;

/**
 * The space to be compared in this round, the one not compared for longest; null: none is due. Never one of which
 * anything is under way, and one at most, since who carries many need not list them all for it. One that leaves is compared
 * too: where it is carried again, the answer is what says so.
 */
export function dueForCheck(
	followed: readonly Followed[],
	waits: ReadonlySet<string>,
	now: number,
): string | null {
	const isQuiet = ({ space, visible, cursor, part }: Followed) =>
		visible && cursor > 0 && !part && !waits.has(space);
	// A time that is yet to come is of a clock that was set back: it says nothing.
	const since = ({ checkedAt = 0 }: Followed) => (checkedAt > now ? 0 : checkedAt);
	const due = followed.filter((item) => isQuiet(item) && now - since(item) >= CHECK_EVERY);
	const [first] = due.sort((a, b) => since(a) - since(b));
	return first?.space ?? null;
}

/**
 * Compares what is confirmed here with the server's checksum of it. Where they differ the space is asked for anew, from
 * nothing: what waits in it stays as it is, and of its records the snapshot decides. Answers the space as it stands then.
 */
export async function check(tx: DeviceTx, follow: Followed, sum: string, now: number): Promise<Followed> {
	const held = await tx.heldSeenBefore(follow.space, Number.POSITIVE_INFINITY);
	if (checksumOf(held.filter(({ seen }) => seen > 0)) === sum) return { ...follow, checkedAt: now };
	await tx.putHeld(held.map((item) => ({ ...item, seen: 0, short: 0 })));
	const self = await tx.self();
	await tx.setSelf({ ...self, healed: (self.healed ?? 0) + 1 });
	return { ...fromNothing(follow), checkedAt: now };
}
