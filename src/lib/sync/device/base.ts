import type { Base } from '../change.ts';
import { QUESTION, questionKey } from '../record.ts';
import { sameValue, type Fields, type Value } from '../value.ts';
import type { Edit } from './edit.ts';
import { isUnknown, newFollowed, type Held, type Queued } from './held.ts';
import { olderBase } from './outbox.ts';
import type { DeviceTx } from './port.ts';

/**
 * What the person was looking at. A field with unsent work shows that work and hides what arrived since, so its view
 * stays that of the work; an answer to a question is made on a screen that shows what stands.
 */
export async function baseOf(
	tx: DeviceTx,
	wish: Edit,
	held: Held,
	rows: readonly Queued[],
	set: Fields,
): Promise<Base> {
	const { space, kind, key } = wish;
	const { epoch } = await tx.self();
	const follow = (await tx.following(space)) ?? newFollowed(space);
	const { cursor } = follow;
	// Others removed it, and its unsent work kept it here; or another's is in it (`handover.ts`): what the server has, nobody told.
	const isLeft = (held.seen === 0 && !isUnknown(held)) || held.over !== undefined;
	let number = isLeft ? 0 : Math.max(cursor, held.seen);
	if (wish.force) {
		const fields = Object.keys(set);
		const names = fields.map((field) => [QUESTION, questionKey(kind, key, field)] as const);
		const views = (await tx.held(space, names)).map((question, i) => {
			if (!question) return number;
			const asked = Math.max(cursor, question.seen);
			// Where an answer of the server is here in part only, what stands may be older than what is asked about it.
			const { value = null } = (question.fields['standing'] ?? {}) as { value?: Value };
			const isSame = sameValue(value, held.fields[fields[i] as string] ?? null);
			return isSame ? Math.max(number, asked) : Math.min(number, asked);
		});
		number = views.length > 0 ? Math.min(...views) : number;
	}
	// Nothing confirmed in this history yet: what the person sees is from an earlier one, or `was` must speak for it.
	const former = follow.former ?? follow.settling?.epoch;
	const { was = 0 } = held;
	const before = former && was > 0 ? { epoch: former, number: was } : { epoch: '', number: 0 };
	const looked = wish.base && isLeft ? olderBase(wish.base, before, epoch) : wish.base;
	const now = looked ?? (number === 0 ? before : { epoch, number });
	if (wish.force) return now;
	// A removal is of the whole record, and any unsent work on it hides what others did there.
	const fields = wish.remove ? Object.keys(held.pending) : Object.keys(set);
	const under = fields.map((field) => held.pending[field]?.n);
	return rows
		.filter(({ change }) => under.includes(change.n))
		.reduce((base, { change }) => olderBase(base, change.base, epoch), now);
}
