import type { Account } from './accounts.ts';
import { join } from './joining.ts';
import { howJoined } from './keyring.ts';

/** `offline`: nothing was heard, and the way back in is still open. `closed`: a new invitation is needed. */
export type Rejoined = 'joined' | 'offline' | 'closed';

/**
 * Asks for a new cookie the way this phone joined. It works while the invitation lasts, which is when it is needed: a
 * browser killed within half a minute of joining has not written its cookie down.
 */
export async function rejoin(
	{ person, enrolment }: Account,
	fetcher: typeof fetch = fetch,
): Promise<Rejoined> {
	const how = await howJoined(person);
	if (how === null) return 'closed';
	const joined = await join({ ...how, phone: '' }, fetcher);
	if (joined.kind === 'offline') return 'offline';
	return joined.kind === 'ok' && joined.enrolment === enrolment ? 'joined' : 'closed';
}
