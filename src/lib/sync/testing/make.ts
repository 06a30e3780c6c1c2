import type { Change } from '../change.ts';
import { edit, type Edit } from '../device/edit.ts';
import type { Held, Queued } from '../device/held.ts';
import { commitSection } from '../device/commit.ts';
import { prepare, type Prepared } from '../device/prepare.ts';
import type { MergeContext, Effect } from '../merge.ts';
import type { News } from '../news.ts';
import { stampWith, type Judge } from '../receive.ts';
import { QUESTION, recordId, type Rec } from '../record.ts';
import type { Section } from '../wire/answer.ts';
import { memoryStore, newSelf, type MemoryStore } from './memory.ts';

/** The one space, kind and record that a test speaks of unless it says otherwise. */
export const SPACE = 'c.shop';
export const KIND = 'product';
export const KEY = 'mango';
export const EPOCH = 'now';

export const isGuarded = (_kind: string, field: string): boolean => field === 'price' || field === 'state';
export const brokenRule: MergeContext['brokenRule'] = (_kind, fields) =>
	fields['state'] === 'published' && !fields['price'] ? 'needs-price' : null;

/** A change; `base` is a number of this history. */
export function change(
	more: Partial<Omit<Change, 'base'>> & { base?: number | Change['base'] } = {},
): Change {
	const { base = 0, ...rest } = more;
	return {
		n: 1,
		space: SPACE,
		kind: KIND,
		key: KEY,
		base: typeof base === 'number' ? { epoch: EPOCH, number: base } : base,
		set: {},
		add: {},
		remove: false,
		was: {},
		schema: 1,
		...rest,
	};
}

export function context(more: Partial<MergeContext> = {}): MergeContext {
	return {
		author: 'malee',
		device: 'hers',
		at: 0,
		epoch: EPOCH,
		forkOf: () => null,
		isGuarded,
		brokenRule,
		...more,
	};
}

export const judge = (more: Partial<Judge> = {}): Judge => ({
	context: () => context(),
	refuse: () => null,
	failed: () => undefined,
	...more,
});

/** A server's record whose fields were all set at one number by one device (person `somchai`, device `his`). */
export function record(
	fields: Rec['fields'],
	more: Partial<Rec> & { number?: number; device?: string } = {},
): Rec {
	const { number = 1, device = 'his', ...rest } = more;
	const stamp = { number, author: device === 'his' ? 'somchai' : 'malee', device, n: 1 };
	const stamps = Object.fromEntries(Object.keys(fields).map((field) => [field, stamp]));
	return {
		space: SPACE,
		kind: KIND,
		key: KEY,
		fields,
		stamps,
		removed: null,
		short: 1,
		born: 1,
		at: number,
		...rest,
	};
}

export const working = (...records: readonly Rec[]): Map<string, Rec> =>
	new Map(records.map((item) => [recordId(item.kind, item.key), item]));

/** The state after an effect, as the transaction `number` leaves it. */
export function after(
	before: ReadonlyMap<string, Rec>,
	effect: Pick<Effect, 'writes'>,
	number: number,
): Map<string, Rec> {
	const stored = effect.writes.map((item) => stampWith(item, number));
	return new Map([...before, ...working(...stored)]);
}

/** The open question about a field, as its record; undefined where none is open. */
export function questionIn(state: ReadonlyMap<string, Rec>, field = 'price'): Rec | undefined {
	const found = state.get(recordId(QUESTION, `${KIND}/${KEY}/${field}`));
	return found && !found.removed ? found : undefined;
}

/** A device with a memory store, and the few things that a test does with it. */
export function phone() {
	const store: MemoryStore = memoryStore({ ...newSelf('hers'), epoch: EPOCH, deviceIsNew: false });
	let clock = 1_000;
	const now = () => (clock += 1_000);
	return {
		store,
		edit: (wish: Partial<Edit> = {}) =>
			store.transact((tx) => edit(tx, { space: SPACE, kind: KIND, key: KEY, ...wish }, now(), isGuarded)),
		send: (): Promise<Prepared> => store.transact((tx) => prepare(tx, now())),
		/** Stores a section as the answer to `asked`. */
		hear: (asked: Prepared, more: Partial<Section> = {}) =>
			store.transact((tx) => commitSection(tx, section(more), asked, now())),
		held: (key = KEY, kind = KIND): Held | undefined =>
			store.look().held.find((item) => item.key === key && item.kind === kind),
		queue: (): readonly Queued[] => store.look().queue,
		/** The record is confirmed at a number, as if it had come as news. */
		async knows(fields: Rec['fields'], number = 5, key = KEY): Promise<void> {
			const asked = await this.send();
			const short = this.store.look().held.length + 1;
			await this.hear(asked, { cursor: number, news: [news({ key, short, fields, fresh: true })] });
		},
	};
}

export function section(more: Partial<Section> = {}): Section {
	return {
		space: SPACE,
		cursor: 5,
		done: true,
		visible: true,
		snapshot: false,
		ack: null,
		news: [],
		...more,
	};
}

export function news(more: Partial<News> = {}): News {
	return {
		kind: KIND,
		key: '',
		short: 1,
		fresh: false,
		fields: {},
		author: 'somchai',
		removed: false,
		...more,
	};
}
