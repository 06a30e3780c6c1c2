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

/**
 * What needs a hand comes before what only needs a signal, and that before all being well. `end` is how the latest
 * round ended, null while none has; an ended session or an app that is too old needs the person however little waits.
 * `asked`: how many questions wait for the person.
 */
export function factOf(
	things: readonly WaitingThing[],
	heardAt: number | null,
	end: RoundEnd | null,
	asked = 0,
): Fact {
	const stuck = things.filter((thing) => thing.parked.length > 0 || thing.refusedPhotos.length > 0).length;
	const closed = end?.kind === 'unauthorised' || end?.kind === 'too-old' ? 1 : 0;
	if (stuck + closed + asked > 0) return { kind: 'needs-you', count: stuck + closed + asked };
	const waiting = things.filter((thing) => thing.unsent.length > 0 || thing.photos > 0).length;
	if (waiting > 0) return { kind: 'waiting', count: waiting };
	return { kind: heardAt === null ? 'here' : 'reached' };
}
