import { sql } from 'kysely';
import type { Role } from '../../../domain/access.ts';
import type { Tx } from '../port.ts';
import { toPerson, type Person } from './accounts.ts';

export interface PeopleAsked {
	readonly role: Role;
	/** Provinces of sellers; null: all. Of others every one is given: they are few. */
	readonly areas: readonly string[] | null;
	/** Part of a name as it was typed; '' for all. */
	readonly name: string;
	/** Those alone who have a phone of which nothing was heard since, ms UTC; null: all. */
	readonly silentSince?: number | null;
	readonly limit: number;
	readonly offset: number;
}

/** People of one role, the latest first. A seller's province is the one their shop lies in now. */
export async function peopleOf({ db }: Tx, asked: PeopleAsked): Promise<Person[]> {
	const { areas } = asked;
	if (areas?.length === 0) return [];
	let query = db
		.selectFrom('person')
		.leftJoin('space', (join) => join.on('space.id', '=', sql<string>`'c.' || person.shop`))
		.selectAll('person')
		.select('space.area as area')
		.where('person.role', '=', asked.role);
	if (areas !== null && asked.role === 'seller') {
		const before = areas.map((area) => JSON.stringify([area]));
		query = query.where((eb) =>
			eb.or([
				eb('space.area', 'in', areas),
				eb.and([eb('space.id', 'is', null), eb('person.areas', 'in', before)]),
			]),
		);
	}
	const { silentSince = null } = asked;
	if (silentSince !== null)
		query = query.where('person.revoked_at', 'is', null).where(
			sql<boolean>`exists (select 1 from enrolment where enrolment.person = person.id
				and enrolment.revoked_at is null and coalesce(enrolment.heard_at, enrolment.created_at) < ${silentSince})`,
		);
	if (asked.name !== '') query = query.where('person.name', 'like', `%${asked.name}%`);
	const rows = await query
		.orderBy('person.created_at', 'desc')
		.orderBy('person.id')
		.limit(asked.limit)
		.offset(asked.offset)
		.execute();
	return rows.map(({ area, ...row }) => {
		const person = toPerson(row);
		return area === null ? person : { ...person, areas: [area] };
	});
}

/** Everybody of a role whose access has not ended, by name. For the office's own, who are some hundreds. */
export async function allPeople({ db }: Tx, role: Role): Promise<Person[]> {
	const rows = await db
		.selectFrom('person')
		.selectAll()
		.where('role', '=', role)
		.where('revoked_at', 'is', null)
		.orderBy('name')
		.orderBy('id')
		.execute();
	return rows.map(toPerson);
}
