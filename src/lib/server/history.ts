import { guardedFields } from '../domain/policy.ts';
import { arabicDigits } from '../domain/thai.ts';
import { HISTORY_LENGTH, type Former, type FormerBy } from '../sync/history.ts';
import { QUESTION, questionKey, type Rec } from '../sync/record.ts';
import type { Value } from '../sync/value.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import type { Enrolled } from './principal.ts';
import type { Tx } from './store/port.ts';
import type { Person } from './store/queries/accounts.ts';
import { peopleById, supersededOf } from './store/queries/history.ts';
import { lockRecords } from './store/queries/records.ts';
import { findSpace } from './store/queries/spaces.ts';

/** Kinds whose earlier values mean something to a person. */
export const TOLD: ReadonlySet<string> = new Set(['product', 'shop', 'story', 'visit']);

/** A former value with its author's id and the number that orders it. */
type Found = Omit<Former, 'by'> & { readonly author: string; readonly number: number };

/**
 * What the fields of a record held before, newest first, at most `HISTORY_LENGTH`. Null where this person may not read
 * the space, and where there is no such thing: the two look the same.
 */
export async function historyOf(
	app: App,
	{ principal }: Enrolled,
	space: string,
	kind: string,
	key: string,
): Promise<Former[] | null> {
	return app.store.read(async (tx) => {
		const facts = await findSpace(tx, space);
		if (!facts || !can(principal, 'read', facts) || !TOLD.has(kind)) return null;
		const [record] = await lockRecords(tx, space, [[kind, key]]);
		if (!record) return null;
		const found = [...(await used(tx, record)), ...(await offered(tx, record))]
			.sort((a, b) => b.number - a.number)
			.slice(0, HISTORY_LENGTH);
		const people = await peopleById(tx, [...new Set(found.map(({ author }) => author))]);
		return found.map(({ field, value, way, at, author }) => ({
			field,
			value,
			way,
			at,
			by: byOf(people.get(author), principal.person),
		}));
	});
}

async function used(tx: Tx, { space, kind, key }: Rec): Promise<Found[]> {
	const rows = await supersededOf(tx, space, kind, [key], HISTORY_LENGTH);
	return rows.map(({ field, value, number, at, stamp }) => {
		return { field, value, way: 'used', at, number, author: stamp.author };
	});
}

/** What people would have had in guarded fields, and did not get: from closed questions, and from those they put anew. */
async function offered(tx: Tx, { space, kind, key }: Rec): Promise<Found[]> {
	const fields = new Map(guardedFields(kind).map((field) => [questionKey(kind, key, field), field]));
	const keys = [...fields.keys()];
	const questions = await lockRecords(
		tx,
		space,
		keys.map((question) => [QUESTION, question] as const),
	);
	const closed = questions.flatMap((question) => {
		const value = question.fields['candidates'];
		const number = question.removed?.number;
		return number === undefined || value === undefined ? [] : [{ key: question.key, value, number }];
	});
	const replaced = await supersededOf(tx, space, QUESTION, keys, HISTORY_LENGTH);
	return [...closed, ...replaced.filter(({ field }) => field === 'candidates')].flatMap(
		({ key: question, value, number }) =>
			Object.entries(value as Readonly<Record<string, { value: Value; at: number }>>).map(
				([author, candidate]): Found => {
					const field = fields.get(question) ?? '';
					return { field, value: candidate.value, way: 'offered', at: candidate.at, number, author };
				},
			),
	);
}

export function byOf(person: Person | undefined, asking: string): FormerBy | null {
	if (!person) return null;
	return { you: person.person === asking, name: withoutNumbers(person.name), role: person.role };
}

/** Whoever invites types the name, and may type a number to call beside it: that is not for everybody. */
function withoutNumbers(name: string): string {
	return arabicDigits(name)
		.replace(/\+?\d(?:[\s().-]*\d){6,}/g, '')
		.trim();
}
