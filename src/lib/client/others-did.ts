import { isTold } from '../domain/restore.ts';
import { shown } from '../sync/device/held.ts';
import { readOthers } from '../sync/others.ts';
import type { Fields, Value } from '../sync/value.ts';
import { handedNote } from './handover/receive.ts';
import { REGISTER_AUTHOR } from '../domain/register-author.ts';
import type { Setter } from './past.ts';
import type { Session } from './session.ts';
import type { RecordRow } from './store/database.ts';

/** What somebody else has set in this person's shop and stands. */
export interface Did {
	readonly kind: string;
	readonly key: string;
	/** Of the thing it is about; '' where it has none. */
	readonly name: string;
	readonly field: string;
	readonly value: Value;
	/** What stood before they came; null: nothing did. */
	readonly before: Value;
	/** The record as this phone shows it. */
	readonly shown: Fields;
	/** ms UTC by the server's clock; null: not known. */
	readonly at: number | null;
	readonly by: Setter;
}

export interface OthersDid {
	readonly did: readonly Did[];
	/** False: the office was not reached, and this is what this phone was told. */
	readonly isWhole: boolean;
}

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 20_000;

/** What others did in the shop, the newest first: as the office tells it, else as far as this phone knows. */
export async function othersDid(session: Session, fetcher: typeof fetch = fetch): Promise<OthersDid> {
	const told = await officeOthers(session, fetcher);
	return told ? { did: told, isWhole: true } : { did: await localOthers(session), isWhole: false };
}

async function officeOthers({ account, db, space }: Session, fetcher: typeof fetch): Promise<Did[] | null> {
	if (account.enrolment === '') return null;
	try {
		const response = await fetcher(`/api/others/${space}`, {
			headers: { 'tambon-enrolment': account.enrolment },
			signal: AbortSignal.timeout(PATIENCE),
		});
		const others = response.ok ? readOthers(await response.json()) : null;
		if (!others) return null;
		const rows = await db.records.bulkGet(others.map(({ kind, key }) => [space, kind, key]));
		const all = await Promise.all(
			others.map(async ({ by, ...did }, i): Promise<Did[]> => {
				const row = rows[i];
				// What this person has changed here, or removed, is on its way there.
				if (!row || row.removing > 0 || did.field in row.pending) return [];
				return [
					{
						...did,
						name: await nameOf({ db, space }, row),
						shown: shown(row),
						by: { kind: 'named', name: by.name, role: by.role },
					},
				];
			}),
		);
		return all.flat();
	} catch {
		return null;
	}
}

async function localOthers({ db, space, account }: Session): Promise<Did[]> {
	const rows = await db.records.where('[space+kind+key]').between([space], [space, []]).toArray();
	const offset = (await db.self.get('self'))?.clockOffset ?? 0;
	const all = await Promise.all(
		rows
			.filter(({ by, over, removing }) => (by || over) && removing === 0)
			.map(async (row): Promise<Did[]> => {
				const past = await db.past
					.where('[space+kind+key]')
					.equals([space, row.kind, row.key])
					.reverse()
					.toArray();
				const fields = shown(row);
				const given = Object.keys(row.over?.fields ?? {}).map(
					(field) => [field, row.over?.by ?? ''] as const,
				);
				const others = Object.entries({ ...row.by, ...Object.fromEntries(given) }).filter(
					([field, author]) => {
						const isOthers = author !== '' && author !== account.person && author !== REGISTER_AUTHOR;
						return isOthers && !(field in row.pending) && isTold(row.kind, field, fields[field]);
					},
				);
				const name = others.length > 0 ? await nameOf({ db, space }, row) : '';
				return Promise.all(
					others.map(async ([field, author]) => {
						const before = past.find((one) => one.field === field && one.author !== author);
						const known = await db.drafts.get(handedNote(author));
						const by: Setter = known
							? { kind: 'named', name: known.text, role: 'marketer' }
							: { kind: 'other' };
						const at = before ? before.at + offset : null;
						const { kind, key } = row;
						const value = fields[field] ?? null;
						return { kind, key, name, field, value, before: before?.value ?? null, shown: fields, at, by };
					}),
				);
			}),
	);
	return all.flat().sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** A story is called like the thing that it tells of. */
async function nameOf({ db, space }: Pick<Session, 'db' | 'space'>, row: RecordRow): Promise<string> {
	const about = row.kind === 'story' ? await db.records.get([space, 'product', row.key]) : row;
	const name = shown(about ?? row)['nameTh'];
	return typeof name === 'string' ? name : '';
}
