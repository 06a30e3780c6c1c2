import type { Account } from '../accounts.ts';
import { askOffice, type Unreached } from '../ask-office.ts';
import type { InvitationSeen } from '../invite.ts';
import type { Signed } from './signing.ts';

/** `nobody`: nobody has come with it to the office yet. */
export type Came = InvitationSeen | Unreached | { readonly kind: 'nobody' };

/** What became of an invitation that was made here with no connection: who joined, and with which phone. */
export async function whoCame(
	account: Account,
	{ id }: Signed,
	fetcher: typeof fetch = fetch,
): Promise<Came> {
	const answer = await askOffice('/api/invitations/state', account, { id }, fetcher);
	if (answer.kind === 'ok') return answer as unknown as InvitationSeen;
	return { kind: answer.kind === 'not-found' ? 'nobody' : 'offline' };
}

/** Takes it back, whether or not the office has heard of it. False: the office has not said so. */
export async function takeSignedBack(
	account: Account,
	{ id, text }: Signed,
	fetcher: typeof fetch = fetch,
): Promise<boolean> {
	const answer = await askOffice('/api/invitations/end', account, { id, signed: text }, fetcher);
	return answer.kind === 'ok';
}
