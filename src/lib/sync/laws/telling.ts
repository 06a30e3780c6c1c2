import type { Change } from '../change.ts';
import { isWatched, law } from '../laws.ts';
import { recordId, type Rec, type Stamp } from '../record.ts';
import { sameValue } from '../value.ts';
import type { Section } from '../wire/answer.ts';

/** What a device is told of a space, and what for: its cursor and the changes it offers in this request. */
export interface Telling {
	/** Up to which number the device has been told of a record: of a space that is here in part, not of all the same. */
	readonly cursorOf: (record: Rec) => number;
	readonly device: string;
	readonly own: readonly Change[];
	/** The space's number, read with the records. */
	readonly counter: number;
}

/** Whoever takes the sections for all that there is up to the counter lacks nothing of `records`, those after the cursor. */
export function toldByLaw(records: readonly Rec[], asked: Telling, sections: readonly Section[]): void {
	if (!isWatched()) return;
	const { counter } = asked;
	const last = sections.length - 1;
	sections.forEach((section, i) => {
		law('S9', section.done === (i === last), () => 'the cursor moves before the last page');
		law('S9', section.cursor === counter, () => `a page of ${counter} moves the cursor to ${section.cursor}`);
	});
	const told = new Map(
		sections.flatMap(({ news }) => news).map((item) => [recordId(item.kind, item.key), item]),
	);
	for (const record of records) {
		const id = recordId(record.kind, record.key);
		law(
			'S9',
			record.at <= counter,
			() => `${id} is of ${record.at}, and the reader is taken for one at ${counter}`,
		);
		const item = told.get(id);
		const cursor = asked.cursorOf(record);
		if (record.removed) {
			const isKnown = cursor === 0 || record.removed.number <= cursor;
			const isOwn = mine(record, record.removed, asked).some((change) => change.remove);
			law('S9', isKnown || isOwn || item?.removed === true, () => `the removal of ${id} is not told`);
			continue;
		}
		for (const [field, stamp] of Object.entries(record.stamps)) {
			if (record.born <= cursor && stamp.number <= cursor) continue;
			const value = record.fields[field] ?? null;
			const isOwn = mine(record, stamp, asked).some(({ set }) => sameValue(set[field], value));
			const isTold = item !== undefined && sameValue(item.fields[field], value);
			law(
				'S9',
				isOwn || isTold,
				() => `${id}.${field} of ${stamp.number} is not told to a reader at ${cursor}`,
			);
		}
	}
}

/** The change of this very request that set a stamp, if one did. */
function mine({ kind, key }: Rec, stamp: Stamp, { device, own }: Telling): Change[] {
	if (stamp.device !== device) return [];
	return own.filter((change) => change.n === stamp.n && change.kind === kind && change.key === key);
}
