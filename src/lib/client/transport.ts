import { CONTENT_TYPE, PACK_FROM, PACKED } from '../sync/protocol.ts';
import type { Pace } from '../sync/pace.ts';
import type { Reply, Transport } from '../sync/engine.ts';

/** How long a line may bring nothing before the request is given up, milliseconds. EDGE needs 10 s for a page. */
export const SILENCE_LIMIT = 45_000;

/** Sends requests with `fetch`. Node and the browser run the same code. `pace` is told how fast answers arrive. */
export function httpTransport(
	url: string,
	fetcher: typeof fetch = fetch,
	pace: Pace | null = null,
): Transport {
	return {
		async post(text) {
			const patience = new AbortController();
			let timer = setTimeout(() => patience.abort(), SILENCE_LIMIT);
			const heard = () => {
				clearTimeout(timer);
				timer = setTimeout(() => patience.abort(), SILENCE_LIMIT);
			};
			try {
				const response = await fetcher(url, {
					method: 'POST',
					body: await pack(text),
					headers: { 'content-type': CONTENT_TYPE },
					signal: patience.signal,
				});
				heard();
				return reply(response, heard, () => clearTimeout(timer), pace);
			} catch {
				clearTimeout(timer);
				return { kind: 'offline' };
			}
		},
	};
}

function reply(response: Response, heard: () => void, end: () => void, pace: Pace | null): Reply {
	const ours = response.headers.get('content-type') === CONTENT_TYPE;
	if (ours && response.ok && response.body)
		return { kind: 'answer', lines: lines(response.body, heard, end, pace) };
	end();
	void response.body?.cancel();
	if (!ours)
		return response.status >= 500 ? { kind: 'trouble', status: response.status } : { kind: 'not-ours' };
	if (response.status === 401 || response.status === 403) return { kind: 'unauthorised' };
	return { kind: 'trouble', status: response.status };
}

/**
 * The answer line by line as it arrives. Throws where it breaks off, behind the lines that came whole: what they said
 * holds, and the rest is asked for again.
 */
async function* lines(
	body: ReadableStream<Uint8Array>,
	heard: () => void,
	end: () => void,
	pace: Pace | null,
): AsyncGenerator<string> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let rest = '';
	let units = 0;
	// Storing what has arrived takes time too, in which the line goes on: only the waiting counts.
	let waited = 0;
	try {
		for (;;) {
			const since = performance.now();
			const part = await reader.read();
			waited += performance.now() - since;
			if (part.done && rest !== '') throw new Error('the answer ends within a line');
			if (part.done) return;
			heard();
			const text = decoder.decode(part.value, { stream: true });
			units += text.length;
			rest += text;
			const complete = rest.split('\n');
			rest = complete.pop() ?? '';
			yield* complete;
		}
	} finally {
		pace?.heard(units, waited);
		end();
		// Left before its end: what is on the way is not wanted.
		void reader.cancel().catch(() => undefined);
	}
}

/** Raw deflate behind one byte that says so; short bodies travel as they are, since packing makes them longer. */
async function pack(text: string): Promise<Uint8Array<ArrayBuffer>> {
	const plain = new TextEncoder().encode(text);
	if (plain.length < PACK_FROM || typeof CompressionStream === 'undefined') return plain;
	const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	const packed = new Uint8Array(await new Response(stream).arrayBuffer());
	const body = new Uint8Array(packed.length + 1);
	body[0] = PACKED;
	body.set(packed, 1);
	return body;
}
