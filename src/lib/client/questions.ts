import { liveQuery, type Observable } from 'dexie';
import type { Base } from '../sync/change.ts';
import { shown } from '../sync/device/held.ts';
import type { Value } from '../sync/value.ts';
import { openQuestions, type OpenQuestion } from './asked.ts';
import type { Session } from './session.ts';
import type { RecordRow } from './store/database.ts';

/** A field that two people set without having seen each other's value, told so that this person can decide. */
export interface Question {
	/** `product/KEY/price`. */
	readonly key: string;
	/** The thing's: `product/KEY`. */
	readonly id: string;
	readonly kind: string;
	readonly thing: string;
	readonly field: string;
	/** The thing's name, '' where it has none. */
	readonly name: string;
	/** Every value there is to choose from: what stands first, then the others, the oldest first. */
	readonly sides: readonly Side[];
	/** What was chosen on this phone and waits to go up; null: nothing yet. */
	readonly answer: { readonly value: Value; readonly at: number } | null;
	/** What a person who looks at this has seen. */
	readonly base: Base;
}

/** One value of a question. */
export interface Side {
	readonly value: Value;
	/** The id of the person who set it; '' where nobody had set the field before. */
	readonly author: string;
	readonly mine: boolean;
	/** True for the one that buyers see meanwhile. */
	readonly stands: boolean;
	/**
	 * When it was set, or (what stands) when it reached the office or came to this phone, ms UTC by the server's clock;
	 * null: not known.
	 */
	readonly at: number | null;
}

/** The open questions of this shop, the oldest first, those answered here included until the office has the answer. */
export function watchQuestions(session: Session): Observable<Question[]> {
	return liveQuery(async () => {
		const open = await openQuestions(session);
		if (open.length === 0) return [];
		const seen = await seenOf(session);
		const questions = await Promise.all(open.map((item) => toQuestion(session, item, seen)));
		return questions.sort((a, b) => firstAt(a) - firstAt(b));
	});
}

/**
 * Decides a question: `value` may be one of its sides, what stands, or something new. Like every edit it is safe when
 * this resolves and goes up by itself. Throws only when the phone cannot store.
 */
export async function answer(
	session: Pick<Session, 'edit' | 'space'>,
	{ kind, thing, field, base }: Question,
	value: Value,
): Promise<void> {
	await session.edit({
		space: session.space,
		kind,
		key: thing,
		set: { [field]: value },
		base,
		force: true,
	});
}

const firstAt = ({ sides }: Question) =>
	Math.min(...sides.map(({ at, stands }) => (stands ? Infinity : (at ?? 0))));

/** The newest number of the space that is on this phone's screens, and the server's clock less the phone's, ms. */
async function seenOf({ db, space }: Session): Promise<Base & { clockOffset: number }> {
	const [self, followed] = await Promise.all([db.self.get('self'), db.followed.get(space)]);
	return {
		epoch: self?.epoch ?? '',
		number: followed?.cursor ?? 0,
		clockOffset: self?.clockOffset ?? 0,
	};
}

async function toQuestion(
	session: Session,
	{ question, about, field, answer }: OpenQuestion,
	seen: Base & { clockOffset: number },
): Promise<Question> {
	const { person } = session.account;
	const name = shown(about)['nameTh'];
	const candidates = (question.fields['candidates'] ?? {}) as Readonly<
		Record<string, { value: Value; at: number }>
	>;
	const standing = (question.fields['standing'] ?? {}) as { author?: string; value?: Value };
	const author = standing.author ?? '';
	const others = Object.entries(candidates)
		.map(([who, { value, at }]) => ({ value, author: who, mine: who === person, stands: false, at }))
		.sort((a, b) => a.at - b.at);
	const mine = author === person;
	const passed = await passedAt(session, about, field, mine ? '' : author);
	const stands: Side = {
		// The record is nearer than what was noted when it was asked: stock moves on while the question is open.
		value: about.fields[field] ?? standing.value ?? null,
		author,
		mine,
		stands: true,
		at: passed === null ? null : passed + seen.clockOffset,
	};
	// A line that broke may have brought the question or its thing ahead of the cursor.
	const number = Math.max(seen.number, question.seen, about.seen);
	return {
		key: question.key,
		id: `${about.kind}/${about.key}`,
		kind: about.kind,
		thing: about.key,
		field,
		name: typeof name === 'string' ? name : '',
		sides: [stands, ...others],
		answer: answer && { value: answer.change.set[field] ?? null, at: answer.madeAt + seen.clockOffset },
		base: { epoch: number === 0 ? '' : seen.epoch, number },
	};
}

/** When a value of `author` ('': this person's) last went up from this phone or came down to it, as far as the journal reaches. */
async function passedAt(
	{ db, space }: Session,
	{ kind, key }: RecordRow,
	field: string,
	author: string,
): Promise<number | null> {
	const last = await db.journal
		.orderBy(':id')
		.reverse()
		.filter(
			(entry) =>
				entry.space === space &&
				entry.kind === kind &&
				entry.key === key &&
				entry.author === author &&
				entry.fields.includes(field),
		)
		.first();
	return last?.at ?? null;
}
