import { ERASED, isPersonal, personalFields } from '../../domain/policy.ts';
import { digest, isEmpty, type Change } from '../change.ts';
import type { SectionPart } from '../device/commit.ts';
import { hasUnsent, newFollowed, type Followed, type Held, type Queued } from '../device/held.ts';
import { isRefused, NO_LONGER_YOURS } from '../device/outbox.ts';
import type { DeviceTx, RecordName } from '../device/port.ts';
import type { Prepared } from '../device/prepare.ts';
import { isWatched, law, type LawName } from '../laws.ts';
import { compare, type Part } from '../pages.ts';
import { recordId } from '../record.ts';
import { sameValue } from '../value.ts';
import type { Section } from '../wire/answer.ts';

/** A space on the disk, before a part of an answer is stored. */
export interface Disk {
	readonly follow: Followed;
	readonly rows: readonly Queued[];
}

/** Null while nobody watches. */
export async function diskOf(tx: DeviceTx, space: string): Promise<Disk | null> {
	if (!isWatched()) return null;
	const follow = (await tx.followed()).find((item) => item.space === space) ?? newFollowed(space);
	return { follow, rows: (await tx.wholeQueue()).filter(({ change }) => change.space === space) };
}

/** What one part of an answer did to the outbox and the cursor of its space. */
export async function storedByLaw(
	tx: DeviceTx,
	before: Disk | null,
	section: SectionPart,
	asked: Prepared,
): Promise<void> {
	const after = await diskOf(tx, section.space);
	if (!before || !after) return;
	await ranByLaw(tx, asked);
	const { space, ack, done } = section;
	const [was, is] = [before.follow, after.follow];
	const isLater = is.cursor >= was.cursor || is.cursor === 0;
	law('S4', isLater && is.next >= was.next, () => `${space} went back from ${was.cursor} to ${is.cursor}`);
	law('S9', is.cursor <= was.cursor || done, () => `${space} is at ${is.cursor}, and the answer goes on`);
	const request = asked.request.spaces.find((item) => item.space === space);
	wentOn(was.part, is.part, request?.part, section);
	const offered = new Set(request?.changes.map(({ change }) => change.n));
	const isTold = ({ state, change: { n } }: Queued) =>
		ack !== null && state === 'sent' && offered.has(n) && n <= ack.last;
	const refused = new Set(ack?.exceptions.filter(([, { kind }]) => kind === 'refused').map(([n]) => n));
	const erased = await erasedIn(tx, space, before.rows);
	for (const row of before.rows) {
		const { change } = row;
		const now = after.rows.find((other) => other.change.n === change.n);
		const isTaken = isTold(row) && !refused.has(change.n);
		if (!now)
			law(
				'S1',
				isTaken ||
					isEmpty(change) ||
					((erased.has(recordId(change.kind, change.key)) || isToldGone(section, change)) &&
						saysWho(change)) ||
					isParkedIn(after.rows, row, before, isTold, refused),
				() => {
					return `${row.state} change ${change.n} of ${space} left the outbox and nobody took it`;
				},
			);
		else if (isTold(row))
			law('S11', now.state === 'parked', () => `${change.n} has had its turn and stays in the way`);
		else if (row.state === 'sent')
			law(
				'S3',
				digest(change) === digest(now.change),
				() => `${change.n} may have left, and says something else now`,
			);
	}
	for (const { state, reason, change } of after.rows) {
		const isFree = !is.visible || reason !== NO_LONGER_YOURS;
		law('S11', isFree, () => `${change.n} of ${space} waits for a space that is here`);
		law(
			'S1',
			state !== 'parked' || reason !== null,
			() => `${change.n} of ${space} is parked without a reason`,
		);
	}
	await agreeByLaw(tx, space, namesOf([...before.rows, ...after.rows]), 'S10');
}

/** Records whose personal fields were removed for good: what only told of those is the one work that leaves unasked. */
async function erasedIn(tx: DeviceTx, space: string, rows: readonly Queued[]): Promise<ReadonlySet<string>> {
	const held = await tx.held(space, namesOf(rows));
	const erased = held.filter((item) => item?.fields[ERASED] && personalFields(item.kind).length > 0);
	return new Set(erased.map((item) => recordId(item?.kind ?? '', item?.key ?? '')));
}

/** A removed record is told by its name once more where it was erased since. */
const isToldGone = ({ news }: SectionPart, { kind, key }: Change): boolean =>
	news.some((item) => item.removed && item.fresh && item.kind === kind && item.key === key);

const saysWho = ({ kind, set, add, remove }: Change): boolean =>
	!remove && Object.keys(add).length === 0 && Object.keys(set).every((field) => isPersonal(kind, field));

/** A part of an answer is stored where it goes on from what is here, and where it brings more than that. */
function wentOn(
	was: Part | null | undefined,
	is: Part | null | undefined,
	asked: Omit<Part, 'from'> | null | undefined,
	{ space, done, cut, position }: SectionPart,
): void {
	law('S9', Boolean(was) || !asked, () => `a later part of ${space} is stored, and none before it is here`);
	if (!was || !is || done || cut || !position) return;
	const isMore = is.at !== was.at || compare(is.position, was.position) > 0;
	law('S9', isMore, () => `a part of ${space} at ${is.at} is stored, and was here before`);
}

/** A refused change may lie in another parked one of its record, or go with a removal that was taken. */
function isParkedIn(
	rows: readonly Queued[],
	{ state, change }: Queued,
	before: Disk,
	isTold: (row: Queued) => boolean,
	refusedNow: ReadonlySet<number>,
): boolean {
	const { kind, key, n } = change;
	const isHere = (row: Queued) => row.change.kind === kind && row.change.key === key;
	const isRemoved = before.rows.some(
		(row) => isHere(row) && isTold(row) && row.change.remove && row.change.n > n,
	);
	if (isRemoved && (state === 'parked' || refusedNow.has(n))) return true;
	const parked = rows.filter((row) => isHere(row) && isRefused(row));
	const later = (field: string) =>
		before.rows.some((row) => isHere(row) && row.change.n > n && field in row.change.set);
	return parked.some(
		(row) =>
			Object.keys(change.set).every((field) => field in row.change.set || later(field)) &&
			Object.keys(change.add).every((field) => field in row.change.add || later(field)),
	);
}

export function namesOf(rows: readonly Queued[]): RecordName[] {
	const names = new Map(
		rows.map(({ change: { kind, key } }) => [recordId(kind, key), [kind, key] as const] as const),
	);
	return [...names.values()];
}

/**
 * Records, their rows and the next number agree. `hidden` is the law that breaks where a record no longer shows what
 * waits in it.
 */
export async function agreeByLaw(
	tx: DeviceTx,
	space: string,
	names: readonly RecordName[],
	hidden: LawName,
): Promise<void> {
	if (!isWatched()) return;
	const next = (await tx.followed()).find((item) => item.space === space)?.next ?? 1;
	const held = await tx.held(space, names);
	for (const [i, [kind, key]] of names.entries()) {
		const rows = await tx.queueOf(space, kind, key);
		agree(recordId(kind, key), held[i], rows, hidden);
		const ahead = rows.find(({ change }) => change.n >= next);
		law('S5', !ahead, () => `${ahead?.change.n} of ${space} is taken, and the next number is ${next}`);
	}
}

function agree(id: string, held: Held | undefined, rows: readonly Queued[], hidden: LawName): void {
	const live = rows.filter(({ state, change }) => state !== 'parked' && !isEmpty(change));
	const orphan = held ? undefined : live.find(({ change }) => !change.remove);
	law('S5', orphan === undefined, () => `${orphan?.change.n} waits for ${id}, which is not here`);
	if (!held) return;
	for (const [field, { n }] of Object.entries(held.pending)) {
		const isCarried = rows.some(({ change }) => change.n === n && field in change.set);
		law('S5', isCarried, () => `${id}.${field} waits for ${n}, which does not carry it`);
	}
	for (const { change } of live) {
		for (const [field, value] of Object.entries(change.set)) {
			const now = held.pending[field];
			const isShown =
				now !== undefined && (now.n > change.n || (now.n === change.n && sameValue(now.value, value)));
			law(hidden, isShown, () => `${id} no longer shows what ${change.n} says of ${field}`);
		}
		const moves = held.moves.filter(({ n }) => n === change.n).length;
		law(hidden, moves === Object.keys(change.add).length, () => `${id} lost a movement of ${change.n}`);
	}
}

/** Whoever asked still runs, within the transaction that stores what was answered. */
export async function ranByLaw(tx: DeviceTx, { runner }: Pick<Prepared, 'runner'>): Promise<void> {
	if (!isWatched()) return;
	const self = await tx.self();
	law('S7', self.runner === runner, () => `what ${runner} asked for is stored while ${self.runner} runs`);
}

/** A change was taken or brought: nothing that another one left waiting moves. */
export function othersWait(before: Held, after: Held, n: number): void {
	if (!isWatched()) return;
	const isKept =
		Object.entries(before.pending).every(
			([field, item]) => item.n === n || sameValue(after.pending[field]?.value, item.value),
		) &&
		before.moves.filter((move) => move.n !== n).length ===
			after.moves.filter((move) => move.n !== n).length &&
		(before.removing === n || before.removing === after.removing);
	law('S10', isKept, () => `the answer to ${n} touched what waits in ${recordId(before.kind, before.key)}`);
}

/** Nothing that the server no longer has is left of it but what waits. `from`: the number of the snapshot's first page. */
export async function wholeByLaw(tx: DeviceTx, { space }: Section, from: number): Promise<void> {
	if (!isWatched()) return;
	const left = await tx.heldSeenBefore(space, from);
	const ghost = left.find((held) => held.seen > 0 || !(hasUnsent(held) || held.over));
	law(
		'S2',
		!ghost,
		() => `${ghost?.kind}/${ghost?.key} is held at ${ghost?.seen}, and not in the snapshot from ${from}`,
	);
}
