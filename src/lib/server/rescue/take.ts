import type { CarriedRow } from '../../sync/device/held.ts';
import type { RescueHead } from '../../sync/rescue/format.ts';
import { photosIn, readRescue, type RescueReading } from '../../sync/rescue/read.ts';
import { can } from '../access.ts';
import type { App } from '../app.ts';
import { receivePhoto } from '../photos/receive.ts';
import type { Enrolled } from '../principal.ts';
import { findRecord } from '../store/queries/records.ts';
import { findSpace } from '../store/queries/spaces.ts';
import { fatesOf, type Fate } from '../sync/brought.ts';
import { sqlParts } from '../sync/sql.ts';
import { digest, spool, type Spooled } from './spool.ts';

/** What became of one change. `parked`: its own phone holds it back, so it is not offered. */
export type RescueOutcome = 'taken' | 'here' | 'asked' | 'refused' | 'parked';

export interface RescueItem {
	readonly kind: string;
	/** What the thing is called; '' where nobody knows. */
	readonly name: string;
	readonly fields: readonly string[];
	readonly isRemoval: boolean;
	readonly outcome: RescueOutcome;
	/** Why, for `refused` and `parked`; the fields in question for `asked`. */
	readonly reason: string | null;
}

export interface RescueReport {
	readonly kind: 'taken';
	readonly head: RescueHead;
	/** What needs a look first; no more than `DRAWN`. */
	readonly items: readonly RescueItem[];
	/** How many more there are. */
	readonly more: number;
	readonly counts: Readonly<Record<RescueOutcome, number>>;
	readonly photos: {
		readonly taken: number;
		readonly here: number;
		/** How many by reason. */
		readonly refused: Readonly<Record<string, number>>;
	};
}

export type RescueTaking = RescueReport | { readonly kind: Exclude<RescueReading['kind'], 'whole'> };

/** Changes told one by one. */
const DRAWN = 200;
const MINUTE = 60_000;

/**
 * Takes in a rescue file for someone at the desk: nothing of it before all of it was found whole, then every change in
 * the name of whoever made it, then its pictures through the photo door. The same file again finds all of it here.
 */
export async function takeRescue(
	app: App,
	who: Enrolled,
	body: AsyncIterable<Uint8Array>,
): Promise<RescueTaking> {
	const spooled = await spool(app.env.dataDir, body, app.now());
	if (!spooled) return { kind: 'too-large' };
	try {
		const reading = await readRescue(spooled.lines(), digest);
		if (reading.kind !== 'whole') return reading;
		const { head, rows } = reading;
		const told = await takeRows(app, who, rows);
		const photos = await takePhotos(app, who, spooled);
		const counts = { taken: 0, here: 0, asked: 0, refused: 0, parked: 0 };
		for (const { outcome } of told) counts[outcome] += 1;
		const rank = { refused: 0, parked: 0, asked: 1, taken: 2, here: 3 };
		const drawn = told.sort((a, b) => rank[a.outcome] - rank[b.outcome]).slice(0, DRAWN);
		const items = await named(app, who, drawn, rows);
		return { kind: 'taken', head, items, more: told.length - items.length, counts, photos };
	} finally {
		await spooled.drop();
	}
}

interface Told {
	readonly row: CarriedRow;
	readonly outcome: RescueOutcome;
	readonly reason: string | null;
}

async function takeRows(app: App, who: Enrolled, rows: readonly CarriedRow[]): Promise<Told[]> {
	const offered = rows.filter(({ state }) => state === 'waiting');
	const now = app.now();
	const carried = offered.map(({ kind, device, change, old, madeAt }) => {
		return { kind, device, change, old, age: Math.max(0, Math.floor((now - madeAt) / MINUTE)) };
	});
	const fates = await fatesOf(sqlParts(app), who, carried);
	const parked = rows.filter(({ state }) => state === 'parked');
	return [
		...offered.map((row, i) => ({ row, ...tellFate(fates[i] as Fate) })),
		...parked.map((row): Told => ({ row, outcome: 'parked', reason: row.reason })),
	];
}

function tellFate({ outcome, wasHere }: Fate): Omit<Told, 'row'> {
	if (outcome.kind === 'refused') return { outcome: 'refused', reason: outcome.reason };
	if (wasHere) return { outcome: 'here', reason: null };
	if (outcome.kind === 'asked') return { outcome: 'asked', reason: outcome.fields.join(' ') };
	return { outcome: 'taken', reason: null };
}

async function takePhotos(app: App, who: Enrolled, spooled: Spooled): Promise<RescueReport['photos']> {
	const refused: Record<string, number> = {};
	const mayBring = new Map<string, boolean>();
	let taken = 0;
	let here = 0;
	const refuse = (reason: string) => (refused[reason] = (refused[reason] ?? 0) + 1);
	for await (const { name, bytes } of photosIn(spooled.lines(), digest)) {
		const { hash, space } = name;
		let isAllowed = mayBring.get(space);
		if (isAllowed === undefined) {
			const found = await app.store.read((tx) => findSpace(tx, space));
			isAllowed = found !== null && can(who.principal, 'read', found);
			mayBring.set(space, isAllowed);
		}
		if (!isAllowed) refuse('not-allowed');
		else if (bytes === null) refuse('hash-mismatch');
		else {
			const receipt = await receivePhoto(app, hash, only(bytes), bytes.length, {
				person: who.principal.person,
				space,
			});
			if (receipt.kind === 'refused') refuse(receipt.reason);
			else if (receipt.kind === 'kept') taken += 1;
			else here += 1;
		}
	}
	return { taken, here, refused };
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
	yield await Promise.resolve(bytes);
}

/** Names things by what the office calls them now, where this person may see them, else by what the file does. */
async function named(
	app: App,
	who: Enrolled,
	told: readonly Told[],
	rows: readonly CarriedRow[],
): Promise<RescueItem[]> {
	const inFile = new Map(
		rows.flatMap(({ change: { kind, key, set } }) =>
			set['nameTh'] ? [[`${kind}/${key}`, set['nameTh']]] : [],
		),
	);
	const known = new Map<string, string>();
	await app.store.read(async (tx) => {
		for (const { row } of told) {
			const { space, kind, key, set } = row.change;
			const facts = await findSpace(tx, space);
			const isTheirs = facts !== null && can(who.principal, 'read', facts);
			const shown =
				kind === 'photo' && isTheirs ? (await findRecord(tx, space, kind, key))?.fields['of'] : null;
			const id = kind === 'photo' ? String(shown ?? set['of'] ?? '') : `${kind}/${key}`;
			const [ownKind = '', ownKey = ''] = id.split('/');
			const record = isTheirs ? await findRecord(tx, space, ownKind, ownKey) : null;
			known.set(row.id, String(record?.fields['nameTh'] ?? inFile.get(id) ?? ''));
		}
	});
	return told.map(({ row: { id, change }, outcome, reason }) => ({
		kind: change.kind,
		name: known.get(id) ?? '',
		fields: [...new Set([...Object.keys(change.set), ...Object.keys(change.add)])],
		isRemoval: change.remove,
		outcome,
		reason,
	}));
}
