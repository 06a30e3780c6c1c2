import type { Standing } from '../domain/invitation.ts';
import type { Account } from './accounts.ts';
import { askOffice, type Unreached } from './ask-office.ts';

/** Where the other person is: beside this one, far away, or on the phone with them. */
export type Way = 'near' | 'far' | 'spoken';

export interface Made {
	readonly kind: 'ok';
	readonly id: string;
	readonly link: string;
	/** How long it works, ms. */
	readonly left: number;
	/** To be read out; only where it was asked for. */
	readonly spoken: { readonly number: string; readonly code: string } | null;
}

/** What becomes of asking for an invitation to this shop. Only the office makes them, so it needs a signal. */
export type Invited =
	| Made
	| Unreached
	/** The office does not know the shop yet, or this account may not invite to it. */
	| { readonly kind: 'not-allowed' }
	/** The office no longer knows this account. */
	| { readonly kind: 'unknown-account' };

/** Asks for an invitation that works once: for a further phone of this person (`name` null), or for a helper. */
export async function inviteToShop(
	account: Account,
	name: string | null,
	way: Way,
	fetcher: typeof fetch = fetch,
): Promise<Invited> {
	const whom = name === null ? { self: true } : { role: 'seller', shop: account.shop, name };
	const how = { near: way !== 'far', spoken: way === 'spoken' };
	const answer = await askOffice('/api/invitations', account, { ...whom, ...how }, fetcher);
	if (answer.kind === 'unknown-enrolment') return { kind: 'unknown-account' };
	if (answer.kind !== 'ok') return { kind: answer.kind === 'offline' ? 'offline' : 'not-allowed' };
	const { id, link, left, spoken = null } = answer as unknown as Made;
	return { kind: 'ok', id, link, left, spoken };
}

/** What the office says of an invitation that was made here. */
export interface InvitationSeen {
	readonly kind: 'ok';
	readonly standing: Standing;
	/** How long it goes on working, ms. */
	readonly left: number;
	/** Its code was typed wrongly too often. */
	readonly isCodeShut: boolean;
	readonly joined: { readonly name: string; readonly phone: string } | null;
}

/** What became of an invitation: who joined, and with which phone. */
export async function lookAfter(
	account: Account,
	id: string,
	fetcher: typeof fetch = fetch,
): Promise<InvitationSeen | Unreached> {
	const answer = await askOffice('/api/invitations/state', account, { id }, fetcher);
	return answer.kind === 'ok' ? (answer as unknown as InvitationSeen) : { kind: 'offline' };
}

/** Takes an invitation back, and whatever phone it let in. False: the office has not said so. */
export async function takeBack(
	account: Account,
	id: string,
	fetcher: typeof fetch = fetch,
): Promise<boolean> {
	return (await askOffice('/api/invitations/end', account, { id }, fetcher)).kind === 'ok';
}
