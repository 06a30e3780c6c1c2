import { HASH_PATTERN } from '../../domain/hash.ts';
import type { Session } from '../session.ts';
import type { Database } from '../store/database.ts';
import { hex } from './picture.ts';

/** What became of asking the server for a picture. */
export type Fetched =
	/** `kept`: it is on this phone from here on; false where there was no room. */
	| { readonly kind: 'here'; readonly blob: Blob; readonly kept: boolean }
	/** The server does not have it yet, or has something else in its place. */
	| { readonly kind: 'absent' }
	/** The line or the server gives nothing for now. */
	| { readonly kind: 'later' };

/** A line that brings nothing for so long is given up, milliseconds. */
const SILENCE = 40_000;
/** Statuses below 500 that pass: the session is renewed, too much at once. */
const PASSING = [401, 408, 423, 429];

type Asker = Pick<Session, 'db' | 'account'>;

/**
 * Asks the server for a picture, by the name of the enrolment: a draft's pictures are not public. What comes is kept under
 * its hash if it is what the hash says, so that it is there with no connection. Never throws for the network's sake.
 */
export async function fetchPicture(
	{ db, account }: Asker,
	hash: string,
	fetcher: typeof fetch = fetch,
	stop?: AbortSignal,
): Promise<Fetched> {
	if (!HASH_PATTERN.test(hash)) return { kind: 'absent' };
	const over = new AbortController();
	const end = () => over.abort();
	stop?.addEventListener('abort', end);
	let timer = setTimeout(end, SILENCE);
	const heard = () => {
		clearTimeout(timer);
		timer = setTimeout(end, SILENCE);
	};
	try {
		if (stop?.aborted) return { kind: 'later' };
		const response = await fetcher(`/photos/${hash}`, {
			headers: { 'tambon-enrolment': account.enrolment },
			// A network that asks for a password answers by sending us elsewhere.
			redirect: 'error',
			signal: over.signal,
		});
		heard();
		const type = response.headers.get('content-type') ?? '';
		if (!response.ok) {
			void response.body?.cancel();
			const isOver = response.status >= 400 && response.status < 500 && !PASSING.includes(response.status);
			return { kind: isOver ? 'absent' : 'later' };
		}
		if (!type.startsWith('image/')) return { kind: 'later' };
		const blob = new Blob(await partsOf(response, heard), { type });
		// Something on the way that makes pictures smaller: what it gives is not the one that was taken.
		if (hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())) !== hash)
			return { kind: 'absent' };
		const kept = keepFetched(db, hash, blob).then(
			() => true,
			() => false,
		);
		return { kind: 'here', blob, kept: await kept };
	} catch {
		return { kind: 'later' };
	} finally {
		clearTimeout(timer);
		stop?.removeEventListener('abort', end);
	}
}

/** Beside it, that the server has it: it may make way, and be fetched again. */
export function keepFetched(db: Database, hash: string, blob: Blob): Promise<void> {
	return db.transaction('rw', db.files, db.arrivals, async () => {
		// Not over one that was made here meanwhile.
		if ((await db.files.where('hash').equals(hash).count()) > 0) return;
		await db.files.add({ hash, blob });
		await db.arrivals.put({ hash, bytes: blob.size, confirmedAt: null });
	});
}

async function partsOf(response: Response, heard: () => void): Promise<Uint8Array<ArrayBuffer>[]> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	const reader = response.body?.getReader();
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		heard();
		parts.push(part.value);
	}
	return parts;
}

/** Large pictures under way: opened twice, or cut while it comes, one is asked for once. */
const underWay = new Map<string, Promise<Fetched>>();

/** A picture's file: this phone's, else the server's. For large ones, which nothing but a person's tap asks for. */
export async function fileOf(session: Asker, hash: string): Promise<Fetched> {
	const file = await session.db.files.get(hash).catch(() => undefined);
	if (file) return { kind: 'here', blob: file.blob, kept: true };
	const asked = underWay.get(hash) ?? fetchPicture(session, hash).finally(() => underWay.delete(hash));
	underWay.set(hash, asked);
	return asked;
}
