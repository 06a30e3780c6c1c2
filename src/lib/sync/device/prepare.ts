import { canonical } from '../value.ts';
import { VERSION, type OutgoingChange, type SpaceRequest, type SyncRequest } from '../wire/request.ts';
import type { Queued } from './held.ts';
import type { DeviceTx } from './port.ts';

/** The most changes one request carries: a lost answer repeats no more than these. */
export const MAX_CHANGES = 400;
/** The most text one request carries, in UTF-16 units of its values: at 3 bytes each, below what the server takes. */
export const MAX_TEXT = 120_000;
const MINUTE = 60_000;

export interface Prepared {
	readonly request: SyncRequest;
	/** Whoever asked: an answer is stored only while this is still the runner. */
	readonly runner: string;
	/** True when more waits than this request carries. */
	readonly more: boolean;
}

/**
 * Picks what goes up and marks it `sent` — committed before its first byte leaves, since from then on the server
 * may hold it. Parked rows stay: they wait for a person, and nothing waits for them.
 */
export async function prepare(tx: DeviceTx, now: number): Promise<Prepared> {
	const self = await tx.self();
	const spaces: SpaceRequest[] = [];
	let room = MAX_CHANGES;
	let text = MAX_TEXT;
	let more = false;
	for (const { space, cursor, visible } of await tx.followed()) {
		if (!visible) continue;
		const waiting = await tx.queue(space, room + 1);
		const rows = thatFit(consecutive(waiting).slice(0, room), text, room === MAX_CHANGES);
		more ||= rows.length < waiting.length;
		room -= rows.length;
		text -= rows.reduce((sum, row) => sum + sizeOf(row), 0);
		await tx.putQueued(
			rows.filter((row) => row.state === 'waiting').map((row) => ({ ...row, state: 'sent', sentAt: now })),
		);
		spaces.push({ space, cursor, changes: await withShorts(tx, space, rows, now) });
	}
	const { enrolment, epoch, device, deviceIsNew, runner } = self;
	return {
		request: { version: VERSION, enrolment, epoch, spaces, device: deviceIsNew ? device : null },
		runner,
		more,
	};
}

/** Numbers in one request follow each other; a parked row between two others ends the batch. */
function consecutive(rows: readonly Queued[]): Queued[] {
	const start = rows[0]?.change.n ?? 0;
	return rows.filter((row, i) => row.change.n === start + i);
}

const sizeOf = ({ change }: Queued) => canonical(change.set).length;

/** The first rows whose values fit into `text`; one at least where nothing else goes, or it would never leave. */
function thatFit(rows: readonly Queued[], text: number, alone: boolean): Queued[] {
	let left = text;
	const end = rows.findIndex((row, i) => (left -= sizeOf(row)) < 0 && !(alone && i === 0));
	return rows.slice(0, end < 0 ? rows.length : end);
}

async function withShorts(
	tx: DeviceTx,
	space: string,
	rows: readonly Queued[],
	now: number,
): Promise<OutgoingChange[]> {
	const held = await tx.held(
		space,
		rows.map(({ change }) => [change.kind, change.key] as const),
	);
	return rows.map(({ change, madeAt }, i) => ({
		change,
		short: held[i]?.short ?? 0,
		age: Math.max(0, Math.floor((now - madeAt) / MINUTE)),
	}));
}
