import { canonical } from '../value.ts';
import type { Section } from '../wire/answer.ts';
import type { SyncRequest } from '../wire/request.ts';
import type { Followed, Self } from './held.ts';
import type { DeviceTx } from './port.ts';
import type { Prepared } from './prepare.ts';

/**
 * Who follows many spaces presents a token for a vector that the server keeps: the cursors of all spaces that are
 * `covered`. It names the latest vector heard of and how many spaces of its answer were stored since.
 */
export function carriedBy({ scopes, vector }: Self): Pick<SyncRequest, 'vector' | 'scopes'> {
	const isKnown = vector !== null && canonical(vector.scopes) === canonical(scopes);
	return {
		...(vector && { vector: { id: vector.id, taken: vector.taken } }),
		...(scopes && !isKnown && { scopes }),
	};
}

/** False when another answer has moved the vector since this one was asked for. */
export function isPresented({ vector }: Self, { request }: Prepared): boolean {
	return vector?.id === request.vector?.id && vector?.taken === request.vector?.taken;
}

/** False for a space of which this device has nothing: with no vector at all, that is what the server takes it for. */
export const isHeld = ({ cursor, part, leaving }: Followed): boolean =>
	cursor > 0 || Boolean(part) || leaving === true;

/**
 * Stores what the head says of the vector: a new one covers every space that the request listed. One that leaves goes on
 * being listed until it has left, or its own part of an answer says that it is carried again. So does one that had to start
 * anew since this was asked.
 */
export async function takeVector(
	tx: DeviceTx,
	issued: string | null,
	{ request, cursors }: Prepared,
): Promise<void> {
	if (issued === null) return;
	const self = await tx.self();
	const scopes = request.scopes ?? self.vector?.scopes ?? [];
	const vector = issued === '' ? null : { id: issued, taken: 0, scopes };
	await tx.setSelf({ ...self, vector });
	const covered = vector !== null;
	const listed = new Set(request.spaces.map(({ space }) => space));
	for (const follow of await tx.followed()) {
		const isAsAsked = listed.has(follow.space) && follow.cursor >= (cursors.get(follow.space) ?? 0);
		if (covered && (!isAsAsked || follow.leaving)) continue;
		if (!covered && !isHeld(follow)) continue;
		if (follow.covered !== covered) await tx.follow({ ...follow, covered });
	}
}

/** Counts a space whose last part is stored with this transaction. False: its vector is not the one held any more. */
export async function countSection(tx: DeviceTx, section: Section, { issued }: Prepared): Promise<boolean> {
	if (issued === null) return true;
	const self = await tx.self();
	const { vector } = self;
	if (vector?.id !== issued) return false;
	if (section.done) await tx.setSelf({ ...self, vector: { ...vector, taken: vector.taken + 1 } });
	return true;
}

/** The space as its vector has it once this part of the answer is stored. */
export function coveredIn(follow: Followed, section: Section, { issued }: Prepared): Followed {
	const isAbout = issued !== null || follow.covered === true;
	if (!isAbout) return follow.leaving ? { ...follow, leaving: section.left ?? false } : follow;
	return { ...follow, covered: issued !== null, leaving: section.left ?? false };
}

/**
 * The person does not want to carry this space any more: its records leave this phone, once nothing that was made here
 * waits in it, nor is parked. Until then it is listed by name, so that its work arrives.
 */
export async function leave(tx: DeviceTx, space: string): Promise<void> {
	const follow = await tx.following(space);
	if (!follow) return;
	const rows = (await tx.wholeQueue()).filter(({ change }) => change.space === space);
	if (rows.length > 0) return tx.follow({ ...follow, covered: false, leaving: true });
	await tx.dropHeld(await tx.heldSeenBefore(space, Number.POSITIVE_INFINITY));
	await tx.follow({ ...follow, cursor: 0, part: null, covered: true, leaving: false });
}

/** True for a space that `leave` has let go, or of which a vector says that there is nothing. */
export const isLetGo = ({ cursor, part, covered, visible }: Followed): boolean =>
	visible && covered === true && cursor === 0 && !part;
