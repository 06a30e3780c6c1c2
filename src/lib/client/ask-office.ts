import type { Account } from './accounts.ts';

/** No answer, or one that is not the office's (a hotel's sign-in page): nothing is known, and asking again is safe. */
export interface Unreached {
	readonly kind: 'offline';
}

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 30_000;

/** A small question in the name of an account; the answer as it came, or that there was none. */
export async function askOffice(
	path: string,
	{ enrolment }: Pick<Account, 'enrolment'>,
	asked: Readonly<Record<string, unknown>> = {},
	fetcher: typeof fetch = fetch,
): Promise<({ readonly kind: string } & Readonly<Record<string, unknown>>) | Unreached> {
	try {
		const response = await fetcher(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ enrolment, ...asked }),
			cache: 'no-store',
			signal: AbortSignal.timeout(PATIENCE),
		});
		const answer = (await response.json()) as { kind?: unknown };
		return typeof answer.kind === 'string' ? { ...answer, kind: answer.kind } : { kind: 'offline' };
	} catch {
		return { kind: 'offline' };
	}
}
