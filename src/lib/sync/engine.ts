import { commitHead, commitSection, countAnew } from './device/commit.ts';
import type { DeviceStore } from './device/port.ts';
import { prepare } from './device/prepare.ts';
import { decodeHead, decodeSection } from './wire/answer.ts';
import { encodeRequest } from './wire/request.ts';
import { Malformed } from './wire/shape.ts';

/** What came back for a request. `answer` gives the lines as they arrive; the line may break at any byte. */
export type Reply =
	| { readonly kind: 'answer'; readonly lines: AsyncIterable<string> }
	/** No server was reached. */
	| { readonly kind: 'offline' }
	/** Something answered that is not our server: a captive portal, a proxy's error page. */
	| { readonly kind: 'not-ours' }
	/** The server does not know this enrolment (any more). */
	| { readonly kind: 'unauthorised' }
	| { readonly kind: 'trouble'; readonly status: number };

export interface Transport {
	post(body: string): Promise<Reply>;
}

export interface EngineParts {
	readonly store: DeviceStore;
	readonly transport: Transport;
	/** The phone's time, ms UTC. */
	readonly now: () => number;
	readonly newDeviceId: () => string;
}

/** How a round ended. Only trouble that passes (`offline`, `not-ours`, `trouble`) is tried again by itself. */
export type RoundEnd =
	| { readonly kind: 'done' }
	/** More waits to go up, or the server asked for another round: go on at once. */
	| { readonly kind: 'again' }
	| { readonly kind: 'offline' | 'not-ours' | 'unauthorised' | 'too-old' | 'stale' }
	| { readonly kind: 'trouble'; readonly status: number };

/**
 * One round: everything unsent goes up and all news comes down in one request. No transaction is open while bytes
 * travel, and whatever part of the answer arrives is stored by itself, so a line that breaks costs only what was missing.
 */
export async function round({ store, transport, now, newDeviceId }: EngineParts): Promise<RoundEnd> {
	const prepared = await store.transact((tx) => prepare(tx, now()));
	const asked = prepared.request.spaces.map((space) => space.space);
	const reply = await transport.post(encodeRequest(prepared.request));
	if (reply.kind !== 'answer') return reply;
	let first = true;
	try {
		for await (const line of reply.lines) {
			if (first) {
				first = false;
				const head = decodeHead(line);
				const effect = await store.transact((tx) => commitHead(tx, head, prepared, now()));
				if (effect === 'stale' || effect === 'too-old') return { kind: effect };
				if (effect === 'ask-again') return { kind: 'again' };
				if (effect === 'count-anew') {
					await store.transact((tx) => countAnew(tx, newDeviceId()));
					return { kind: 'again' };
				}
				continue;
			}
			const section = decodeSection(line, asked);
			if (!(await store.transact((tx) => commitSection(tx, section, prepared, now()))))
				return { kind: 'stale' };
		}
	} catch (error) {
		if (error instanceof Malformed) return { kind: 'not-ours' };
		throw error;
	}
	if (first) return { kind: 'not-ours' };
	return { kind: prepared.more ? 'again' : 'done' };
}
