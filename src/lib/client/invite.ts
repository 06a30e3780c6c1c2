import type { Account } from './accounts.ts';

/** What becomes of asking for an invitation to this shop. Only the office makes them, so it needs a signal. */
export type Invited =
	| { readonly kind: 'ok'; readonly link: string; readonly expiresAt: number }
	/** No answer, or one that is not the office's. */
	| { readonly kind: 'offline' }
	/** The office does not know the shop yet, or this account may not invite to it. */
	| { readonly kind: 'not-allowed' }
	/** The office no longer knows this account. */
	| { readonly kind: 'unknown-account' };

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 30_000;

/** Asks for a link that works once: for a further phone of this person (`name` null), or for a helper called `name`. */
export async function inviteToShop(
	{ enrolment, shop }: Account,
	name: string | null,
	fetcher: typeof fetch = fetch,
): Promise<Invited> {
	const wish = name === null ? { self: true } : { role: 'seller', shop, name };
	try {
		const response = await fetcher('/api/invitations', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ enrolment, ...wish }),
			cache: 'no-store',
			signal: AbortSignal.timeout(PATIENCE),
		});
		const answer = (await response.json()) as { kind?: unknown; link?: unknown; expiresAt?: unknown };
		if (answer.kind === 'ok' && typeof answer.link === 'string' && typeof answer.expiresAt === 'number') {
			return { kind: 'ok', link: answer.link, expiresAt: answer.expiresAt };
		}
		if (answer.kind === 'unknown-enrolment') return { kind: 'unknown-account' };
		return typeof answer.kind === 'string' ? { kind: 'not-allowed' } : { kind: 'offline' };
	} catch {
		return { kind: 'offline' };
	}
}
