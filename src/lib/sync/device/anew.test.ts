import { expect, test } from 'vitest';
import { countAnew } from './anew.ts';
import { shown } from './held.ts';
import { phone } from '../testing/make.ts';

type Phone = ReturnType<typeof phone>;
const anew = (mine: Phone) => mine.store.transact((tx) => countAnew(tx, 'hers-2'));
const rows = (mine: Phone) => mine.queue().map(({ state, change }) => [change.n, state, change.key] as const);

/** Numbers 1 and 3 are refused, 2 was taken, 4 is sent, 5 waits. */
async function busy(): Promise<Phone> {
	const mine = phone();
	await mine.knows({ nameTh: 'ก', stock: 3 });
	for (const key of ['aaaa', 'bbbb', 'cccc']) await mine.edit({ key, set: { price: 1 } });
	const refused = { kind: 'refused', reason: 'bad' } as const;
	await mine.hear(await mine.send(), {
		cursor: 6,
		ack: {
			last: 3,
			exceptions: [
				[1, refused],
				[3, refused],
			],
		},
	});
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.send();
	await mine.edit({ set: { nameTh: 'ค' } });
	return mine;
}

test('a new id numbers from 1 what will be offered, and what was refused keeps its place between', async () => {
	const mine = await busy();
	await anew(mine);
	expect(rows(mine)).toEqual([
		[1 / 3, 'parked', 'aaaa'],
		[2 / 3, 'parked', 'cccc'],
		[1, 'waiting', 'mango'],
		[2, 'waiting', 'mango'],
	]);
	expect(mine.store.look()).toMatchObject({
		self: { device: 'hers-2', deviceIsNew: true },
		followed: [{ next: 3 }],
	});
});

test('what is pending follows its row', async () => {
	const mine = await busy();
	await anew(mine);
	expect(mine.held()?.pending).toEqual({ nameTh: { n: 2, value: 'ค' } });
	expect(mine.held('aaaa')?.pending).toEqual({ price: { n: 1 / 3, value: 1 } });
	const asked = await mine.send();
	expect(asked.request.device).toBe('hers-2');
	await mine.hear(asked, { cursor: 8, ack: { last: 2, exceptions: [] } });
	expect(mine.held()).toMatchObject({ pending: {}, fields: { nameTh: 'ค' } });
});

test('twice is as good as once', async () => {
	const mine = await busy();
	await anew(mine);
	const once = mine.store.look();
	await anew(mine);
	expect(mine.store.look()).toEqual(once);
});

test('a movement that may have been counted is not offered again unasked (S3)', async () => {
	const mine = phone();
	await mine.knows({ stock: 3 });
	await mine.edit({ add: { stock: -1 } });
	await mine.send();
	await mine.edit({ add: { stock: -2 } });
	await anew(mine);
	expect(mine.queue()).toMatchObject([
		{ state: 'parked', reason: 'unsure', change: { n: 1 / 2, add: { stock: -1 } } },
		{ state: 'waiting', change: { n: 1, add: { stock: -2 } } },
	]);
	expect(shown(mine.held() as never)).toEqual({ stock: 0 });
});

test('nor is one that was sent to a space which then left (S3)', async () => {
	const mine = phone();
	await mine.knows({ stock: 3 });
	await mine.edit({ add: { stock: -1 } });
	await mine.hear(await mine.send(), { visible: false });
	await anew(mine);
	expect(mine.queue()).toMatchObject([{ state: 'parked', reason: 'unsure', change: { n: 1 / 2 } }]);
});

test('what waits for a space to come back keeps its place among what is offered', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.hear(await mine.send(), { visible: false });
	await mine.edit({ set: { nameTh: 'ข' } });
	await anew(mine);
	expect(rows(mine)).toEqual([[1, 'parked', 'mango']]);
	expect(mine.store.look().followed[0]?.next).toBe(2);
});

test('what was said behind a change that waits is not covered by it, though it is not offered', async () => {
	const mine = phone();
	await mine.knows({ stock: 3, price: 1 });
	await mine.edit({ set: { price: 5 } });
	await mine.send();
	await mine.edit({ set: { price: 6 }, add: { stock: -1 } });
	await mine.send();
	await anew(mine);
	expect(mine.queue().map(({ state, change }) => [state, change.n])).toEqual([
		['waiting', 1],
		['parked', 1.5],
	]);
	expect(mine.held()?.pending['price']).toEqual({ n: 1.5, value: 6 });
});

test('names its id in every request from then on: a late one of before must not be taken for one of now', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	expect((await mine.send()).request.device).toBeNull();
	await anew(mine);
	await mine.hear(await mine.send(), { cursor: 6 });
	await mine.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), deviceIsNew: false }));
	expect((await mine.send()).request.device).toBe(mine.store.look().self.device);
});
