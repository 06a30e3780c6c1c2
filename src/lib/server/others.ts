import { REGISTER_AUTHOR } from '../domain/register-author.ts';
import { isTold } from '../domain/restore.ts';
import { OTHERS_LENGTH, type OtherDid } from '../sync/others.ts';
import type { Rec } from '../sync/record.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import { byOf, TOLD } from './history.ts';
import type { Enrolled } from './principal.ts';
import { peopleById, supersededOf, type SupersededAt } from './store/queries/history.ts';
import { recordsOfKind } from './store/queries/records.ts';
import { findSpace } from './store/queries/spaces.ts';

/** Values that gave way and are looked through for what stood before: of each kind the newest. */
const LOOKED_THROUGH = 2_000;

/**
 * What others than this person have set in a shop and still stands, the newest first: a marketer in its owner's name, a
 * helper. Not what the register says. Null where they may not read the space, and where there is none.
 */
export async function othersDid(
	app: App,
	{ principal }: Enrolled,
	space: string,
): Promise<OtherDid[] | null> {
	return app.store.read(async (tx) => {
		const facts = await findSpace(tx, space);
		if (!facts || !can(principal, 'read', facts)) return null;
		const found: (Omit<OtherDid, 'by'> & { author: string; number: number })[] = [];
		for (const kind of TOLD) {
			const records = (await recordsOfKind(tx, space, kind)).filter(({ removed }) => removed === null);
			const keys = records.map(({ key }) => key);
			const former = byField(await supersededOf(tx, space, kind, keys, LOOKED_THROUGH));
			found.push(...records.flatMap((record) => setByOthers(record, principal.person, former)));
		}
		const newest = found.sort((a, b) => b.number - a.number).slice(0, OTHERS_LENGTH);
		const people = await peopleById(tx, [...new Set(newest.map(({ author }) => author))]);
		return newest.flatMap(({ author, number: _number, ...did }) => {
			const by = byOf(people.get(author), principal.person);
			return by ? [{ ...did, by }] : [];
		});
	});
}

type ByField = ReadonlyMap<string, readonly SupersededAt[]>;
const fieldOf = (key: string, field: string) => `${key} ${field}`;

function byField(rows: readonly SupersededAt[]): ByField {
	const found = new Map<string, SupersededAt[]>();
	for (const row of rows) {
		const name = fieldOf(row.key, row.field);
		found.set(name, [...(found.get(name) ?? []), row]);
	}
	return found;
}

function setByOthers({ kind, key, fields, stamps }: Rec, person: string, former: ByField) {
	return Object.entries(fields).flatMap(([field, value]) => {
		const stamp = stamps[field];
		if (!stamp || stamp.author === person || stamp.author === REGISTER_AUTHOR) return [];
		if (!isTold(kind, field, value)) return [];
		const rows = former.get(fieldOf(key, field)) ?? [];
		// Of two values of one person the first says what they found.
		const before = rows.find((row) => row.stamp.author !== stamp.author)?.value ?? null;
		const at = rows.find(({ number }) => number === stamp.number)?.at ?? null;
		return [{ kind, key, field, value, before, at, author: stamp.author, number: stamp.number }];
	});
}
