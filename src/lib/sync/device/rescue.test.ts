import { expect, test } from 'vitest';
import { phone, SPACE } from '../testing/make.ts';
import { memoryStore, newSelf } from '../testing/memory.ts';
import { commitHead } from './commit.ts';
import { prepare } from './prepare.ts';
import { packUp, takeIn } from './rescue.ts';

const other = () => memoryStore({ ...newSelf('other'), epoch: 'now', deviceIsNew: false });

test('what is packed up may arrive any day: it stays as it was said', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const file = await mine.store.transact((tx) => packUp(tx, 9));
	expect(file).toMatchObject([{ kind: 'rescue', device: 'hers', change: { n: 1, set: { nameTh: 'ก' } } }]);
	expect(mine.queue()).toMatchObject([{ state: 'sent', sentAt: 9 }]);
	await mine.edit({ set: { nameTh: 'ข' } });
	expect(mine.queue().map(({ change }) => change.n)).toEqual([1, 2]);
});

test('a file taken in twice, or by the phone it comes from, changes nothing', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const file = await mine.store.transact((tx) => packUp(tx, 9));
	const store = other();
	expect(await store.transact((tx) => takeIn(tx, file))).toEqual({ fresh: 1, known: 0 });
	expect(await store.transact((tx) => takeIn(tx, file))).toEqual({ fresh: 0, known: 1 });
	expect(await mine.store.transact((tx) => takeIn(tx, file))).toEqual({ fresh: 0, known: 1 });
	expect(mine.store.look().carried).toEqual([]);
});

test('what is carried goes up under its own identity, and its fate is kept', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	await mine.edit({ key: 'basket', set: { price: -1 } });
	const file = await mine.store.transact((tx) => packUp(tx, 9));
	const store = other();
	await store.transact((tx) => takeIn(tx, file));
	const asked = await store.transact((tx) => prepare(tx, 10));
	expect(asked.request.carried?.map(({ device, change }) => [device, change.space, change.n])).toEqual([
		['hers', SPACE, 1],
		['hers', SPACE, 2],
	]);
	const head = { epoch: 'now', time: 5, echo: '', trouble: null } as const;
	const carried = [{ kind: 'applied' }, { kind: 'refused', reason: 'bad-price' }] as const;
	await store.transact((tx) => commitHead(tx, { ...head, carried }, asked, 11));
	expect(store.look().carried.map(({ state, reason }) => [state, reason])).toEqual([
		['done', null],
		['parked', 'bad-price'],
	]);
	expect((await store.transact((tx) => prepare(tx, 12))).request.carried).toEqual([]);
});

test('refused work travels as what it is: it is not offered in its maker’s name again', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.edit({ set: { price: -1 } });
	const exceptions = [[1, { kind: 'refused', reason: 'bad-price' }]] as const;
	await mine.hear(await mine.send(), { cursor: 5, ack: { last: 1, exceptions } });
	expect(await mine.store.transact((tx) => packUp(tx, 9))).toMatchObject([
		{ state: 'parked', reason: 'bad-price' },
	]);
});
