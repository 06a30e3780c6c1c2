/** The phone's side of tus 1.0.0, as decisions: what to ask next, and what an answer means. `upload.ts` acts. */

/** Where an upload stands, as far as the phone knows. */
export type Place =
	/** It was never begun. */
	| { readonly kind: 'new' }
	/** The server may have the file already, or has forgotten the upload: it is asked before bytes travel. */
	| { readonly kind: 'bare' }
	/** It was begun, and a line broke or the app was closed: how much arrived is the server's to say. */
	| { readonly kind: 'unsure' }
	| { readonly kind: 'at'; readonly offset: number };

export interface Ask {
	readonly method: 'POST' | 'HEAD' | 'PATCH';
	/** Which bytes it carries; null: none. */
	readonly bytes: { readonly from: number; readonly to: number } | null;
}

export function askAt(place: Place, size: number, chunk: number): Ask {
	switch (place.kind) {
		case 'new':
			return { method: 'POST', bytes: { from: 0, to: Math.min(size, chunk) } };
		case 'bare':
			return { method: 'POST', bytes: null };
		case 'unsure':
			return { method: 'HEAD', bytes: null };
		case 'at':
			return { method: 'PATCH', bytes: { from: place.offset, to: Math.min(size, place.offset + chunk) } };
	}
}

export interface Answer {
	readonly status: number;
	/** False for whatever does not speak our protocol: a café's page that wants a password, a server that is starting. */
	readonly ours: boolean;
	/** Null where it tells none. */
	readonly offset: number | null;
}

export type Heard =
	| { readonly kind: 'go-on'; readonly place: Place }
	| { readonly kind: 'sent' }
	| { readonly kind: 'refused'; readonly reason: string }
	| { readonly kind: 'later' };

const later: Heard = { kind: 'later' };
const goOn = (place: Place): Heard => ({ kind: 'go-on', place });

/** Statuses below 500 that pass: the session is renewed, a slow line gave up, another request has it, too much at once. */
const PASSING = [401, 408, 423, 429];

export function heard(asked: Ask, { status, ours, offset }: Answer, size: number): Heard {
	if (!ours) return later;
	if (status >= 200 && status < 300) {
		if (offset === null || offset > size) return later;
		return offset === size ? { kind: 'sent' } : goOn({ kind: 'at', offset });
	}
	const isCreation = asked.method === 'POST';
	// Forgotten, or whole: to begin anew tells which, and costs no bytes.
	if (!isCreation && (status === 404 || status === 410)) return goOn({ kind: 'bare' });
	if (!isCreation && status === 409) return goOn({ kind: 'unsure' });
	if (status >= 400 && status < 500 && !PASSING.includes(status)) {
		return { kind: 'refused', reason: String(status) };
	}
	return later;
}

/** What is known of an upload once the line broke under a request. */
export const broke = (place: Place): Place => (place.kind === 'bare' ? place : { kind: 'unsure' });
