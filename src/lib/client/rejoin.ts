import type { Account } from './accounts.ts';
import { join } from './joining.ts';
import { howJoined } from './keyring.ts';

/**
 * Asks for a new cookie the way this phone joined. It works while the invitation lasts, which is when it is needed: a
 * browser killed within half a minute of joining has not written its cookie down. False: a new invitation is needed.
 */
export async function rejoin({ person, enrolment }: Account): Promise<boolean> {
	const how = await howJoined(person);
	if (how === null) return false;
	const joined = await join({ ...how, phone: '' });
	return joined.kind === 'ok' && joined.enrolment === enrolment;
}
