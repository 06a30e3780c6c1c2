import { DAY, HOUR } from '../domain/dates.ts';
import type { App } from './app.ts';
import { hashOf, isSecret, newSessionSecret } from './secret.ts';
import type { Tx } from './store/port.ts';
import { findEnrolment, type Enrolment } from './store/queries/accounts.ts';
import { setOffered, setOfferedSeen, settleOffered } from './store/queries/renewals.ts';

/** How old a secret in use becomes before another is offered. */
export const RENEW_AFTER = 30 * DAY;
/** A secret that was offered and is not shown was lost on its way; requests that were under way beside it have ended by then. */
export const OFFER_AGAIN = DAY;
/** A browser writes its cookies down within half a minute: one that shows a secret this long after it first did has it on its disk. */
export const WRITTEN_AFTER = HOUR;

/**
 * Which of an enrolment's secrets a request shows; null: none. `spent`: one that is surely nowhere but in a copy.
 * All are compared, whatever the answer: the time tells nothing.
 */
export function shownOf(secret: string, device: Enrolment | null): 'held' | 'offered' | 'spent' | null {
	const held = isSecret(secret, device?.secretHash ?? '');
	const offered = isSecret(secret, device?.offeredHash ?? '');
	const spent = isSecret(secret, device?.spentHash ?? '');
	return held ? 'held' : offered ? 'offered' : spent ? 'spent' : null;
}

/** Whether a phone that shows the secret it holds is to be offered another. */
export function isDue({ secretAt, createdAt, offeredAt }: Enrolment, now: number): boolean {
	return (
		now - (secretAt ?? createdAt) >= RENEW_AFTER && (offeredAt === null || now - offeredAt >= OFFER_AGAIN)
	);
}

/** What the offered secret's being shown means: seen for the first time, or surely written down. Null: neither. */
export function stepOf({ offeredSeenAt }: Enrolment, now: number): 'seen' | 'settled' | null {
	if (offeredSeenAt === null) return 'seen';
	return now - offeredSeenAt >= WRITTEN_AFTER ? 'settled' : null;
}

/** Notes that the offered secret was shown. */
export async function heardOffered(tx: Tx, device: Enrolment, now: number): Promise<void> {
	const { id, offeredHash } = device;
	if (offeredHash === null) return;
	const step = stepOf(device, now);
	if (step === 'seen') await setOfferedSeen(tx, id, offeredHash, now);
	if (step === 'settled') await settleOffered(tx, id, offeredHash);
}

/** Makes another secret for a phone whose own is due; null: it is not, or another request has been given one. */
export async function offerSecret(app: App, enrolment: string): Promise<string | null> {
	const now = app.now();
	const secret = newSessionSecret();
	const hash = hashOf(secret);
	return app.store.write(async (tx) => {
		const device = await findEnrolment(tx, enrolment);
		if (!device || !isDue(device, now)) return null;
		app.renewals.add({ enrolment, held: device.secretHash, offered: hash, at: now });
		await setOffered(tx, enrolment, { hash, at: now });
		return secret;
	});
}
