import type { Selectable } from 'kysely';
import type { Principal, Role } from '../../../domain/access.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import type { Secrets } from './renewals.ts';

/** A person who joined. Times in milliseconds UTC. */
export interface Person extends Principal {
	readonly name: string;
	readonly createdAt: number;
	readonly revokedAt: number | null;
}

/** One device of one person. `secretHash` is SHA-256 of what its cookie holds. */
export interface Enrolment extends Secrets {
	readonly id: string;
	readonly person: string;
	/** The id the device made for itself; '' until its first sync. */
	readonly device: string;
	readonly secretHash: string;
	/** True once it took another id than its first. */
	readonly renamed: boolean;
	/** What the device calls itself, for lists. */
	readonly phone: string;
	readonly createdAt: number;
	/** When its cookie was last shown; null while its answer may have been lost. */
	readonly heardAt: number | null;
	readonly revokedAt: number | null;
	/** The app's; '' where the phone never told. */
	readonly version: string;
	/** Things that waited there when it last told; null: it never did. */
	readonly unsent: number | null;
	/** When the oldest of them was made. */
	readonly unsentSince: number | null;
}

export async function addPerson({ db }: Tx, person: Person): Promise<void> {
	const { person: id, role, name, areas, shop, createdAt, revokedAt } = person;
	await db
		.insertInto('person')
		.values({
			id,
			role,
			name,
			areas: JSON.stringify(areas),
			shop,
			created_at: createdAt,
			revoked_at: revokedAt,
		})
		.execute();
}

export async function findPerson({ db }: Tx, id: string): Promise<Person | null> {
	const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? toPerson(row) : null;
}

/** The people of a shop, the first who joined first. */
export async function peopleOfShop({ db }: Tx, shop: string): Promise<Person[]> {
	const rows = await db
		.selectFrom('person')
		.selectAll()
		.where('shop', '=', shop)
		.orderBy('created_at')
		.orderBy('id')
		.execute();
	return rows.map(toPerson);
}

export async function hasStaff({ db }: Tx): Promise<boolean> {
	const row = await db
		.selectFrom('person')
		.select('id')
		.where('role', '=', 'staff')
		.where('revoked_at', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** What somebody is called from now on. */
export async function setName({ db }: Tx, person: string, name: string): Promise<void> {
	await db.updateTable('person').set({ name }).where('id', '=', person).execute();
}

/** Ends all access of a person. False when it had ended before, or there is no such person. */
export async function revokePerson({ db }: Tx, id: string, now: number): Promise<boolean> {
	const done = await db
		.updateTable('person')
		.set({ revoked_at: now })
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return done.numUpdatedRows > 0n;
}

type NewEnrolment = Omit<Enrolment, 'renamed' | 'version' | 'unsent' | 'unsentSince' | keyof Secrets>;

export async function addEnrolment({ db }: Tx, enrolment: NewEnrolment): Promise<void> {
	const { id, person, device, secretHash, phone, createdAt, heardAt, revokedAt } = enrolment;
	await db
		.insertInto('enrolment')
		.values({
			id,
			person,
			device,
			phone,
			renamed: 0,
			secret_hash: secretHash,
			created_at: createdAt,
			heard_at: heardAt,
			revoked_at: revokedAt,
			version: '',
			unsent: null,
			unsent_since: null,
		})
		.execute();
}

export async function findEnrolment({ db }: Tx, id: string): Promise<Enrolment | null> {
	const row = await db.selectFrom('enrolment').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? toEnrolment(row) : null;
}

/** Whose device this is; null where nobody's has ever spoken. The latest enrolment counts: a phone keeps its id. */
export async function personOfDevice({ db }: Tx, device: string): Promise<Person | null> {
	const row = await db
		.selectFrom('enrolment')
		.innerJoin('person', 'person.id', 'enrolment.person')
		.selectAll('person')
		.where('enrolment.device', '=', device)
		.orderBy('enrolment.created_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? toPerson(row) : null;
}

/** The devices of these people, the latest first. */
export async function enrolmentsOf({ db }: Tx, people: readonly string[]): Promise<Enrolment[]> {
	if (people.length === 0) return [];
	const rows = await db
		.selectFrom('enrolment')
		.selectAll()
		.where('person', 'in', people)
		.orderBy('created_at', 'desc')
		.execute();
	return rows.map(toEnrolment);
}

export async function setDevice({ db }: Tx, enrolment: string, device: string): Promise<void> {
	await db
		.updateTable('enrolment')
		.set((eb) => ({ device, renamed: eb.case().when('device', '=', '').then(0).else(1).end() }))
		.where('id', '=', enrolment)
		.execute();
}

export async function setHeard({ db }: Tx, enrolment: string, now: number): Promise<void> {
	await db.updateTable('enrolment').set({ heard_at: now }).where('id', '=', enrolment).execute();
}

/** What a phone told of itself. `version` '': the same as before. */
export async function setTold(
	{ db }: Tx,
	enrolment: string,
	told: Pick<Enrolment, 'version' | 'unsent' | 'unsentSince'>,
	now: number,
): Promise<void> {
	const { version, unsent, unsentSince } = told;
	await db
		.updateTable('enrolment')
		.set({ unsent, unsent_since: unsentSince, heard_at: now, ...(version !== '' && { version }) })
		.where('id', '=', enrolment)
		.execute();
}

/** A new secret for a device whose answer was lost: the one before is worth nothing from here on. */
export async function setSecret(
	{ db }: Tx,
	enrolment: string,
	secretHash: string,
	now: number,
): Promise<void> {
	await db
		.updateTable('enrolment')
		.set({
			secret_hash: secretHash,
			secret_at: now,
			offered_hash: null,
			offered_at: null,
			offered_seen_at: null,
			spent_hash: null,
		})
		.where('id', '=', enrolment)
		.execute();
}

/** False when it had been revoked before, or there is no such enrolment. */
export async function revokeEnrolment({ db }: Tx, id: string, now: number): Promise<boolean> {
	const done = await db
		.updateTable('enrolment')
		.set({ revoked_at: now })
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return done.numUpdatedRows > 0n;
}

export function toPerson(row: Selectable<Tables['person']>): Person {
	return {
		person: row.id,
		role: row.role as Role,
		name: row.name,
		areas: JSON.parse(row.areas) as string[],
		shop: row.shop,
		createdAt: Number(row.created_at),
		revokedAt: numberOrNull(row.revoked_at),
	};
}

function toEnrolment(row: Selectable<Tables['enrolment']>): Enrolment {
	return {
		id: row.id,
		person: row.person,
		device: row.device,
		renamed: row.renamed === 1,
		secretHash: row.secret_hash,
		phone: row.phone,
		createdAt: Number(row.created_at),
		heardAt: numberOrNull(row.heard_at),
		revokedAt: numberOrNull(row.revoked_at),
		version: row.version,
		unsent: numberOrNull(row.unsent),
		unsentSince: numberOrNull(row.unsent_since),
		secretAt: numberOrNull(row.secret_at),
		offeredHash: row.offered_hash,
		offeredAt: numberOrNull(row.offered_at),
		offeredSeenAt: numberOrNull(row.offered_seen_at),
		spentHash: row.spent_hash,
	};
}

export const numberOrNull = (value: number | null): number | null => (value === null ? null : Number(value));
