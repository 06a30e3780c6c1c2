import { beforeEach, describe, expect, test } from 'vitest';
import { newHeld, type CarriedRow, type Done, type Held, type Queued } from '$lib/sync/device/held.ts';
import { PAST_LENGTH } from '$lib/sync/device/past.ts';
import type { DeviceStore, DeviceTx, PastValue } from '$lib/sync/device/port.ts';
import { newSelf } from '$lib/sync/testing/memory.ts';

/** A device store under test: `open` gives an empty one. */
export interface StoreUnderTest {
	readonly name: string;
	readonly open: () => Promise<DeviceStore>;
}

const SPACE = 'c.shop';
const OTHER = 'c.else';

const held = (key: string, more: Partial<Held> = {}): Held => ({
	...newHeld(SPACE, 'product', key),
	...more,
});

function queued(n: number, more: Partial<Queued> & { key?: string; space?: string } = {}): Queued {
	const { key = 'mango', space = SPACE, ...row } = more;
	const base = { epoch: 'e', number: 1 };
	return {
		change: {
			n,
			space,
			kind: 'product',
			key,
			base,
			set: { nameTh: 'มะม่วง' },
			add: {},
			remove: false,
			was: {},
			schema: 1,
		},
		state: 'waiting',
		madeAt: 1_000 + n,
		sentAt: null,
		reason: null,
		...row,
	};
}

const pastValue = (value: string, more: Partial<PastValue> = {}): PastValue => ({
	space: SPACE,
	kind: 'product',
	key: 'mango',
	field: 'nameTh',
	value,
	author: null,
	at: 1,
	...more,
});

const numbers = (rows: readonly Queued[]) => rows.map(({ change }) => change.n);

/** What the core trusts every device's database to do. */
export function deviceStoreContract({ name, open }: StoreUnderTest): void {
	describe(`device store: ${name}`, () => {
		let store: DeviceStore;
		const within = <T>(work: (tx: DeviceTx) => Promise<T>) => store.transact(work);

		beforeEach(async () => {
			store = await open();
			await within((tx) => tx.setSelf(newSelf('phone')));
		});

		test('gives back what a finished transaction stored', async () => {
			await within(async (tx) => {
				await tx.putHeld([
					held('mango', { fields: { nameTh: 'มะม่วงกวน', price: { satang: 4_500, unit: 'ถุง' } } }),
				]);
				await tx.putQueued([queued(1)]);
				await tx.follow({ space: SPACE, cursor: 7, next: 2, visible: true });
			});
			await within(async (tx) => {
				expect(await tx.self()).toEqual(newSelf('phone'));
				expect(await tx.held(SPACE, [['product', 'mango']])).toEqual([
					held('mango', { fields: { nameTh: 'มะม่วงกวน', price: { satang: 4_500, unit: 'ถุง' } } }),
				]);
				expect(await tx.queue(SPACE, 10)).toEqual([queued(1)]);
				expect(await tx.followed()).toEqual([{ space: SPACE, cursor: 7, next: 2, visible: true }]);
			});
		});

		test('leaves nothing behind of a transaction that throws (S5)', async () => {
			await within((tx) => tx.putQueued([queued(1)]));
			const broken = within(async (tx) => {
				await tx.putQueued([queued(2)]);
				await tx.dropQueued(SPACE, [1]);
				await tx.putHeld([held('mango')]);
				await tx.follow({ space: SPACE, cursor: 9, next: 3, visible: true });
				await tx.setSelf({ ...newSelf('phone'), epoch: 'later' });
				throw new Error('the battery died');
			});
			await expect(broken).rejects.toThrow('the battery died');
			await within(async (tx) => {
				expect(await tx.wholeQueue()).toEqual([queued(1)]);
				expect(await tx.held(SPACE, [['product', 'mango']])).toEqual([undefined]);
				expect(await tx.followed()).toEqual([]);
				expect((await tx.self()).epoch).toBe('');
			});
		});

		test('answers with what the work answers', async () => {
			expect(await within(() => Promise.resolve('kept'))).toBe('kept');
		});

		test('sees its own writes within a transaction', async () => {
			await within(async (tx) => {
				await tx.putHeld([held('mango', { short: 4 })]);
				expect((await tx.heldByShort(SPACE, [4]))[0]?.key).toBe('mango');
				await tx.putQueued([queued(1)]);
				expect(numbers(await tx.queueOf(SPACE, 'product', 'mango'))).toEqual([1]);
			});
		});

		test('lets no transaction see half of another', async () => {
			const add = async () =>
				within(async (tx) => {
					const { next } = (await tx.followed())[0] ?? { next: 1 };
					await tx.putQueued([queued(next)]);
					await tx.follow({ space: SPACE, cursor: 0, next: next + 1, visible: true });
				});
			await Promise.all(Array.from({ length: 10 }, add));
			await within(async (tx) => {
				expect(numbers(await tx.wholeQueue())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
			});
		});

		test('finds records by name and by short integer, in the order asked', async () => {
			await within(async (tx) => {
				await tx.putHeld([held('mango', { short: 2 }), held('basket', { short: 5 })]);
				await tx.putHeld([{ ...newHeld(OTHER, 'product', 'mango'), short: 5 }]);
				const byName = await tx.held(SPACE, [
					['product', 'basket'],
					['story', 'basket'],
					['product', 'mango'],
				]);
				expect(byName.map((item) => item?.key)).toEqual(['basket', undefined, 'mango']);
				const byShort = await tx.heldByShort(SPACE, [5, 3, 2]);
				expect(byShort.map((item) => item?.key)).toEqual(['basket', undefined, 'mango']);
				expect(await tx.held(SPACE, [])).toEqual([]);
				expect(await tx.heldByShort(SPACE, [])).toEqual([]);
			});
		});

		test('finds what was confirmed last before a number', async () => {
			await within(async (tx) => {
				await tx.putHeld([held('new1'), held('old1', { seen: 3 }), held('told', { seen: 4 })]);
				await tx.putHeld([{ ...newHeld(OTHER, 'product', 'else'), seen: 1 }]);
				const before = await tx.heldSeenBefore(SPACE, 4);
				expect(before.map(({ key }) => key).sort()).toEqual(['new1', 'old1']);
			});
		});

		test('replaces a record that it holds, and drops one', async () => {
			await within((tx) => tx.putHeld([held('mango', { seen: 1 }), held('basket')]));
			await within(async (tx) => {
				await tx.putHeld([held('mango', { seen: 2, pending: { nameTh: { n: 1, value: 'ก' } } })]);
				await tx.dropHeld([held('basket')]);
			});
			await within(async (tx) => {
				const rows = await tx.held(SPACE, [
					['product', 'mango'],
					['product', 'basket'],
				]);
				expect(rows).toEqual([
					held('mango', { seen: 2, pending: { nameTh: { n: 1, value: 'ก' } } }),
					undefined,
				]);
			});
		});

		test('forgets the numbers of every record and nothing else of it', async () => {
			await within((tx) => tx.putHeld([held('mango', { short: 2, seen: 9, fields: { nameTh: 'ก' } })]));
			await within((tx) => tx.forgetNumbers());
			await within(async (tx) => {
				expect(await tx.held(SPACE, [['product', 'mango']])).toEqual([
					held('mango', { fields: { nameTh: 'ก' }, was: 9 }),
				]);
				expect(await tx.heldByShort(SPACE, [2])).toEqual([undefined]);
			});
		});

		test('keeps what the server took by its identity, and forgets what is old', async () => {
			const done = (n: number, more: Partial<Done> = {}): Done => ({
				...{ device: 'phone', change: queued(n).change, madeAt: 1, takenAt: 1_000 * n },
				...{ taken: { epoch: 'e', number: n }, whole: true },
				...more,
			});
			await within((tx) => tx.putDone([done(1), done(2), done(2, { device: 'older' }), done(3)]));
			await within((tx) => tx.putDone([done(3, { whole: false })]));
			await within((tx) => tx.dropDone([done(2)]));
			const left = async () => within((tx) => tx.done(SPACE));
			expect((await left()).map(({ device, change, whole }) => [device, change.n, whole]).sort()).toEqual([
				['older', 2, true],
				['phone', 1, true],
				['phone', 3, false],
			]);
			expect(await within((tx) => tx.done(OTHER))).toEqual([]);
			await within((tx) => tx.dropDoneBefore(2_000, new Set([SPACE])));
			expect(await left()).toHaveLength(3);
			await within((tx) => tx.dropDoneBefore(2_000, new Set([OTHER])));
			expect((await left()).map(({ change }) => change.n).sort()).toEqual([2, 3]);
		});

		test('keeps what is carried by its id, and gives what waits in the order of ids', async () => {
			const row = (n: number, more: Partial<CarriedRow> = {}): CarriedRow => ({
				...{ id: `rescue other ${n}`, kind: 'rescue', device: 'other', change: queued(n).change, old: null },
				...{ madeAt: 1, state: 'waiting', reason: null, takenAt: null, epoch: null },
				...more,
			});
			await within((tx) => tx.putCarried([row(3), row(1), row(2, { state: 'done', takenAt: 1_000 })]));
			expect((await within((tx) => tx.carried(5))).map(({ change }) => change.n)).toEqual([1, 3]);
			expect((await within((tx) => tx.carried(1))).map(({ change }) => change.n)).toEqual([1]);
			expect(await within((tx) => tx.carriedById([row(2).id, 'none']))).toMatchObject([
				{ state: 'done' },
				undefined,
			]);
			expect(await within((tx) => tx.carriedOf(SPACE))).toHaveLength(3);
			await within((tx) => tx.dropDoneBefore(2_000, new Set([SPACE])));
			expect(await within((tx) => tx.carriedOf(SPACE))).toHaveLength(3);
			await within((tx) => tx.dropDoneBefore(2_000, new Set()));
			await within((tx) => tx.dropCarried([row(1).id]));
			expect(await within((tx) => tx.carriedOf(SPACE))).toEqual([row(3)]);
		});

		test('gives what waits of one space in order, up to a limit', async () => {
			await within(async (tx) => {
				await tx.putQueued([
					queued(10),
					queued(2),
					queued(9, { state: 'sent', sentAt: 5 }),
					queued(1, { space: OTHER }),
				]);
				expect(numbers(await tx.queue(SPACE, 2))).toEqual([2, 9]);
				expect(numbers(await tx.queue(SPACE, Number.MAX_SAFE_INTEGER))).toEqual([2, 9, 10]);
			});
		});

		test('gives no parked row to those who send, however many there are (S11)', async () => {
			await within(async (tx) => {
				const parked = [-2, 1, 2, 3].map((n) => queued(n, { state: 'parked', reason: 'bad-price' }));
				await tx.putQueued([...parked, queued(4)]);
				expect(numbers(await tx.queue(SPACE, 1))).toEqual([4]);
			});
		});

		test('names the spaces in which anything waits, whatever lies parked in others', async () => {
			await within(async (tx) => {
				expect(await tx.waitingSpaces()).toEqual([]);
				await tx.putQueued([
					queued(1, { space: 'c.parked', state: 'parked', reason: 'r' }),
					queued(-1, { state: 'parked', reason: 'r' }),
					queued(1),
					queued(2),
					queued(1, { space: OTHER, state: 'sent', sentAt: 5 }),
				]);
				expect((await tx.waitingSpaces()).sort()).toEqual([OTHER, SPACE]);
			});
		});

		test('tells of one space it follows', async () => {
			const follow = { space: SPACE, cursor: 7, next: 2, visible: true, covered: true };
			await within((tx) => tx.follow(follow));
			await within(async (tx) => {
				expect(await tx.following(SPACE)).toEqual(follow);
				expect(await tx.following(OTHER)).toBeUndefined();
			});
		});

		test('gives the rows of a record in order, parked ones first where their numbers are below zero', async () => {
			await within(async (tx) => {
				await tx.putQueued([
					queued(3),
					queued(-1, { state: 'parked', reason: 'r' }),
					queued(2, { key: 'basket' }),
				]);
				expect(numbers(await tx.queueOf(SPACE, 'product', 'mango'))).toEqual([-1, 3]);
				expect(await tx.queueOf(SPACE, 'story', 'mango')).toEqual([]);
			});
		});

		test('gives every row of every space in the order of (space, n)', async () => {
			await within(async (tx) => {
				await tx.putQueued([
					queued(2),
					queued(1),
					queued(7, { space: OTHER }),
					queued(-1, { state: 'parked' }),
				]);
				expect((await tx.wholeQueue()).map(({ change }) => [change.space, change.n])).toEqual([
					[OTHER, 7],
					[SPACE, -1],
					[SPACE, 1],
					[SPACE, 2],
				]);
				await tx.dropQueued(SPACE, [1, 5]);
				expect(numbers(await tx.wholeQueue())).toEqual([7, -1, 2]);
				await tx.clearQueue();
				expect(await tx.wholeQueue()).toEqual([]);
			});
		});

		test('takes an empty list everywhere', async () => {
			await within(async (tx) => {
				await tx.putHeld([]);
				await tx.dropHeld([]);
				await tx.putQueued([]);
				await tx.dropQueued(SPACE, []);
				await tx.note([]);
				await tx.remember([]);
			});
		});

		test('takes hundreds of lines into the journal', async () => {
			const entry = {
				at: 1,
				way: 'up',
				space: SPACE,
				kind: 'product',
				key: 'mango',
				fields: ['nameTh'],
				author: '',
			} as const;
			await within((tx) => tx.note(Array.from({ length: 450 }, () => entry)));
			await within((tx) => tx.note([entry]));
		});

		test('remembers what a record held before, the newest first', async () => {
			const author = { author: 'malee', at: 9 };
			await within((tx) => tx.remember([pastValue('ก'), pastValue('ข', author)]));
			await within((tx) => tx.remember([pastValue('ค', { key: 'basket' }), pastValue('ง', { author: '' })]));
			await within(async (tx) => {
				expect(await tx.past(SPACE, 'product', 'mango')).toEqual([
					pastValue('ง', { author: '' }),
					pastValue('ข', author),
					pastValue('ก'),
				]);
				expect(await tx.past(SPACE, 'story', 'mango')).toEqual([]);
			});
		});

		test('remembers the newest of each space up to the limit', async () => {
			const numbered = (count: number, space: string) =>
				Array.from({ length: count }, (_, i) => pastValue(String(i), { space }));
			await within((tx) => tx.remember([pastValue('first'), pastValue('else', { space: OTHER })]));
			await within((tx) => tx.remember(numbered(PAST_LENGTH + 3, SPACE)));
			await within((tx) => tx.remember([pastValue('last')]));
			await within(async (tx) => {
				const own = await tx.past(SPACE, 'product', 'mango');
				expect(own).toHaveLength(PAST_LENGTH);
				expect([own[0]?.value, own.at(-1)?.value]).toEqual(['last', '4']);
				expect(await tx.past(OTHER, 'product', 'mango')).toHaveLength(1);
			});
		});

		test('remembers nothing of a transaction that throws', async () => {
			const broken = within(async (tx) => {
				await tx.remember([pastValue('ก')]);
				throw new Error('the battery died');
			});
			await expect(broken).rejects.toThrow('the battery died');
			await within(async (tx) => expect(await tx.past(SPACE, 'product', 'mango')).toEqual([]));
		});
	});
}
