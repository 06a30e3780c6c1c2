import { expect, test } from 'vitest';
import { edit } from './edit.ts';
import { MAX_CHANGES, MAX_TEXT, prepare } from './prepare.ts';
import { change, isGuarded, KIND, phone, SPACE } from '../testing/make.ts';
import type { CarriedRow } from './held.ts';
import { carriedId } from './restored.ts';

const numbers = ({ request }: Awaited<ReturnType<ReturnType<typeof phone>['send']>>) =>
	request.spaces.map(({ space, changes }) => [space, changes.map(({ change }) => change.n)]);

async function many(mine: ReturnType<typeof phone>, count: number, space = SPACE, text = 'ก') {
	await mine.store.transact(async (tx) => {
		for (let i = 0; i < count; i++)
			await edit(tx, { space, kind: KIND, key: `key${i}`, set: { nameTh: text } }, 0, isGuarded);
	});
}

test('what goes up is marked sent before a byte leaves', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const asked = await mine.send();
	expect(numbers(asked)).toEqual([[SPACE, [1]]]);
	expect(mine.queue()).toMatchObject([{ state: 'sent', sentAt: expect.any(Number) as number }]);
});

test('a transaction that fails has sent nothing', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const broken = mine.store.transact(async (tx) => {
		await prepare(tx, 1);
		throw new Error('full');
	});
	await expect(broken).rejects.toThrow('full');
	expect(mine.queue()[0]?.state).toBe('waiting');
});

test('what was sent and never answered goes again as it was, with what is new behind it', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const first = await mine.send();
	await mine.edit({ set: { nameTh: 'ข' } });
	const second = await mine.send();
	expect(numbers(second)).toEqual([[SPACE, [1, 2]]]);
	expect(second.request.spaces[0]?.changes[0]?.change).toEqual(first.request.spaces[0]?.changes[0]?.change);
});

test('one request carries a limited number, and says that more waits', async () => {
	const mine = phone();
	await many(mine, MAX_CHANGES + 20);
	const asked = await mine.send();
	expect(asked.request.spaces[0]?.changes).toHaveLength(MAX_CHANGES);
	expect(asked.more).toBe(true);
	expect(mine.queue().filter(({ state }) => state === 'waiting')).toHaveLength(20);
});

test('one request carries a limited text, and one change however long', async () => {
	const mine = phone();
	await many(mine, 3, SPACE, 'ก'.repeat(MAX_TEXT / 2));
	expect(numbers(await mine.send())).toEqual([[SPACE, [1]]]);
	const long = phone();
	await many(long, 2, SPACE, 'ก'.repeat(MAX_TEXT + 5));
	expect(numbers(await long.send())).toEqual([[SPACE, [1]]]);
});

test('what was sent before goes whole, whatever waits in spaces before it', async () => {
	const mine = phone();
	await many(mine, 1, 'c.a');
	await mine.hear(await mine.send(), { space: 'c.a', ack: { last: 1, exceptions: [] } });
	await many(mine, MAX_CHANGES - 10, 'c.b');
	await mine.send();
	await many(mine, 50, 'c.a', 'ข');
	const asked = await mine.send();
	expect(asked.request.spaces.map(({ changes }) => changes.length)).toEqual([10, MAX_CHANGES - 10]);
});

test('numbers in one request follow each other: a gap ends it', async () => {
	const mine = phone();
	await many(mine, 4);
	await mine.store.transact(async (tx) => {
		const rows = await tx.queue(SPACE, 9);
		await tx.putQueued(rows.slice(1, 2).map((row) => ({ ...row, state: 'parked', reason: 'bad' })));
	});
	const asked = await mine.send();
	expect(numbers(asked)).toEqual([[SPACE, [1]]]);
});

test('refused changes take no room, however many (S11)', async () => {
	const mine = phone();
	await many(mine, MAX_CHANGES + 50);
	await mine.store.transact(async (tx) => {
		const rows = await tx.queue(SPACE, Number.MAX_SAFE_INTEGER);
		await tx.putQueued(rows.map((row) => ({ ...row, state: 'parked', reason: 'bad' })));
	});
	await mine.edit({ set: { nameTh: 'ก' } });
	expect(numbers(await mine.send())).toEqual([[SPACE, [MAX_CHANGES + 51]]]);
});

test('a record goes by its short integer where the server gave one, and a change with its age in minutes', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.edit({ key: 'basket', set: { nameTh: 'ค' } });
	const asked = await mine.store.transact((tx) => prepare(tx, 10 * 60_000));
	expect(asked.request.spaces[0]?.changes.map(({ short, age }) => [short, age])).toEqual([
		[1, 9],
		[0, 9],
	]);
});

test('a space that left is not asked for', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.hear(await mine.send(), { visible: false });
	expect(numbers(await mine.send())).toEqual([]);
});

test('what was made on top of what another did goes up behind it', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.edit({ set: { nameTh: 'ข' } });
	const said = change({ set: { nameTh: 'ค' } });
	const id = carriedId('rescue', 'his', said);
	const kept = {
		id,
		kind: 'rescue',
		device: 'his',
		change: said,
		old: null,
		madeAt: 0,
		state: 'waiting',
	} as const;
	await mine.store.transact((tx) => tx.putCarried([{ ...kept, reason: null, takenAt: null, epoch: null }]));
	const first = await mine.send();
	expect([first.request.carried?.length, numbers(first), first.more]).toEqual([1, [[SPACE, []]], true]);
	await mine.store.transact((tx) => tx.dropCarried([id]));
	expect(numbers(await mine.send())).toEqual([[SPACE, [1]]]);
});

test('what had left before goes again, whatever of others is on its way', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.send();
	await mine.edit({ set: { nameTh: 'ค' } });
	const said = change({ set: { nameTh: 'ง' } });
	const id = carriedId('rescue', 'his', said);
	await mine.store.transact(async (tx) => {
		// As when the space was another's for a while, or the server was put back.
		await tx.putQueued(mine.queue().map((row) => ({ ...row, state: 'waiting' })));
		const row = { id, kind: 'rescue', device: 'his', change: said, old: null, madeAt: 0 } as const;
		await tx.putCarried([{ ...row, state: 'waiting', reason: null, takenAt: null, epoch: null }]);
	});
	const asked = await mine.send();
	expect([numbers(asked), asked.more]).toEqual([[[SPACE, [1]]], true]);
});

test('brings no more along for others than a request may hold, and at least one where nothing else goes', async () => {
	const mine = phone();
	const row = (n: number, length: number): CarriedRow => {
		const said = change({ n, set: { story: 'ก'.repeat(length) } });
		const id = carriedId('again', 'hers', said);
		const kept = { id, kind: 'again', device: 'hers', change: said, old: null, madeAt: 0 } as const;
		return { ...kept, state: 'waiting', reason: null, takenAt: null, epoch: null };
	};
	const carriedBy = async () => (await mine.send()).request.carried?.map(({ change }) => change.n);
	await mine.store.transact((tx) => tx.putCarried([row(1, MAX_TEXT), row(2, 10), row(3, 10)]));
	expect(await carriedBy()).toEqual([1]);
	await mine.store.transact((tx) => tx.dropCarried([row(1, 0).id]));
	expect(await carriedBy()).toEqual([2, 3]);
	await mine.edit({ set: { nameTh: 'ก'.repeat(MAX_TEXT - 100) } });
	await mine.store.transact((tx) => tx.putCarried([row(4, 200)]));
	expect(await carriedBy()).toEqual([2, 3]);
});

test('a movement that never left moves what stands where it leaves: no count of a lost history holds it', async () => {
	const mine = phone();
	await mine.knows({ stock: 5 }, 5);
	const asked = await mine.send();
	await mine.edit({ add: { stock: -1 } });
	await mine.edit({ key: 'basket', set: { nameTh: 'ก' }, add: { stock: 1 } });
	await mine.hear(asked, { cursor: 8 });
	const bases = () => mine.queue().map(({ change }) => change.base.number);
	expect(bases()).toEqual([5, 5]);
	await mine.hear(await mine.send(), { cursor: 9 });
	expect(bases()).toEqual([8, 5]);
	// From then on it may have arrived.
	await mine.send();
	expect(bases()).toEqual([8, 5]);
});
