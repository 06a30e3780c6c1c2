import { hasUnsent, isLeftBehind, type Held } from '../device/held.ts';
import type { DeviceTx } from '../device/port.ts';
import { isWatched, law } from '../laws.ts';
import type { News } from '../news.ts';
import { recordId } from '../record.ts';
import { canonical, sameValue, type Value } from '../value.ts';
import type { Section } from '../wire/answer.ts';

/** What waits on top of a record: this person's work, and another's that this phone has yet to bring. */
const waiting = ({ pending, moves, removing, over }: Held) =>
	canonical([pending, moves, removing, over ?? null] as unknown as Value);

/** News was taken as it was told, under what waits. `before`: each record as it was, where this device held it or makes it. */
export async function heardByLaw(
	tx: DeviceTx,
	{ space, cursor }: Section,
	before: ReadonlyMap<News, Held | undefined>,
): Promise<void> {
	if (!isWatched()) return;
	const told = [...before].filter((item): item is [News, Held] => item[1] !== undefined);
	const now = await tx.held(
		space,
		told.map(([, { kind, key }]) => [kind, key] as const),
	);
	told.forEach(([news, was], i) => heard(news, was, now[i], cursor));
}

function heard(news: News, was: Held, is: Held | undefined, cursor: number): void {
	const id = recordId(was.kind, was.key);
	law('S10', (!hasUnsent(was) && !was.over) || (is !== undefined && waiting(is) === waiting(was)), () => {
		return `news of ${id} touched what waits in it`;
	});
	if (news.removed) {
		law('S2', !is || (is.seen === 0 && !isLeftBehind(is)), () => `${id} was removed and is still held`);
		return;
	}
	law('S2', is?.seen === cursor, () => `${id} was told at ${cursor} and is held at ${is?.seen}`);
	for (const [field, value] of Object.entries(news.fields)) {
		law('S2', sameValue(is?.fields[field], value), () => `${id}.${field} is not held as it was told`);
	}
	// What is known from a history that ended is no longer known; what comes whole takes the place of all there was.
	if (was.was || news.fresh) return;
	for (const [field, value] of Object.entries(was.fields)) {
		const isSame = field in news.fields || sameValue(is?.fields[field], value);
		law('S2', isSame, () => `${id}.${field} changed, and nobody told of it`);
	}
}
