import type { Upstream } from '../../sync/chunk.ts';
import { OCTETS, TUS_VERSION, uploadId, UPLOADS } from '../../sync/upload.ts';
import { askAt, broke, heard, type Answer, type Ask, type Heard, type Place } from './tus.ts';

/** After this without an answer a request is given up, milliseconds: a chunk of 8 kB at 2 kbit/s. */
const PATIENCE = 40_000;
/** Breaks in a row that brought nothing further before the line is taken for dead. */
const TRIES = 3;
/** Requests in a row that brought nothing further, answered or not: a server that says now this, now that. */
const IDLE = 8;
/** Before the third request after two breaks in a row, milliseconds. */
const PAUSE = 1_000;

/** What an upload goes over. */
export interface Line {
	readonly enrolment: string;
	readonly fetcher: typeof fetch;
	readonly upstream: Upstream;
	/** Ends what is under way at once: text has come, which goes first. What has arrived stays there. */
	readonly stop: AbortSignal;
	/** Resolves after so long. */
	readonly pause: (ms: number) => Promise<void>;
	/** Milliseconds of a clock that never jumps. */
	readonly now: () => number;
}

export type Uploaded =
	/** All of it is at the server. */
	| { readonly kind: 'sent' }
	/** The server will never have it. */
	| { readonly kind: 'refused'; readonly reason: string }
	/** It was stopped, and goes on later where it is. */
	| { readonly kind: 'stopped' }
	/** The line or the server gives nothing more for now. */
	| { readonly kind: 'later' };

/**
 * Sends one file, from wherever an earlier attempt left it. `arrived` is told how much is there, before anything of a new
 * upload leaves (0) and after each answer. Never throws for the network's sake.
 */
export async function upload(
	hash: string,
	file: Blob,
	from: Place,
	line: Line,
	arrived: (bytes: number) => Promise<void>,
): Promise<Uploaded> {
	let place = from;
	let furthest = 0;
	let breaks = 0;
	let idle = 0;
	/** Whether it came in pieces of several connections, and was begun anew for that reason. */
	let isPieced = from.kind !== 'new';
	let isAnew = false;
	if (from.kind !== 'unsure') await arrived(0);
	while (!line.stop.aborted) {
		if (breaks >= TRIES || idle++ >= IDLE) return { kind: 'later' };
		const ask = askAt(place, file.size, line.upstream.chunk());
		const answer = await request(hash, file, ask, line);
		if (answer === null) {
			if (line.stop.aborted) break;
			breaks += 1;
			place = broke(place);
			isPieced = true;
			if (breaks > 1 && breaks < TRIES) await line.pause(PAUSE * (breaks - 1));
			continue;
		}
		const told: Heard = heard(ask, answer, file.size);
		// Pieces that do not make the picture: the server has thrown them away. Once, it may have been its disk.
		if (told.kind === 'refused' && answer.status === 422 && isPieced && !isAnew) {
			isAnew = true;
			place = { kind: 'new' };
			continue;
		}
		if (told.kind !== 'go-on') return told;
		place = told.place;
		if (place.kind !== 'at') continue;
		await arrived(place.offset);
		if (place.offset > furthest) breaks = idle = 0;
		furthest = Math.max(furthest, place.offset);
	}
	return { kind: 'stopped' };
}

/** Null: no answer came. */
async function request(hash: string, file: Blob, { method, bytes }: Ask, line: Line): Promise<Answer | null> {
	const to = method === 'POST' ? UPLOADS : `${UPLOADS}/${uploadId(hash)}`;
	const headers: Record<string, string> = {
		'tambon-enrolment': line.enrolment,
		'tus-resumable': TUS_VERSION,
	};
	if (method === 'POST') {
		headers['upload-length'] = String(file.size);
		headers['upload-metadata'] = `sha256 ${base64OfHex(hash)}`;
	}
	if (bytes) headers['content-type'] = OCTETS;
	if (bytes && method === 'PATCH') headers['upload-offset'] = String(bytes.from);
	const patience = new AbortController();
	const timer = setTimeout(() => {
		line.upstream.silent();
		patience.abort();
	}, PATIENCE);
	const stop = () => patience.abort();
	line.stop.addEventListener('abort', stop);
	const began = line.now();
	try {
		const response = await line.fetcher(to, {
			method,
			...(bytes && { body: file.slice(bytes.from, bytes.to, OCTETS) }),
			headers,
			// A network that asks for a password answers by sending us elsewhere.
			redirect: 'error',
			signal: patience.signal,
		});
		void response.body?.cancel();
		if (bytes && response.ok) line.upstream.sent(bytes.to - bytes.from, line.now() - began);
		return {
			status: response.status,
			ours: response.headers.get('tus-resumable') === TUS_VERSION,
			offset: offsetIn(response.headers.get('upload-offset')),
		};
	} catch {
		return null;
	} finally {
		clearTimeout(timer);
		line.stop.removeEventListener('abort', stop);
	}
}

const offsetIn = (text: string | null): number | null =>
	text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;

function base64OfHex(hex: string): string {
	const pairs = hex.match(/../g) ?? [];
	return btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))));
}
