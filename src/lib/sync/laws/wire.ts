import { isWatched, law, LawBroken } from '../laws.ts';
import { canonical, type Value } from '../value.ts';
import type { Section } from '../wire/answer.ts';
import type { DecodedRequest, SyncRequest } from '../wire/request.ts';
import type { IncomingChange, OutgoingChange } from '../wire/runs.ts';

/** What cannot be read at all is lost too. */
function readBack<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw new LawBroken('S6', `the wire carries what nobody can read: ${error}`);
	}
}

const textOf = (...parts: unknown[]): string => canonical(parts as Value);

/** What a request says is what is read from its text, fields that nobody here knows included. */
export function saidByLaw(request: SyncRequest, read: () => DecodedRequest): void {
	if (!isWatched()) return;
	const { spaces, carried } = readBack(read);
	request.spaces.forEach(({ space, changes }, i) => {
		const there = spaces[i];
		const isWhole = there?.space === space && there.changes.length === (there.former ? 0 : changes.length);
		law('S6', isWhole, () => `changes of ${space} are lost on the wire`);
		there?.changes.forEach((change, j) => same(changes[j] as OutgoingChange, change));
	});
	const brought = request.carried ?? [];
	law('S6', brought.length === carried.length, () => 'carried changes are lost on the wire');
	brought.forEach((item, i) => {
		const there = carried[i];
		if (!there) return;
		law(
			'S6',
			there.device === item.device && there.kind === item.kind,
			() => 'a carried change lost its origin',
		);
		same({ ...item, short: 0 }, { ...there, short: 0 });
	});
}

function same({ change, short, old = null }: OutgoingChange, there: IncomingChange): void {
	const key = short === 0 ? change.key : '';
	const { n, space, kind, base, set, add, remove, schema } = change;
	const said = textOf(
		n,
		space,
		kind,
		key,
		short,
		{ ...base },
		set,
		{ ...add },
		remove,
		schema,
		old && { ...old },
	);
	const read = there.change;
	const heard = textOf(
		...[read.n, read.space, read.kind, read.key, there.short, { ...read.base }, read.set, { ...read.add }],
		...[read.remove, read.schema, there.old && { ...there.old }],
	);
	law('S6', said === heard, () => `the wire makes ${heard} of ${said}`);
}

/** What a section tells is what is read from its line. Its news may stand in another order. */
export function toldOnTheWire(section: Section, read: () => Section): void {
	if (!isWatched()) return;
	const there = readBack(read);
	const face = ({ space, cursor, done, visible, snapshot, ack, news, fork }: Section) => {
		const items = news.map(({ key, fresh, ...item }) => textOf(item, fresh, fresh ? key : ''));
		return textOf(space, cursor, done, visible, snapshot, ack, fork ?? null, items.sort());
	};
	const [told, heard] = [face(section), face(there)];
	law('S6', told === heard, () => `the wire makes ${heard} of ${told}`);
}
