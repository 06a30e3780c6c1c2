import { expect, test } from 'vitest';
import { EPOCH, KEY, news, phone, SPACE } from '../testing/make.ts';
import { countAnew } from './anew.ts';
import { commitHead, type SectionPart } from './commit.ts';
import { newFollowed } from './held.ts';
import type { Prepared } from './prepare.ts';

const applied = (last: number) => ({ last, exceptions: [] });
const head = { epoch: 'new', time: 5_000, echo: '', trouble: null } as const;

/** A phone whose server was put back from a backup: it has heard that another history runs. */
async function turnedBack(mine: ReturnType<typeof phone>): Promise<Prepared> {
	const asked = await mine.send();
	await mine.store.transact((tx) => commitHead(tx, { ...head, trouble: 'epoch' }, asked, 1));
	return mine.send();
}

test('what the server has lost is offered again under its number, and says where it stood', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	await mine.hear(await mine.send(), { cursor: 1, ack: applied(1), news: [news({ key: KEY, fresh: true })] });
	await mine.edit({ set: { price: 12 } });
	await mine.hear(await mine.send(), { cursor: 2, ack: applied(2) });
	const asked = await turnedBack(mine);
	// The backup holds the first of the two.
	const known = news({ key: KEY, fresh: true, fields: { nameTh: 'ก' } });
	await mine.hear(asked, { cursor: 1, snapshot: true, news: [known], fork: { number: 1, last: 1 } });
	expect(mine.held()).toMatchObject({ fields: { nameTh: 'ก' }, pending: { price: { value: 12 } } });
	expect((await mine.send()).request.spaces[0]?.changes).toMatchObject([
		{ change: { n: 2, set: { price: 12 } }, old: { epoch: EPOCH, number: 2 } },
	]);
});

test('numbers whose changes nobody holds any more say nothing, and refused work makes way', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.edit({ set: { price: -1 } });
	const refused = [[1, { kind: 'refused', reason: 'bad-price' }]] as const;
	await mine.hear(await mine.send(), { cursor: 5, ack: { last: 1, exceptions: refused } });
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.hear(await mine.send(), { cursor: 6, ack: applied(2) });
	// A month later.
	await mine.store.transact((tx) => tx.dropDoneBefore(Number.MAX_SAFE_INTEGER, new Set()));
	const asked = await turnedBack(mine);
	await mine.hear(asked, { cursor: 0, snapshot: true, fork: { number: 0, last: 0 } });
	expect((await mine.send()).request.spaces[0]?.changes.map(({ change }) => [change.n, change.set])).toEqual([
		[1, {}],
		[2, {}],
	]);
	expect(mine.queue().find(({ state }) => state === 'parked')).toMatchObject({
		reason: 'bad-price',
		change: { n: 0.5, set: { price: -1 } },
	});
	expect(mine.held()?.pending['price']).toEqual({ n: 0.5, value: -1 });
});

test('refused work that makes way takes no place where other refused work is', async () => {
	const mine = phone();
	await mine.knows({ stock: 9 }, 5);
	await mine.edit({ add: { stock: -1 } });
	await mine.send();
	await mine.store.transact((tx) => countAnew(tx, 'hers-2'));
	await mine.edit({ set: { price: -1 } });
	const refused = [[1, { kind: 'refused', reason: 'bad-price' }]] as const;
	await mine.hear(await mine.send(), { cursor: 5, ack: { last: 1, exceptions: refused } });
	const asked = await turnedBack(mine);
	await mine.hear(asked, { cursor: 0, snapshot: true, fork: { number: 0, last: 0 } });
	const parked = mine.queue().filter(({ state }) => state === 'parked');
	expect(parked.map(({ reason, change }) => [reason, change.n])).toEqual([
		['unsure', 0.5],
		['bad-price', 0.75],
	]);
});

test('a late part of an answer of the lost history is not stored', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	const late = await mine.send();
	await turnedBack(mine);
	expect(await mine.hear(late, { cursor: 6, news: [news({ fields: { nameTh: 'ข' } })] })).toBe(false);
	expect(mine.held()).toMatchObject({ seen: 0, fields: { nameTh: 'ก' } });
});

test('what was only seen of others is told once all of the new history is here', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ง' }, 3, 'basket');
	await mine.knows({ nameTh: 'ก', price: 10 }, 5);
	const asked = await turnedBack(mine);
	expect(asked.request.carried).toEqual([]);
	const known = news({ key: KEY, short: 2, fresh: true, fields: { nameTh: 'ก', price: 8 } });
	const basket = news({ key: 'basket', fresh: true, fields: { nameTh: 'จ' } });
	await mine.hear(asked, { cursor: 4, snapshot: true, news: [known, basket], fork: { number: 4, last: 0 } });
	const { request } = await mine.send();
	// The basket stood at 3, before the fork: the new history says what came of it.
	expect(request.carried).toMatchObject([
		{ kind: 'witness', change: { key: KEY, set: { price: 10 } }, old: { epoch: EPOCH, number: 5 } },
	]);
	expect(mine.held()?.fields).toEqual({ nameTh: 'ก', price: 8 });
});

test('what was taken is kept past its thirty days while nobody tells what became of it', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	await mine.hear(await mine.send(), { cursor: 1, ack: applied(1), news: [news({ key: KEY, fresh: true })] });
	const asked = await turnedBack(mine);
	const later = { ...head, time: 5_000 + 60 * 86_400 };
	await mine.store.transact((tx) => commitHead(tx, later, asked, 1));
	expect(mine.store.look().done).toHaveLength(1);
	await mine.hear(asked, { cursor: 0, snapshot: true, fork: { number: 0, last: 0 } });
	const next = await mine.send();
	await mine.store.transact((tx) => commitHead(tx, later, next, 1));
	expect(mine.store.look().done).toHaveLength(0);
	expect(mine.queue()).toHaveLength(1);
});

test('a space that comes back unasked in a new history is asked for by name before anything of it is stored', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.hear(await turnedBack(mine), { visible: false });
	const again = await mine.send();
	expect(again.request.spaces).toEqual([]);
	await mine.hear(again, {
		cursor: 2,
		snapshot: true,
		news: [news({ key: KEY, fresh: true, fields: { nameTh: 'ข' } })],
	});
	expect(mine.held()).toMatchObject({ seen: 0, fields: { nameTh: 'ก' } });
	expect((await mine.send()).request.spaces).toMatchObject([{ cursor: 0, former: EPOCH }]);
});

test('the rest of an answer whose beginning was passed over is not taken to go on from another one (S9)', async () => {
	const mine = phone();
	await mine.store.transact((tx) => tx.follow({ ...newFollowed(SPACE), visible: false, former: 'lost' }));
	const part = (key: string, short: number): Partial<SectionPart> => ({
		...{ cursor: 44, snapshot: true, done: false },
		...{ news: [news({ key, short, fresh: true, fields: { nameTh: key } })], position: { rank: 2, short } },
	});
	const unasked = await mine.send();
	expect(await mine.hear(unasked, part('mango', 4))).toBe(true);
	const named = await mine.send();
	expect(named.request.spaces).toMatchObject([{ space: SPACE, former: 'lost' }]);
	expect(await mine.hear(named, { ...part('mango', 4), fork: { number: null, last: 0 } })).toBe(true);
	// What lies between was in a part that was passed over.
	expect(await mine.hear(unasked, part('zebra', 20))).toBe(true);
	expect(mine.held('zebra')).toBeUndefined();
	expect(mine.store.look().followed).toMatchObject([{ part: { at: 44, position: { rank: 2, short: 4 } } }]);
});

test('a refused removal of what is gone shows nothing when a new history is heard of', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.edit({ remove: true });
	const refused = [[1, { kind: 'refused', reason: 'edited-since' }]] as const;
	await mine.hear(await mine.send(), { cursor: 6, ack: { last: 1, exceptions: refused } });
	await mine.hear(await turnedBack(mine), { cursor: 7, snapshot: true, fork: { number: 6, last: 1 } });
	expect(mine.queue()).toMatchObject([{ state: 'parked' }]);
	expect(mine.held()).toBeUndefined();
});

test('an edit made while a space settles is based on what the person saw in the lost history', async () => {
	const mine = phone();
	await mine.knows({ price: 10 }, 5);
	await turnedBack(mine);
	await mine.edit({ set: { price: 12 } });
	expect(mine.queue()[0]?.change.base).toEqual({ epoch: EPOCH, number: 5 });
});

test('what was refused and outlives a removal is not taken along when that is offered anew (S1)', async () => {
	const mine = phone();
	await mine.edit({ set: { price: -1 } });
	await mine.send();
	await mine.edit({ remove: true });
	const asked = await mine.send();
	await mine.edit({ set: { nameEn: 'back' } });
	const refused = [[1, { kind: 'refused', reason: 'bad-price' }]] as const;
	await mine.hear(asked, { cursor: 6, ack: { last: 2, exceptions: refused } });
	await mine.hear(await mine.send(), { cursor: 6, ack: applied(3) });
	const parked = () => mine.queue().find(({ state }) => state === 'parked')?.change;
	expect(parked()).toMatchObject({ set: { price: -1, nameEn: 'back' } });
	// The backup has the refusal, and not what came after it.
	const back = await turnedBack(mine);
	await mine.hear(back, { cursor: 5, snapshot: true, fork: { number: 5, last: 1 } });
	await mine.hear(await mine.send(), { cursor: 6, ack: applied(3) });
	expect(parked()).toMatchObject({ set: { price: -1, nameEn: 'back' } });
	expect(mine.held()?.pending).toMatchObject({ nameEn: { value: 'back' } });
});
