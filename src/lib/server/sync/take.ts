import { areaOfVisits, catalogueOf, isOrders, ownerOfSpace, type SpaceFacts } from '../../domain/access.ts';
import type { Change } from '../../sync/change.ts';
import { receive, type LedgerEntry } from '../../sync/receive.ts';
import { PENDING } from '../../sync/record.ts';
import type { DecodedSpace } from '../../sync/wire/request.ts';
import { can } from '../access.ts';
import type { Enrolled } from '../principal.ts';
import { judgeFor, stateFor } from './judge.ts';
import type { SpaceRow, SyncParts, SyncTx } from './port.ts';

/** A space nobody has written to yet, as it would be founded by this person. */
export function unborn(who: Enrolled, space: string): SpaceFacts {
	const area = areaOfVisits(space) ?? who.principal.areas[0] ?? '';
	return { id: space, area, shop: ownerOfSpace(space) };
}

/** The space, founded where this person may; null where they may not see it. */
export async function spaceFor(tx: SyncTx, who: Enrolled, id: string): Promise<SpaceRow | null> {
	const found = await tx.findSpace(id);
	const wished = unborn(who, id);
	if (!can(who.principal, found ? 'read' : 'found', found ?? wished)) return null;
	const facts = found ?? (await besideCatalogue(tx, wished));
	if (!found) await tx.foundSpace(facts);
	return found ?? { ...facts, counter: 0, shorts: 0 };
}

/** A shop's orders lie in the province of its catalogue. */
async function besideCatalogue(tx: SyncTx, facts: SpaceFacts): Promise<SpaceFacts> {
	const catalogue = isOrders(facts.id) ? await tx.findSpace(catalogueOf(facts.shop ?? '')) : null;
	return catalogue ? { ...facts, area: catalogue.area } : facts;
}

/** What became of a device's changes to one space. */
export interface Taken {
	readonly last: number;
	readonly outcomes: readonly LedgerEntry[];
	/** The changes whose values the device takes with its acknowledgement, and the removals that let go of such: they are no news to it. */
	readonly own: readonly Change[];
}

/**
 * Takes a device's changes to one space, in this transaction. `doubtful`: the device knows of more than this database
 * does.
 */
export async function takeChanges(
	parts: SyncParts,
	tx: SyncTx,
	who: Enrolled,
	item: DecodedSpace,
): Promise<Taken | 'out-of-step' | 'gone' | 'doubtful'> {
	const space = await spaceFor(tx, who, item.space);
	if (!space) return 'gone';
	const changes = await named(tx, item);
	const first = changes[0]?.n ?? 1;
	const ledger = await tx.findLedger(who.device, space.id, first);
	// A device leaves no number out: what lies between was taken here once.
	const skips = first > ledger.last + 1 && !who.renamed;
	if (item.cursor > space.counter || skips) return 'doubtful';
	const maker = { principal: who.principal, device: who.device };
	const judge = await judgeFor(parts, tx, space, maker, item.changes, (change) =>
		can(who.principal, 'write', { space, kind: change.kind }) ? null : 'not-allowed',
	);
	const received = receive(await stateFor(tx, space, changes), changes, ledger, judge);
	if (received.kind === 'out-of-step') return 'out-of-step';
	const counter = await tx.writeRecords(space, received, parts.now());
	if (received.fresh.length > 0) {
		await tx.putLedger(who.device, space.id, received.last, numbered(received.fresh, counter));
	}
	await tx.forgetOutcomes(who.device, space.id, first);
	const outcomes = numbered(received.outcomes, counter);
	// What was taken before what it has of the space the device knows from news, and from no acknowledgement.
	const told = item.part?.at ?? item.cursor;
	// A removal refused long ago, when another phone brought it, lets go of what stands under it here all the same.
	const isOwn = ({ remove }: Change, i: number) =>
		(outcomes[i]?.number ?? 0) > told || (remove && outcomes[i]?.outcome.kind === 'refused');
	const own = changes.filter(isOwn);
	return { last: received.last, outcomes, own };
}

/** Entries with the number at which they were taken, now that it is known. */
export const numbered = (entries: readonly LedgerEntry[], number: number): LedgerEntry[] =>
	entries.map((entry) => (entry.number === PENDING ? { ...entry, number } : entry));

/** Names by key what the request named by short integer. An unknown one gets an impossible name, and is refused. */
async function named(tx: SyncTx, item: DecodedSpace): Promise<Change[]> {
	const shorts = item.changes.filter(({ short }) => short > 0).map(({ short }) => short);
	const names = await tx.namesByShort(item.space, shorts);
	return item.changes.map(({ change, short }) => {
		if (short === 0) return change;
		const [kind, key] = names.get(short) ?? [change.kind, ''];
		return { ...change, kind, key };
	});
}
