import type { WaitingThing } from '$lib/client/waiting';
import type { status } from '$lib/messages/th/status';

/** Fields named of one thing. */
const NAMED = 6;

/** Which fields rows are about, each once, in words. */
export function fieldsIn(rows: WaitingThing['unsent'], t: Pick<typeof status, 'field' | 'removed'>): string {
	const all = rows.flatMap(({ change: { kind, set, add, remove } }) =>
		remove ? [t.removed] : [...Object.keys(set), ...Object.keys(add)].map((field) => t.field(kind, field)),
	);
	const each = [...new Set(all)];
	return each.slice(0, NAMED).join(', ') + (each.length > NAMED ? '…' : '');
}
