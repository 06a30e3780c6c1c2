import { isWatched, law, LawBroken } from '../laws.ts';
import type { News } from '../news.ts';
import type { Value } from '../value.ts';
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

/** JSON keeps the order of what it carries. */
const textOf = (...parts: unknown[]): string => JSON.stringify(parts);

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
	const headOf = ({ space, cursor, done, visible, snapshot, ack, fork }: Section) =>
		textOf(space, cursor, done, visible, snapshot, ack, fork ?? null);
	law('S6', headOf(section) === headOf(there), () => `the wire makes ${headOf(there)} of ${headOf(section)}`);
	law('S6', section.news.length === there.news.length, () => `news of ${section.space} is lost on the wire`);
	const nameOf = ({ kind, short, fresh, key }: News) => `${kind} ${short} ${fresh ? key : ''}`;
	const heard = new Map(there.news.map((item) => [nameOf(item), item]));
	for (const news of section.news) {
		const item = heard.get(nameOf(news));
		const isSame = item?.author === news.author && item.removed === news.removed;
		law('S6', isSame, () => `${nameOf(news)} is not what was told`);
		const lost = Object.entries(news.fields).find(([field, value]) => !isWritten(item?.fields[field], value));
		law('S6', lost === undefined, () => `${nameOf(news)} lost ${lost?.[0]} on the wire`);
	}
}

const isWritten = (a: Value | undefined, b: Value) => a === b || JSON.stringify(a) === JSON.stringify(b);
