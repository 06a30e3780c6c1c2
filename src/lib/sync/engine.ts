import { commitHead, commitSection, countAnew, inParts } from './device/commit.ts';
import { newFollowed, type Followed } from './device/held.ts';
import type { DeviceStore, DeviceTx } from './device/port.ts';
import { prepare, type Prepared } from './device/prepare.ts';
import { WATCHABLE } from './laws.ts';
import { ranByLaw } from './laws/disk.ts';
import { apartFromTheWire } from './laws/round.ts';
import { decodeHead, decodeSection } from './wire/answer.ts';
import { echoOf } from './wire/echo.ts';
import { encodeRequest, type SyncRequest } from './wire/request.ts';
import { Malformed } from './wire/shape.ts';
import type { Telling } from './wire/telling.ts';

/** What came back for a request. */
export type Reply =
	/** The lines as they arrive, without one that has no end. Where the line breaks they end early, or throw. */
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
	/** How much the line carries in a few seconds, kB; null or absent: nobody has measured it. */
	readonly pageSize?: () => number | null;
	/** What the device has to say of itself beside this request; null or absent: nothing. */
	readonly tells?: (request: SyncRequest) => Promise<Telling | null>;
	/** True while the person wants no further spaces: what is here is kept in step, and one that would be new waits. */
	readonly hold?: () => Promise<boolean>;
}

/** How a round ended. Only trouble that passes (`offline`, `not-ours`, `trouble`) is tried again by itself. */
export type RoundEnd =
	| { readonly kind: 'done' }
	/** More waits to go up (an edit made meanwhile, say), or the server asked for another round: go on at once. */
	| { readonly kind: 'again' }
	/** `offline`: no server was reached, or the line broke before the answer's end. */
	| { readonly kind: 'offline' | 'not-ours' | 'unauthorised' | 'too-old' | 'stale' }
	| { readonly kind: 'trouble'; readonly status: number };

/**
 * One round: everything unsent goes up and all news comes down in one request. No transaction is open while bytes
 * travel, and whatever part of the answer arrives is stored by itself, so a line that breaks costs only what was missing.
 * Throws what the store throws: the database is broken, or the phone is full.
 */
export async function round(given: EngineParts): Promise<RoundEnd> {
	const parts = WATCHABLE ? apartFromTheWire(given) : given;
	const { store, transport, now, newDeviceId } = parts;
	const prepared = await store.transact(async (tx) => {
		const holed = (await tx.followed()).some(({ hole, visible }) => hole && visible);
		if (holed) await countAnew(tx, newDeviceId());
		return prepare(tx, now(), parts.pageSize?.() ?? null);
	});
	const telling = (await parts.tells?.(prepared.request)) ?? null;
	const body = encodeRequest({ ...prepared.request, telling });
	const reply = await transport.post(body);
	if (reply.kind !== 'answer') return reply;
	const lines = reply.lines[Symbol.asyncIterator]();
	try {
		return await readAnswer(parts, prepared, echoOf(body), () => nextLine(lines));
	} catch (error) {
		if (error instanceof Broken) return { kind: 'offline' };
		if (error instanceof Malformed) return { kind: 'not-ours' };
		throw error;
	} finally {
		await lines.return?.().catch(() => undefined);
	}
}

class Broken extends Error {}

/** Null at the end. Throws Broken where the line does: what was not said by then was not said. */
async function nextLine(lines: AsyncIterator<string>): Promise<string | null> {
	try {
		const next = await lines.next();
		return next.done ? null : next.value;
	} catch (error) {
		throw new Broken('the line broke', { cause: error });
	}
}

async function readAnswer(
	{ store, now, newDeviceId, hold }: EngineParts,
	prepared: Prepared,
	echo: string,
	next: () => Promise<string | null>,
): Promise<RoundEnd> {
	const first = await next();
	if (first === null) return { kind: 'offline' };
	const head = decodeHead(first);
	// An answer, but to another request: its places and numbers would be taken for what they are not.
	if (head.echo !== echo) return { kind: 'not-ours' };
	const effect = await store.transact((tx) => commitHead(tx, head, prepared, now()));
	if (effect === 'stale' || effect === 'too-old') return { kind: effect };
	if (effect === 'ask-again') return { kind: 'again' };
	if (effect === 'count-anew') {
		await store.transact(async (tx) => {
			if (WATCHABLE) await ranByLaw(tx, prepared);
			await countAnew(tx, newDeviceId());
		});
		return { kind: 'again' };
	}

	const heard: Prepared = { ...prepared, issued: head.vector || null };
	const asked = prepared.request.spaces.map(({ space }) => space);
	// Of these the server always tells; where it has not, the answer was cut.
	const open = new Set(
		prepared.request.spaces
			.filter(({ changes, part }) => changes.length > 0 || part)
			.map(({ space }) => space),
	);
	for (let line = await next(); line !== null; line = await next()) {
		const section = decodeSection(line, asked);
		const { space } = section;
		// They come last: what is left out was not told, as where the line breaks.
		const isNew = !open.has(space) && !asked.includes(space) && !prepared.cursors.get(space);
		if (isNew && open.size === 0 && (await hold?.())) break;
		for (const part of inParts(section)) {
			if (!(await store.transact((tx) => commitSection(tx, part, heard, now())))) return { kind: 'stale' };
		}
		if (section.done) open.delete(space);
		else open.add(space);
	}
	if (open.size > 0) return { kind: 'offline' };
	// What the lost vector stood for was not asked for: it is listed now.
	if (head.vector === '') return { kind: 'again' };
	const isHeard = prepared.carried.length === (head.carried?.length ?? 0);
	return { kind: (await store.transact((tx) => somethingWaits(tx, asked, isHeard))) ? 'again' : 'done' };
}

/**
 * True when changes wait that this round did not offer: more than one request takes, made while it was under way, or of
 * a space that came back with it; or when such a space must be asked what became of it in a new history.
 */
async function somethingWaits(tx: DeviceTx, asked: readonly string[], isHeard: boolean): Promise<boolean> {
	const isBack = ({ space, visible, former }: Followed) => visible && former && !asked.includes(space);
	if ((await tx.followed()).some(isBack)) return true;
	for (const space of await tx.waitingSpaces()) {
		const { visible, former } = (await tx.following(space)) ?? newFollowed(space);
		if (former && asked.includes(space)) continue;
		const [first] = visible ? await tx.queue(space, 1) : [];
		if (first && (first.state === 'waiting' || !asked.includes(space))) return true;
	}
	return isHeard && (await tx.carried(1)).length > 0;
}
