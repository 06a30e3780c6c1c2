import type { RoundEnd } from '../sync/engine.ts';
import type { WaitingThing } from './waiting.ts';

export type { RoundEnd };

/** The one fact the chip shows. */
export type Fact =
	/** Something cannot go on without the person. */
	| { kind: 'needs-you'; count: number }
	| { kind: 'waiting'; count: number }
	| { kind: 'reached' }
	/** Nothing was ever exchanged with the office, and nothing waits: everything there is, is here. */
	| { kind: 'here' };

/** A round that ended at the phone itself (its storage is full or broken) carries this in place of a server's status. */
export const isPhones = (end: RoundEnd | null): boolean => end?.kind === 'trouble' && end.status === 0;

/** Nothing goes on before the person does something about it. */
export const needsHand = (end: RoundEnd | null): boolean =>
	end?.kind === 'unauthorised' || end?.kind === 'too-old' || isPhones(end);

/**
 * What needs a hand comes before what only needs a signal, and that before all being well. `end` is how the latest
 * round ended, null while none has; an ended session, an app that is too old or a phone that cannot store needs the person
 * however little waits.
 * `asked`: how many questions wait for the person.
 */
export function factOf(
	things: readonly WaitingThing[],
	heardAt: number | null,
	end: RoundEnd | null,
	asked = 0,
): Fact {
	const stuck = things.filter((thing) => thing.parked.length > 0 || thing.refusedPhotos.length > 0).length;
	const closed = needsHand(end) ? 1 : 0;
	if (stuck + closed + asked > 0) return { kind: 'needs-you', count: stuck + closed + asked };
	const waiting = things.filter((thing) => thing.unsent.length > 0 || thing.photos > 0).length;
	if (waiting > 0) return { kind: 'waiting', count: waiting };
	return { kind: heardAt === null ? 'here' : 'reached' };
}

const HOUR = 3_600_000;

/** Whole hours that the oldest of what waits, made at `oldestAt` (null: nothing waits), has waited; 0 for less than one, and where a clock set back cannot say. */
export function hoursWaited(oldestAt: number | null, now: number): number {
	return oldestAt === null ? 0 : Math.max(0, Math.floor((now - oldestAt) / HOUR));
}
