import type { Change } from './change.ts';
import { PENDING, QUESTION, questionKey, recordId, type Rec, type Stamp } from './record.ts';
import { sameValue, type Fields, type Value } from './value.ts';

/** What one person would have in a field: `at` is their phone's time, ms UTC. */
type Candidate = { readonly value: Value; readonly at: number };

/** The question of a field of the record that `change` touches, while it waits for an answer. */
export function openQuestion(
	working: ReadonlyMap<string, Rec>,
	{ kind, key }: Pick<Change, 'kind' | 'key'>,
	field: string,
): Rec | undefined {
	const question = working.get(recordId(QUESTION, questionKey(kind, key, field)));
	return question && !question.removed ? question : undefined;
}

/** True when the person had seen the question as it stands; whoever raised it must have seen it too, hence no device. */
export function isAnswer(open: Rec, hasSeen: (asked: Stamp) => boolean): boolean {
	const asked = open.stamps['candidates'];
	return asked !== undefined && hasSeen({ ...asked, device: '' });
}

/**
 * Opens the question of a field, or puts the author's newer candidate in place of the older. Null when it says so already.
 * Its fields: `of` [kind, key, field]; `candidates` by author; `standing`: what stands meanwhile, and who set it.
 */
export function put(
	former: Rec | undefined,
	record: Rec,
	field: string,
	candidate: Candidate,
	stamp: Stamp,
): Rec | null {
	const { space, kind, key } = record;
	const open = former && !former.removed ? former : undefined;
	const kept = open ? candidatesOf(open) : {};
	const old = kept[stamp.author];
	const standing = { author: record.stamps[field]?.author ?? '', value: record.fields[field] ?? null };
	if (open && old && sameValue(old.value, candidate.value) && sameValue(open.fields['standing'], standing)) {
		return null;
	}
	const fields: Fields = {
		of: [kind, key, field],
		candidates: { ...kept, [stamp.author]: candidate },
		standing,
	};
	const name = { space, kind: QUESTION, key: questionKey(kind, key, field) };
	return {
		short: former?.short ?? 0,
		// Devices dropped a closed one: put again, it is told them whole.
		born: open?.born ?? PENDING,
		at: former?.at ?? 0,
		...name,
		fields,
		stamps: { of: stamp, candidates: stamp, standing: stamp },
		removed: null,
	};
}

/** The author agrees with what stands after all: their candidate leaves, and with the last one the question. Null: had none. */
export function withdraw(open: Rec, author: string, stamp: Stamp): Rec | null {
	const { [author]: own, ...others } = candidatesOf(open);
	if (!own) return null;
	if (Object.keys(others).length === 0) return { ...open, removed: stamp };
	return {
		...open,
		fields: { ...open.fields, candidates: others },
		stamps: { ...open.stamps, candidates: stamp },
	};
}

const candidatesOf = (question: Rec) => question.fields['candidates'] as Readonly<Record<string, Candidate>>;
