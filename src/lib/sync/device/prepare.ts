import type { Base } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { offeredByLaw } from '../laws/making.ts';
import { canonical } from '../value.ts';
import { VERSION, type OutgoingChange, type SpaceRequest, type SyncRequest } from '../wire/request.ts';
import { MAX_CARRIED } from './carried.ts';
import { dueForCheck } from './check.ts';
import type { Followed, Queued } from './held.ts';
import type { DeviceTx } from './port.ts';
import { carriedBy } from './vector.ts';

/** The most changes one request carries: a lost answer repeats no more than these. */
export const MAX_CHANGES = 400;
/** The most text one request carries, in UTF-16 units of its values: at 3 bytes each, below what the server takes. */
export const MAX_TEXT = 120_000;
const MINUTE = 60_000;

export interface Prepared {
	readonly request: SyncRequest;
	/** Whoever asked: an answer is stored only while this is still the runner. */
	readonly runner: string;
	/** The cursors of the spaces followed: what the answer's sections must find here when they are stored. */
	readonly cursors: ReadonlyMap<string, number>;
	/** The vector that the answer's head brought; null: it brought none. */
	readonly issued: string | null;
	/** True when more waits than this request carries, as far as it looked. */
	readonly more: boolean;
	/** The rows of the request's carried changes, in their order. */
	readonly carried: readonly string[];
	/** Spaces of which the beginning of this answer was passed over: what follows does not go on from anything stored. */
	readonly passed: Set<string>;
}

/**
 * Picks what goes up and marks it `sent` — committed before its first byte leaves, since from then on the server
 * may hold it. What was sent before goes first and whole: news that passed it by would be taken for older than it.
 * Parked rows stay: they wait for a person, and nothing waits for them.
 */
export async function prepare(tx: DeviceTx, now: number, page: number | null = null): Promise<Prepared> {
	const self = await tx.self();
	const { enrolment, epoch, device, deviceIsNew, renamed = false, runner } = self;
	const waits = new Set(await tx.waitingSpaces());
	const visible = (await tx.followed()).filter((item) => item.visible);
	const checked = dueForCheck(visible, waits, now);
	const isListed = ({ space, covered, part, former }: Followed) =>
		!covered || part || former || waits.has(space) || space === checked;
	const followed = visible.filter(isListed);
	const queues = new Map<string, readonly Queued[]>();
	for (const { space, former } of followed) {
		// Until it is told where the history it knew has ended, nothing of the space is offered.
		const isOffered = waits.has(space) && !former;
		queues.set(space, isOffered ? consecutive(await tx.queue(space, MAX_CHANGES + 1)) : []);
	}
	const brought = await tx.carried(Number.MAX_SAFE_INTEGER);
	// Made on top of what another person did, it would be taken for older than that: it goes once that has arrived.
	const behind = new Set(brought.filter(({ kind }) => kind === 'rescue').map(({ change }) => change.space));
	const sent = [...queues.values()].flat().filter(({ state }) => state === 'sent');
	let room = MAX_CHANGES - sent.length;
	let text = MAX_TEXT - textOf(sent);
	let more = false;
	const spaces: SpaceRequest[] = [];
	for (const { space, cursor, part, former = null } of followed) {
		const queue = queues.get(space) ?? [];
		const waiting = queue.filter(isWaiting);
		const free = behind.has(space) ? beforeLastOut(queue).filter(isWaiting) : waiting;
		const fresh = thatFit(free, room, text, room === MAX_CHANGES);
		more ||= fresh.length < waiting.length;
		room -= fresh.length;
		text -= textOf(fresh);
		const leaving = fresh.map((row): Queued => ({
			...movedFrom(row, { epoch, number: cursor }),
			state: 'sent',
			sentAt: now,
		}));
		await tx.putQueued(leaving);
		const left = new Map(leaving.map((row) => [row.change.n, row]));
		const rows = queue
			.slice(0, queue.length - waiting.length + fresh.length)
			.map((row) => left.get(row.change.n) ?? row);
		const changes = await withShorts(tx, space, rows, now);
		const check = space === checked && !former;
		spaces.push({ space, cursor, ...(part && { part }), ...(check && { check }), changes, former });
	}
	if (WATCHABLE) await offeredByLaw(tx, spaces, more);
	const isSettling = visible.some(({ former, settling }) => former || settling);
	const isAlone = spaces.every(({ changes }) => changes.length === 0);
	const carried = isSettling ? [] : thatFit(brought.slice(0, MAX_CARRIED), MAX_CARRIED, text, isAlone);
	const named = deviceIsNew || renamed ? device : null;
	const going = carried.map(({ kind, device, change, old, madeAt }) => {
		return { kind, device, change, old, age: ageOf(madeAt, now) };
	});
	return {
		request: {
			version: VERSION,
			enrolment,
			epoch,
			spaces,
			device: named,
			carried: going,
			...carriedBy(self),
			...(page !== null && { page }),
		},
		runner,
		cursors: new Map(visible.map(({ space, cursor }) => [space, cursor])),
		issued: null,
		more,
		carried: carried.map(({ id }) => id),
		passed: new Set(),
	};
}

/** A movement that never left is in no count of any history: it moves whatever stands where it leaves. */
function movedFrom(row: Queued, base: Base): Queued {
	const { set, add, remove } = row.change;
	const isMove = Object.keys(add).length > 0 && Object.keys(set).length === 0 && !remove;
	return isMove && row.sentAt === null ? { ...row, change: { ...row.change, base } } : row;
}

const isWaiting = ({ state }: Queued): boolean => state === 'waiting';

/** Rows up to the last that may have left before: those go again whatever else is on its way. */
const beforeLastOut = (rows: readonly Queued[]): readonly Queued[] =>
	rows.slice(0, rows.findLastIndex(({ state, sentAt }) => state === 'sent' || sentAt !== null) + 1);

const ageOf = (madeAt: number, now: number) => Math.max(0, Math.floor((now - madeAt) / MINUTE));

/** Numbers in one request follow each other; where a parked row left a gap, the batch ends. */
function consecutive(rows: readonly Queued[]): Queued[] {
	const start = rows[0]?.change.n ?? 0;
	return rows.filter((row, i) => row.change.n === start + i);
}

const textOf = (rows: readonly Pick<Queued, 'change'>[]) =>
	rows.reduce((sum, { change }) => sum + canonical(change.set).length, 0);

/** The first rows there is room for; one at least where nothing else goes, or it would never leave. */
function thatFit<Row extends Pick<Queued, 'change'>>(
	rows: readonly Row[],
	room: number,
	text: number,
	alone: boolean,
): Row[] {
	let left = text;
	const end = rows.findIndex((row, i) => {
		left -= textOf([row]);
		return i >= room || (left < 0 && !(alone && i === 0));
	});
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
	return rows.map(({ change, madeAt, old = null }, i) => ({
		change,
		short: held[i]?.short ?? 0,
		age: ageOf(madeAt, now),
		old,
	}));
}
