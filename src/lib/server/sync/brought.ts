import type { Principal } from '../../domain/access.ts';
import type { Change } from '../../sync/change.ts';
import type { Outcome } from '../../sync/merge.ts';
import { receiveCarried, receiveWitnessed } from '../../sync/receive.ts';
import type { Carried } from '../../sync/wire/carried.ts';
import { can } from '../access.ts';
import { refuse } from '../admit.ts';
import type { Enrolled } from '../principal.ts';
import { judgeFor, stateFor } from './judge.ts';
import type { SpaceRow, SyncParts, SyncTx } from './port.ts';
import { numbered, spaceFor } from './take.ts';

const NOT_ALLOWED: Fate = { outcome: { kind: 'refused', reason: 'not-allowed' }, wasHere: false };

/** What becomes of changes that came another way than from their own device's outbox, in their order. */
export async function takeCarried(
	parts: SyncParts,
	who: Enrolled,
	carried: readonly Carried[],
): Promise<Outcome[]> {
	return (await fatesOf(parts, who, carried)).map(({ outcome }) => outcome);
}

/** An outcome, and whether it was this one's already: the change was here before, whichever way it had come. */
export interface Fate {
	readonly outcome: Outcome;
	readonly wasHere: boolean;
}

/** `takeCarried` for someone who is shown what was new. */
export async function fatesOf(parts: SyncParts, who: Enrolled, carried: readonly Carried[]): Promise<Fate[]> {
	const fates: Fate[] = [];
	for (let i = 0; i < carried.length;) {
		const first = carried[i] as Carried;
		const end = carried.findIndex((item, at) => at > i && !isAlike(item, first));
		const group = carried.slice(i, end < 0 ? carried.length : end);
		fates.push(...(await parts.store.write((tx) => takeGroup(parts, tx, who, group))));
		i += group.length;
	}
	return fates;
}

const isAlike = (a: Carried, b: Carried): boolean =>
	a.kind === b.kind && a.device === b.device && a.change.space === b.change.space;

/** One transaction for neighbours of one origin and space. */
async function takeGroup(
	parts: SyncParts,
	tx: SyncTx,
	who: Enrolled,
	group: readonly Carried[],
): Promise<Fate[]> {
	const { kind, device, change } = group[0] as Carried;
	const space = await spaceFor(tx, who, change.space);
	if (!space) return group.map(() => NOT_ALLOWED);
	const origin = kind === 'rescue' ? await tx.personOfDevice(device) : who.principal;
	const allowed = group.filter((item) => isAllowed(who.principal, origin, space, item.change));
	const taken =
		kind === 'witness'
			? await takeWitnessed(parts, tx, who, space, allowed)
			: await takeOrigin(parts, tx, who, space, origin ?? who.principal, allowed);
	// What this person may not bring is no verdict on the change: its own phone may be heard yet.
	return group.map((item) => taken.get(item) ?? NOT_ALLOWED);
}

/** What one may write oneself, and what its maker may, for whoever sees the space: staff so take in a broken phone's rescue file. */
function isAllowed(carrier: Principal, maker: Principal | null, space: SpaceRow, { kind }: Change): boolean {
	if (can(carrier, 'write', { space, kind })) return true;
	return maker !== null && can(carrier, 'carry', { space, kind, maker });
}

type Fates = ReadonlyMap<Carried, Fate>;

async function takeOrigin(
	parts: SyncParts,
	tx: SyncTx,
	who: Enrolled,
	space: SpaceRow,
	origin: Principal,
	group: readonly Carried[],
): Promise<Fates> {
	const changes = group.map(({ change }) => change);
	const [first] = group;
	if (!first) return new Map();
	const { device } = first;
	const ledger = await tx.findLedger(device, space.id, Math.min(...changes.map(({ n }) => n)));
	const maker = { principal: origin, device };
	const judge = await judgeFor(parts, tx, space, maker, group, () => null);
	const received = receiveCarried(await stateFor(tx, space, changes), changes, ledger, judge);
	const counter = await tx.writeRecords(space, received, parts.now());
	const fresh = numbered(received.fresh, counter);
	await tx.putCarried(device, space.id, who.principal.person, fresh, parts.now());
	const isFresh = new Set(fresh.map(({ n }) => n));
	return new Map(
		received.outcomes.map(({ n, outcome }, i) => [
			group[i] as Carried,
			{ outcome, wasHere: !isFresh.has(n) },
		]),
	);
}

async function takeWitnessed(
	parts: SyncParts,
	tx: SyncTx,
	who: Enrolled,
	space: SpaceRow,
	group: readonly Carried[],
): Promise<Fates> {
	// A witness's changes have no numbers of their own: their places stand for them. What cannot stand is left out.
	const placed = group.map((item, i) => {
		const set = Object.entries(item.change.set).filter(([field, value]) => {
			return refuse({ ...item.change, set: { [field]: value } }) === null;
		});
		return { ...item, change: { ...item.change, n: i + 1, set: Object.fromEntries(set) } };
	});
	const changes = placed.map(({ change }) => change);
	const maker = { principal: who.principal, device: WITNESS, witness: true };
	const judge = await judgeFor(parts, tx, space, maker, placed, () => null);
	const received = receiveWitnessed(await stateFor(tx, space, changes), changes, judge);
	await tx.writeRecords(space, received, parts.now());
	return new Map(received.outcomes.map((outcome, i) => [group[i] as Carried, { outcome, wasHere: false }]));
}

/** The device in the stamps of what was only seen. */
const WITNESS = 'witness';
