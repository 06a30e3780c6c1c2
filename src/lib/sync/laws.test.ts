import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest } from './change.ts';
import { commitHead, commitSection } from './device/commit.ts';
import { edit } from './device/edit.ts';
import type { DeviceTx } from './device/port.ts';
import { prepare, type Prepared } from './device/prepare.ts';
import { isWatched, LawBroken, watchLaws, type LawName } from './laws.ts';
import { diskOf, storedByLaw } from './laws/disk.ts';
import { editedByLaw, offeredByLaw } from './laws/making.ts';
import { mergedByLaw } from './laws/merging.ts';
import { takenByLaw } from './laws/receiving.ts';
import { apartFromTheWire } from './laws/round.ts';
import { toldByLaw } from './laws/telling.ts';
import { toldOnTheWire } from './laws/wire.ts';
import { merge, type Effect, type Outcome } from './merge.ts';
import { receive, stampAll, type LedgerEntry } from './receive.ts';
import { put } from './question.ts';
import { PENDING, type Rec } from './record.ts';
import {
	change,
	context,
	isGuarded,
	judge,
	KEY,
	KIND,
	news,
	phone,
	record,
	section,
	SPACE,
	working,
} from './testing/make.ts';
import { encodeRequest } from './wire/request.ts';

beforeEach(() => watchLaws());
afterEach(() => watchLaws());

const broken = (name: LawName) => expect.objectContaining({ name: 'LawBroken', law: name });
const breaks = (name: LawName, work: () => unknown) => expect(work).toThrow(broken(name));

/** A phone whose database does as it is told but for `bad`. */
async function withBad(
	bad: (tx: DeviceTx) => Partial<DeviceTx>,
	work: (tx: DeviceTx, asked: Prepared) => Promise<unknown>,
	before: (mine: ReturnType<typeof phone>) => Promise<unknown> = (mine) => mine.edit({ set: { note: 'นุ่ม' } }),
): Promise<unknown> {
	const mine = phone();
	await mine.knows({ nameTh: 'เสื่อ', note: 'หยาบ' }, 5);
	await before(mine);
	const asked = await mine.send();
	return mine.store.transact((tx) => work({ ...tx, ...bad(tx) }, asked)).catch((error: unknown) => error);
}

const applied: Outcome = { kind: 'applied' };
const refused: Outcome = { kind: 'refused', reason: 'bad-price' };
const ackOf = (outcome: Outcome) => ({
	last: 1,
	exceptions: outcome === applied ? [] : [[1, outcome] as const],
});
const effect = (more: Partial<Effect>): Effect => ({ outcome: applied, writes: [], superseded: [], ...more });

describe('S1, nothing lost', () => {
	test('a refused change that is dropped in place of parked', async () => {
		const drop = (tx: DeviceTx): Partial<DeviceTx> => ({
			putQueued: (rows) =>
				tx.dropQueued(
					SPACE,
					rows.map((row) => row.change.n),
				),
		});
		const hear = (tx: DeviceTx, asked: Prepared) =>
			commitSection(tx, section({ ack: ackOf(refused) }), asked, 0);
		expect(await withBad(drop, hear)).toEqual(broken('S1'));
	});

	test('a value that gives way and is in no history', () => {
		const before = record({ nameTh: 'เสื่อ' }, { number: 3 });
		const set = change({ base: 3, set: { nameTh: 'หมอน' } });
		const whole = merge(working(before), set, context());
		breaks('S1', () => mergedByLaw(working(before), set, context(), { ...whole, superseded: [] }));
		breaks('S1', () => mergedByLaw(working(before), set, context(), effect({})));
	});
});

test('S1, nothing lost: work that is offered before it is known where its history ended', async () => {
	const changes = [{ change: change(), short: 0, age: 0 }];
	const spaces = [{ space: SPACE, cursor: 0, changes, former: 'lost' }];
	const offered = phone().store.transact((tx) => offeredByLaw(tx, spaces, false));
	await expect(offered).rejects.toEqual(broken('S1'));
});

test('S2, deterministic: news that is not held as it was told', async () => {
	const half = (tx: DeviceTx): Partial<DeviceTx> => ({
		putHeld: (held) => tx.putHeld(held.map((item) => ({ ...item, fields: { nameTh: 'เสื่อ' } }))),
	});
	const hear = (tx: DeviceTx, asked: Prepared) =>
		commitSection(tx, section({ cursor: 7, news: [news({ fields: { nameTh: 'หมอน' } })] }), asked, 0);
	expect(await withBad(half, hear)).toEqual(broken('S2'));
});

describe('S3, idempotent', () => {
	const known = (n: number, outcome: Outcome): LedgerEntry => {
		return { n, digest: digest(change({ n })), outcome, number: 4 };
	};
	const taken = { kind: 'taken', fresh: [], writes: [], superseded: [], last: 1 } as const;

	test('another outcome for a change that comes again', () => {
		const ledger = { last: 1, entries: new Map([[1, known(1, refused)]]) };
		breaks('S3', () => takenByLaw([change()], ledger, { ...taken, outcomes: [known(1, applied)] }));
	});

	test('other content under a number that is known', () => {
		const ledger = { last: 1, entries: new Map([[1, known(1, applied)]]) };
		const other = change({ set: { note: 'other' } });
		const entry = { ...known(1, applied), digest: digest(other) };
		breaks('S3', () => takenByLaw([other], ledger, { ...taken, outcomes: [entry] }));
	});

	test('a change that goes up while it may still be folded into', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'เสื่อ' } });
		const forgetful = (tx: DeviceTx): DeviceTx => ({ ...tx, putQueued: () => Promise.resolve() });
		await expect(mine.store.transact((tx) => prepare(forgetful(tx), 0))).rejects.toEqual(broken('S3'));
	});

	test('a change that is offered again and says something else', async () => {
		const mine = phone();
		const wish = { space: SPACE, kind: KIND, key: KEY, set: { nameTh: 'หมอน' } };
		await mine.edit({ set: { nameTh: 'เสื่อ' } });
		const rows = mine.queue().map((row) => ({ ...row, sentAt: 1 }));
		const before = { rows, pending: mine.held()?.pending ?? {} };
		await mine.edit(wish);
		const edited = mine.store.transact((tx) => editedByLaw(tx, wish, before, 1));
		await expect(edited).rejects.toEqual(broken('S3'));
	});

	test('a count of who only saw it', () => {
		const seen = change({ base: { epoch: 'lost', number: 9 }, set: { stock: 7 } });
		const told = context({ witness: true, old: seen.base, isCounter: () => true });
		const before = record({ stock: 5 });
		const outcome = { kind: 'asked', fields: ['stock'] } as const;
		breaks('S3', () => mergedByLaw(working(before), seen, told, effect({ outcome })));
		const writes = [record({ stock: 7 })];
		const superseded = [
			{ kind: KIND, key: KEY, field: 'stock', value: 5, stamp: before.stamps['stock'] as never },
		];
		const known = { ...told, forkOf: () => 8 };
		breaks('S3', () => mergedByLaw(working(before), seen, known, effect({ writes, superseded })));
	});
});

describe('S4, monotone', () => {
	test('a cursor that goes back', async () => {
		const back = (tx: DeviceTx): Partial<DeviceTx> => ({
			follow: (space) => tx.follow({ ...space, cursor: space.cursor - 3 }),
		});
		const hear = (tx: DeviceTx, asked: Prepared) => commitSection(tx, section({ cursor: 7 }), asked, 0);
		expect(await withBad(back, hear)).toEqual(broken('S4'));
	});

	test('a number of the space that was given before', () => {
		breaks('S4', () => stampAll([record({ nameTh: 'เสื่อ' }, { number: 9 })], 9, 1));
	});
});

test('S5, atomic: a row whose number is not taken', async () => {
	const mine = phone();
	const forgetful = (tx: DeviceTx): DeviceTx => ({ ...tx, follow: () => Promise.resolve() });
	const wish = { space: SPACE, kind: KIND, key: KEY, set: { nameTh: 'เสื่อ' } };
	const made = mine.store.transact((tx) => edit(forgetful(tx), wish, 0, isGuarded));
	await expect(made).rejects.toEqual(broken('S5'));
	expect(mine.queue()).toEqual([]);
});

describe('S6, forward-safe', () => {
	test('a field that the wire takes for something else', () => {
		const changes = [{ change: change({ set: { '+xGlaze': 1 } }), short: 0, age: 0 }];
		const spaces = [{ space: SPACE, cursor: 0, changes }];
		const request = { version: 1, enrolment: 'hers', epoch: 'now', spaces, device: null };
		breaks('S6', () => encodeRequest(request));
	});

	test('a field of news that is dropped on the way', () => {
		const told = section({ news: [news({ fields: { nameTh: 'เสื่อ', xGlaze: 'ใส' } })] });
		breaks('S6', () => toldOnTheWire(told, () => section({ news: [news({ fields: { nameTh: 'เสื่อ' } })] })));
	});

	test('a field that a merge drops', () => {
		const before = record({ nameTh: 'เสื่อ', xGlaze: 'ใส' });
		const after = record({ nameTh: 'หมอน' });
		const set = change({ base: 1, set: { nameTh: 'หมอน' } });
		const { superseded } = merge(working(before), set, context());
		breaks('S6', () =>
			mergedByLaw(
				working(record({ ...before.fields })),
				set,
				context(),
				effect({ writes: [after], superseded }),
			),
		);
	});
});

test('S7, one runner: an answer that is stored while another runs', async () => {
	let asked = 0;
	const relieved = (tx: DeviceTx): Partial<DeviceTx> => ({
		self: async () => ({ ...(await tx.self()), runner: asked++ === 0 ? '' : 'another' }),
	});
	const head = { epoch: 'now', time: 0, echo: '0000', trouble: null };
	const hear = (tx: DeviceTx, prepared: Prepared) => commitHead(tx, head, prepared, 0);
	expect(await withBad(relieved, hear)).toEqual(broken('S7'));
});

describe('S8, no transaction across the network', () => {
	const parts = () => {
		const { store } = phone();
		const transport = { post: () => Promise.resolve({ kind: 'offline' } as const) };
		return apartFromTheWire({ store, transport, now: () => 0, newDeviceId: () => 'new' });
	};

	test('a request within a transaction', async () => {
		const { store, transport } = parts();
		await expect(store.transact(() => transport.post(''))).rejects.toEqual(broken('S8'));
	});

	test('a transaction within a request', async () => {
		const { store, transport } = parts();
		const asking = transport.post('');
		await expect(store.transact((tx) => tx.self())).rejects.toEqual(broken('S8'));
		await asking;
	});
});

describe('S9, no gap', () => {
	const asked = { cursorOf: () => 3, device: 'hers', own: [], counter: 5 };
	const sold = record({ nameTh: 'เสื่อ' }, { number: 5 });

	test('a record after the cursor that is not told', () => {
		breaks('S9', () => toldByLaw([sold], asked, [section({ cursor: 5 })]));
	});

	test('a record that comes back, and is not told whole to who dropped it', () => {
		const stamp = { number: 4, author: 'somchai', device: 'his', n: 2 };
		const gone = record({ nameTh: 'เสื่อ' }, { removed: stamp });
		const set = change({ base: 4, set: { nameTh: 'หมอน' } });
		const whole = merge(working(gone), set, context());
		const writes = whole.writes.map((item) => ({ ...item, born: 1 }));
		breaks('S9', () => mergedByLaw(working(gone), set, context(), { ...whole, writes }));
	});

	test('a record above the number that the reader is taken to have seen', () => {
		const told = section({ cursor: 4, news: [news({ key: KEY, fields: sold.fields })] });
		breaks('S9', () => toldByLaw([sold], { ...asked, counter: 4 }, [told]));
	});

	test('a cursor that moves before the answer is whole', async () => {
		const early = (tx: DeviceTx): Partial<DeviceTx> => ({
			follow: (space) => tx.follow({ ...space, cursor: 7 }),
		});
		const first = section({ cursor: 7, done: false, news: [news({ fields: { nameTh: 'หมอน' } })] });
		const hear = (tx: DeviceTx, prepared: Prepared) => commitSection(tx, first, prepared, 0);
		expect(await withBad(early, hear)).toEqual(broken('S9'));
	});

	describe('a part of an answer', () => {
		const position = { rank: 2, short: 1 };
		const page = { ...section({ done: false }), position };

		test('that was here before', async () => {
			const mine = phone();
			await mine.hear(await mine.send(), { ...page, news: [news({ key: KEY, fresh: true })] });
			const asked = await mine.send();
			const again = mine.store.transact(async (tx) => storedByLaw(tx, await diskOf(tx, SPACE), page, asked));
			await expect(again).rejects.toEqual(broken('S9'));
		});

		test('that goes on from what is not here', async () => {
			const mine = phone();
			const asked = await mine.send();
			const spaces = [{ space: SPACE, cursor: 0, part: { at: 5, position }, changes: [] }];
			const later = { ...asked, request: { ...asked.request, spaces } };
			const stored = mine.store.transact(async (tx) => storedByLaw(tx, await diskOf(tx, SPACE), page, later));
			await expect(stored).rejects.toEqual(broken('S9'));
		});
	});
});

test('S10, no pull over pending work', async () => {
	const over = (tx: DeviceTx): Partial<DeviceTx> => ({
		putHeld: (held) => tx.putHeld(held.map((item) => ({ ...item, pending: {} }))),
	});
	const hear = (tx: DeviceTx, asked: Prepared) =>
		commitSection(tx, section({ cursor: 7, news: [news({ fields: { note: 'ขรุขระ' } })] }), asked, 0);
	expect(await withBad(over, hear)).toEqual(broken('S10'));
});

describe('S11, one bad item blocks nothing', () => {
	test('a refused change that does not count', () => {
		const entry = { n: 1, digest: digest(change()), outcome: refused, number: PENDING };
		const taken = {
			kind: 'taken',
			writes: [],
			superseded: [],
			outcomes: [entry],
			fresh: [entry],
			last: 0,
		} as const;
		breaks('S11', () => takenByLaw([change()], { last: 0, entries: new Map() }, taken));
	});

	test('a refused change that stays at the head of the queue', async () => {
		const stay = (): Partial<DeviceTx> => ({ putQueued: () => Promise.resolve() });
		const hear = (tx: DeviceTx, asked: Prepared) =>
			commitSection(tx, section({ ack: ackOf(refused) }), asked, 0);
		expect(await withBad(stay, hear)).toEqual(broken('S11'));
	});

	test('a row that waits for a space which is here again', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'เสื่อ' }, 5);
		await mine.hear(await mine.send(), { visible: false, cursor: 5 });
		await mine.edit({ set: { nameTh: 'หมอน' } });
		const asked = await mine.send();
		const stay = (tx: DeviceTx): DeviceTx => ({ ...tx, putQueued: () => Promise.resolve() });
		const whole = section({ cursor: 6, snapshot: true, news: [news({ key: KEY, fresh: true })] });
		const heard = mine.store.transact((tx) => commitSection(stay(tx), whole, asked, 0));
		await expect(heard).rejects.toEqual(broken('S11'));
	});

	test('a row that waits for nobody and is not offered', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'เสื่อ' } });
		const blind = (tx: DeviceTx): DeviceTx => ({
			...tx,
			queue: (space, limit) => (limit > 1 ? Promise.resolve([]) : tx.queue(space, limit)),
		});
		await expect(mine.store.transact((tx) => prepare(blind(tx), 0))).rejects.toEqual(broken('S11'));
	});
});

describe('S12, guarded fields never change silently', () => {
	const before = record({ price: 250 }, { number: 4 });
	const unseen = change({ base: 2, set: { price: 280 } });

	test('a price that whoever set it had not seen', () => {
		const superseded = [
			{ kind: KIND, key: KEY, field: 'price', value: 250, stamp: before.stamps['price'] as never },
		];
		const writes = [record({ price: 280 }, { number: PENDING, device: 'hers' })];
		breaks('S12', () => mergedByLaw(working(before), unseen, context(), effect({ writes, superseded })));
	});

	test('what was only seen in place of what was made since', () => {
		const made = record({ note: 'ใหม่' }, { number: 4 });
		const seen = change({ base: { epoch: 'lost', number: 9 }, set: { note: 'เก่า' } });
		const told = context({ witness: true, old: seen.base });
		const stamp = made.stamps['note'] as never;
		const superseded = [{ kind: KIND, key: KEY, field: 'note', value: 'ใหม่', stamp }];
		const writes = [record({ note: 'เก่า' }, { number: PENDING })];
		breaks('S12', () => mergedByLaw(working(made), seen, told, effect({ writes, superseded })));
		const gone = { ...made, removed: made.stamps['note'] as never };
		const back = [{ ...made, born: PENDING }];
		const same = { ...seen, set: { note: 'ใหม่' } };
		breaks('S12', () => mergedByLaw(working(gone), same, told, effect({ writes: back })));
	});

	test('a question that holds nothing of who asks', () => {
		const outcome = { kind: 'asked', fields: ['price'] } as const;
		breaks('S12', () => mergedByLaw(working(before), unseen, context(), effect({ outcome })));
	});

	test('a question that is closed unseen', () => {
		const stamp = { number: 5, author: 'somchai', device: 'hers', n: 1 };
		const open = put(undefined, before, 'price', { value: 300, at: 0 }, stamp);
		const closed = { ...(open as Rec), removed: { ...stamp, author: 'malee' } };
		const same = change({ base: 4, set: { price: 250 } });
		breaks('S12', () =>
			mergedByLaw(working(before, open as Rec), same, context(), effect({ writes: [closed] })),
		);
	});

	test('a question that another one leaves', () => {
		const stamp = { number: 5, author: 'somchai', device: 'his', n: 2 };
		const open = put(undefined, before, 'price', { value: 300, at: 0 }, stamp);
		const state = working(before, open as Rec);
		const whole = merge(state, unseen, context());
		mergedByLaw(state, unseen, context(), whole);
		const alone = put(undefined, before, 'price', { value: 280, at: 0 }, { ...stamp, author: 'malee' });
		const outcome = { kind: 'asked', fields: ['price'] } as const;
		breaks('S12', () => mergedByLaw(state, unseen, context(), effect({ outcome, writes: [alone as Rec] })));
	});
});

test('a broken law is no reason to refuse a change', () => {
	const failing = judge({
		context: () => {
			throw new LawBroken('S12', 'on purpose');
		},
	});
	breaks('S12', () => receive(working(), [change()], { last: 0, entries: new Map() }, failing));
});

test('nobody watches unless told to, and then nothing is asked', () => {
	watchLaws(false);
	expect(isWatched()).toBe(false);
	toldOnTheWire(section(), () => {
		throw new Error('read all the same');
	});
	stampAll([record({ nameTh: 'เสื่อ' }, { number: 9 })], 9, 1);
});
