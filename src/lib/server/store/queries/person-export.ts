import type { Consent } from '../../../domain/consent.ts';
import type { Stamp } from '../../../sync/record.ts';
import type { Tx } from '../port.ts';
import { numberOrNull } from './accounts.ts';

/** A record of which a person set fields that stand. `consent`: the one they gave or noted down. */
export interface Touched {
	readonly space: string;
	readonly kind: string;
	readonly fields: readonly string[];
	readonly consent: Consent | null;
}

/** As a stamp has an author: enough to find the few rows that may be theirs. Ids need no escaping. */
const mark = (person: string) => `%"author":"${person}"%`;

/** Looks through every record: somebody's right to know is asked for once in a while. */
export async function touchedBy({ db }: Tx, person: string): Promise<Touched[]> {
	const rows = await db
		.selectFrom('record')
		.select(['space', 'kind', 'fields', 'stamps'])
		.where('stamps', 'like', mark(person))
		.orderBy('space')
		.orderBy('kind')
		.execute();
	return rows.map(({ space, kind, fields, stamps }) => {
		const set = Object.entries(JSON.parse(stamps) as Record<string, Stamp>);
		const own = set.filter(([, { author }]) => author === person).map(([field]) => field);
		const { consent = null } = JSON.parse(fields) as { consent?: Consent | null };
		return { space, kind, fields: own, consent: own.includes('consent') ? consent : null };
	});
}

/** What a person had set, and when another value took its place. */
export async function replacedOf({ db }: Tx, person: string) {
	const rows = await db
		.selectFrom('superseded')
		.select(['kind', 'field', 'at'])
		.where('stamp', 'like', mark(person))
		.orderBy('at')
		.execute();
	return rows.map(({ kind, field, at }) => ({ kind, field, at: numberOrNull(at) }));
}

/** Invitations that a person made, or joined by. */
export async function invitationsOf({ db }: Tx, person: string) {
	const phones = db.selectFrom('enrolment').select('id').where('person', '=', person);
	const rows = await db
		.selectFrom('invitation')
		.select(['role', 'name', 'inviter', 'created_at', 'used_at', 'revoked_at'])
		.where((eb) =>
			eb.or([eb('inviter', '=', person), eb('person', '=', person), eb('enrolment', 'in', phones)]),
		)
		.orderBy('created_at')
		.execute();
	return rows.map(({ role, name, inviter, created_at, used_at, revoked_at }) => ({
		role,
		name,
		inviter,
		createdAt: Number(created_at),
		usedAt: numberOrNull(used_at),
		revokedAt: numberOrNull(revoked_at),
	}));
}

export async function accessesOf({ db }: Tx, person: string) {
	const rows = await db
		.selectFrom('access_log')
		.select(['at', 'act', 'thing', 'outcome'])
		.where('person', '=', person)
		.orderBy('seq')
		.execute();
	return rows.map((row) => ({ ...row, at: Number(row.at) }));
}
