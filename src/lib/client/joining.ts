import type { Role } from '../domain/access.ts';
import { SECRET_LENGTH } from '../domain/invitation.ts';
import { readSigned, signedText } from '../domain/signed-invitation.ts';
import type { Account } from './accounts.ts';

/** An invitation as the office tells it. */
export interface InvitationSeen {
	readonly role: Role;
	/** '' where whoever joins is asked. */
	readonly name: string;
	readonly areas: readonly string[];
	readonly shopName: string;
	readonly inviterName: string;
	readonly expiresAt: number;
}

/** Why an invitation opens nothing. */
export type Closed = 'used' | 'expired' | 'unknown' | 'revoked';
/** No answer, or one that is not the office's (a hotel's sign-in page): nothing is known, and asking again is safe. */
type Unreached = { kind: 'offline' };

export type Looked = ({ kind: 'ok' } & InvitationSeen) | { kind: Closed } | Unreached;
/** `nameless`: it names nobody, and nobody said a name. Nothing is used up. */
export type Joined = ({ kind: 'ok' } & Account) | { kind: Closed | 'nameless' } | Unreached;

/** Where an invitation is kept while there is no signal: the app may be closed for days until there is one. */
export const KEPT_INVITATION = 'tambon.join.kept';

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 30_000;
const SECRET = new RegExp(`^[A-Za-z0-9_-]{${SECRET_LENGTH}}$`);

/** The secret of an invitation's link, or what a phone signed, from what stands behind its `#`; null when it is neither. */
export function secretIn(hash: string): string | null {
	const text = hash.replace(/^#/, '');
	if (SECRET.test(text)) return text;
	const signed = readSigned(text);
	return signed && signedText(signed.invitation, signed.signature);
}

/** What an invitation says. Uses nothing up. */
export async function look(
	secret: string,
	key: string | null,
	fetcher: typeof fetch = fetch,
): Promise<Looked> {
	return (await ask('/api/join/look', { secret, key }, fetcher)) as Looked;
}

/** Joins. The same secret and key again give the same account. `name`: for an invitation that asks it (`own-name.ts`). */
export async function join(
	asked: { secret: string; key: string; phone: string; name?: string },
	fetcher: typeof fetch = fetch,
): Promise<Joined> {
	return (await ask('/api/join', asked, fetcher)) as Joined;
}

export type Traded = { kind: 'ok'; readonly secret: string } | { kind: 'unknown' } | Unreached;

/**
 * Trades a code that was read out for the secret of its invitation. The same key again gives another secret, since the
 * answer may be lost. `unknown` says no more: a wrong code, too late, or too many tries.
 */
export async function trade(
	asked: { number: string; code: string; key: string },
	fetcher: typeof fetch = fetch,
): Promise<Traded> {
	const answer = await ask('/api/join/code', asked, fetcher);
	return answer.kind === 'ok' || answer.kind === 'unknown' ? (answer as Traded) : { kind: 'offline' };
}

const KINDS = ['ok', 'used', 'expired', 'unknown', 'revoked', 'nameless'];

async function ask(url: string, body: unknown, fetcher: typeof fetch): Promise<{ kind: string }> {
	try {
		const response = await fetcher(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			cache: 'no-store',
			signal: AbortSignal.timeout(PATIENCE),
		});
		const answer = (await response.json()) as { kind?: unknown };
		return typeof answer.kind === 'string' && KINDS.includes(answer.kind)
			? { ...answer, kind: answer.kind }
			: { kind: 'offline' };
	} catch {
		return { kind: 'offline' };
	}
}
