import { mayFound, mayRead, mayWrite, shopOfSpace, type SpaceFacts } from '../../domain/access.ts';
import { guardedFields, isGuarded } from '../../domain/policy.ts';
import { brokenRule } from '../../domain/rules.ts';
import type { Change } from '../../sync/change.ts';
import type { Section } from '../../sync/protocol.ts';
import { receive, type Judge } from '../../sync/receive.ts';
import { QUESTION, questionKey, recordId } from '../../sync/record.ts';
import type { DecodedSpace } from '../../sync/wire/request.ts';
import { refuse } from '../admit.ts';
import type { Enrolled } from '../principal.ts';
import type { RecordName, SpaceRow, SyncParts, SyncTx } from './port.ts';

const MINUTE = 60_000;

/** A space nobody has written to yet, as it would be founded by this person. */
export function unborn(who: Enrolled, space: string): SpaceFacts {
	return { id: space, area: who.principal.areas[0] ?? '', shop: shopOfSpace(space) };
}

/** What became of a device's changes to one space; their values are `own` to it, and no news. */
export interface Taken {
	readonly ack: NonNullable<Section['ack']>;
	readonly own: readonly Change[];
}

/** Takes a device's changes to one space, in this transaction, and tells what became of them. */
export async function takeChanges(
	parts: SyncParts,
	tx: SyncTx,
	who: Enrolled,
	item: DecodedSpace,
): Promise<Taken | 'out-of-step' | 'gone'> {
	const found = await tx.findSpace(item.space);
	const facts = unborn(who, item.space);
	if (found ? !mayRead(who.principal, found) : !mayFound(who.principal, facts)) return 'gone';
	if (!found) await tx.foundSpace(facts);
	const space = found ?? { ...facts, counter: 0, shorts: 0 };
	const changes = await named(tx, item);
	const first = changes[0]?.n ?? 1;
	const ledger = await tx.findLedger(who.device, space.id, first);
	const working = await tx.lockRecords(space.id, touched(changes));
	const state = new Map(working.map((rec) => [recordId(rec.kind, rec.key), rec]));
	const received = receive(state, changes, ledger, judgeFor(parts, who, space, item));
	if (received.kind === 'out-of-step') return 'out-of-step';
	// Outcomes first and the number last, in one transaction.
	if (received.fresh.length > 0) {
		await tx.putLedger(who.device, space.id, received.last, received.fresh);
	}
	await tx.writeRecords(space, received, parts.now());
	await tx.forgetOutcomes(who.device, space.id, first);
	const exceptions = received.outcomes
		.filter(({ outcome }) => outcome.kind !== 'applied')
		.map(({ n, outcome }) => [n, outcome] as const);
	return { ack: { last: received.last, exceptions }, own: changes };
}

function judgeFor(parts: SyncParts, who: Enrolled, space: SpaceRow, item: DecodedSpace): Judge {
	const ages = new Map(item.changes.map(({ change, age }) => [change.n, age]));
	return {
		refuse: (change) => (mayWrite(who.principal, space, change.kind) ? refuse(change) : 'not-allowed'),
		context: (change) => ({
			author: who.principal.person,
			device: who.device,
			at: parts.now() - (ages.get(change.n) ?? 0) * MINUTE,
			epoch: parts.store.epoch(),
			forkOf: () => null,
			isGuarded,
			brokenRule,
		}),
		failed: (change, error) => parts.failed(change.kind, error),
	};
}

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

/** The records that may be read while merging: those changed, and the questions about their fields (a removal closes all). */
function touched(changes: readonly Change[]): RecordName[] {
	const names = new Map<string, RecordName>();
	for (const { kind, key, set, remove } of changes) {
		names.set(recordId(kind, key), [kind, key]);
		for (const field of guardedFields(kind)) {
			const question = questionKey(kind, key, field);
			if (remove || field in set) names.set(recordId(QUESTION, question), [QUESTION, question]);
		}
	}
	return [...names.values()];
}
