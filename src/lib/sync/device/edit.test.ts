import { describe, expect, test } from 'vitest';
import { shown } from './held.ts';
import { EPOCH, news, phone, section } from '../testing/make.ts';

const sets = (mine: ReturnType<typeof phone>) => mine.queue().map(({ change }) => change.set);
const seen = (mine: ReturnType<typeof phone>) => mine.queue().map(({ change }) => change.base.number);

test('an edit is a pending value apart from the confirmed one, a row, and the next number', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก', price: 10 });
	expect(await mine.edit({ set: { price: 12 } })).toBe(1);
	expect(mine.held()).toMatchObject({ fields: { price: 10 }, pending: { price: { n: 1, value: 12 } } });
	expect(mine.queue()).toMatchObject([
		{ state: 'waiting', sentAt: null, change: { n: 1, set: { price: 12 }, was: { price: 10 } } },
	]);
	expect(mine.store.look().followed[0]?.next).toBe(2);
});

test('an edit of what is shown already makes no row', async () => {
	const mine = phone();
	await mine.knows({ price: { satang: 1, unit: 'a' } });
	expect(await mine.edit({ set: { price: { unit: 'a', satang: 1 } } })).toBeNull();
	expect(mine.queue()).toEqual([]);
});

test('only guarded fields keep what was, null where there was nothing', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก', price: 12 } });
	expect(mine.queue()[0]?.change.was).toEqual({ price: null });
});

test('what no wire could carry is the caller’s bug, told before anything is stored', async () => {
	const mine = phone();
	await expect(mine.edit({ key: 'a b', set: { a: 1 } })).rejects.toThrow();
	await expect(mine.edit({ add: { stock: 0.5 } })).rejects.toThrow();
	expect(mine.queue()).toEqual([]);
});

describe('folding', () => {
	test('takes a later edit into a row that never left, with its first base and was', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ set: { price: 12 } });
		await mine.edit({ set: { price: 13, nameTh: 'ก' } });
		expect(mine.queue()).toHaveLength(1);
		expect(mine.queue()[0]?.change).toMatchObject({
			n: 1,
			set: { price: 13, nameTh: 'ก' },
			was: { price: 10 },
		});
	});

	test('makes an undone row empty, never a hole', async () => {
		const mine = phone();
		await mine.knows({ price: 10, nameTh: 'ก' });
		await mine.edit({ set: { price: 12, nameTh: 'ข' } });
		await mine.edit({ set: { nameTh: 'ก' } });
		expect(sets(mine)).toEqual([{ price: 12 }]);
		await mine.edit({ set: { price: 10 } });
		expect(sets(mine)).toEqual([{}]);
		expect(mine.held()).toMatchObject({ pending: {}, fields: { price: 10, nameTh: 'ก' } });
		await mine.edit({ key: 'basket', set: { nameTh: 'ค' } });
		expect(mine.queue().map(({ change }) => change.n)).toEqual([1, 2]);
	});

	test('never empties a row of a record that the server does not have', async () => {
		const mine = phone();
		await mine.edit({ set: { price: 12 } });
		await mine.edit({ set: { price: null } });
		expect(sets(mine)).toEqual([{ price: null }]);
	});

	test('puts nothing before what was done elsewhere in between, where it rests on that', async () => {
		const mine = phone();
		await mine.knows({ price: 10, state: 'draft' });
		await mine.edit({ set: { price: 12 } });
		await mine.edit({ set: { price: 13 }, after: true });
		expect(sets(mine)).toEqual([{ price: 13 }]);
		await mine.edit({ key: 'basket', set: { nameTh: 'ค' } });
		await mine.edit({ set: { state: 'published' }, after: true });
		await mine.edit({ set: { price: 14 } });
		expect(sets(mine)).toEqual([{ price: 13 }, { nameTh: 'ค' }, { state: 'published', price: 14 }]);
	});

	test('leaves a sent row as it is (S3)', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' });
		await mine.edit({ set: { nameTh: 'ข' } });
		await mine.send();
		await mine.edit({ set: { nameTh: 'ค' } });
		expect(sets(mine)).toEqual([{ nameTh: 'ข' }, { nameTh: 'ค' }]);
	});

	test('sends a value set back while its change is on the way', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' });
		await mine.edit({ set: { nameTh: 'ข' } });
		const asked = await mine.send();
		await mine.edit({ set: { nameTh: 'ค' } });
		await mine.edit({ set: { nameTh: 'ก' } });
		expect(sets(mine)).toEqual([{ nameTh: 'ข' }, { nameTh: 'ก' }]);
		await mine.hear(asked, { cursor: 6, ack: { last: 1, exceptions: [] } });
		expect(shown(mine.held() as never)).toEqual({ nameTh: 'ก' });
	});

	test('is only into the latest row of the record, and never into or of a removal or a movement', async () => {
		const mine = phone();
		await mine.knows({ stock: 3 });
		await mine.edit({ add: { stock: 1 } });
		await mine.edit({ set: { nameTh: 'ก' } });
		await mine.edit({ add: { stock: 1 } });
		await mine.edit({ set: { nameTh: 'ข' } });
		await mine.edit({ remove: true });
		await mine.edit({ set: { nameTh: 'ค' } });
		expect(mine.queue()).toHaveLength(6);
	});
});

describe('the base', () => {
	test('is none of a record that others removed and that only unsent work keeps here', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.edit({ set: { nameTh: 'ก' } });
		await mine.hear(await mine.send(), { cursor: 8, news: [news({ removed: true })] });
		await mine.edit({ set: { price: 12 } });
		expect(mine.queue().at(-1)?.change).toMatchObject({ base: { epoch: '', number: 0 }, was: { price: 10 } });
	});

	test('of a removal is that of the unsent work, which hides what others did to the record since', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.edit({ set: { price: 12 } });
		await mine.hear(await mine.send(), { cursor: 8 });
		await mine.edit({ remove: true });
		expect(mine.queue().at(-1)?.change.base.number).toBe(5);
	});

	test('is all that this device had heard', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.hear(await mine.send(), { cursor: 8 });
		await mine.edit({ set: { price: 12 } });
		expect(mine.queue()[0]?.change.base).toEqual({ epoch: EPOCH, number: 8 });
	});

	test('is the news of the record even while the rest of it has not arrived', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.hear(await mine.send(), { cursor: 8, done: false, news: [news({ fields: { price: 11 } })] });
		await mine.edit({ set: { price: 12 } });
		expect(seen(mine)).toEqual([8]);
	});

	test('is another row’s where news came in between: the person had seen more', async () => {
		const mine = phone();
		await mine.knows({ price: 10, nameTh: 'ก' }, 5);
		await mine.edit({ set: { price: 12 } });
		const asked = await mine.send();
		await mine.edit({ set: { note: 'x' } });
		await mine.hear(asked, {
			cursor: 8,
			ack: { last: 1, exceptions: [] },
			news: [news({ fields: { state: 'paused' } })],
		});
		await mine.edit({ set: { state: 'draft' } });
		expect(sets(mine)).toEqual([{ note: 'x' }, { state: 'draft' }]);
		expect(seen(mine)).toEqual([5, 8]);
	});

	test('stays that of unsent work which hides what arrived beneath it (S12)', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		const asked = await mine.send();
		await mine.edit({ set: { price: 12 } });
		await mine.hear(asked, { cursor: 8, news: [news({ fields: { price: 11 } })] });
		await mine.send();
		await mine.edit({ set: { price: 13 } });
		expect(sets(mine)).toEqual([{ price: 12 }, { price: 13 }]);
		expect(seen(mine)).toEqual([5, 5]);
	});

	test('is what the screen held, where it says so', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.edit({ set: { price: 12 }, base: { epoch: EPOCH, number: 3 } });
		expect(seen(mine)).toEqual([3]);
	});

	test('is of no history while nothing of this one is confirmed: what was must speak', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.store.transact(async (tx) => {
			for (const space of await tx.followed()) await tx.follow({ ...space, cursor: 0 });
			await tx.forgetNumbers();
		});
		await mine.edit({ set: { price: 12 } });
		expect(mine.queue()[0]?.change).toMatchObject({ base: { epoch: '', number: 0 }, was: { price: 10 } });
	});

	test('of an answer is at the question, even where the line broke behind it', async () => {
		const mine = await asked(10);
		await mine.edit({ set: { price: 10 }, force: true });
		expect(mine.queue()[0]?.change).toMatchObject({ set: { price: 10 }, base: { number: 8 } });
	});

	test('of an answer is before the question where what stands has not arrived yet (S12)', async () => {
		const mine = await asked(12);
		await mine.edit({ set: { price: 10 }, force: true });
		expect(mine.queue()[0]?.change).toMatchObject({ set: { price: 10 }, base: { number: 5 } });
	});

	/** A phone that holds the price of 10, and of an answer that broke off a question about what stands since. */
	async function asked(standing: number) {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		const question = news({
			kind: 'question',
			key: 'product/mango/price',
			short: 9,
			fresh: true,
			fields: { of: ['product', 'mango', 'price'], standing: { author: 'somchai', value: standing } },
		});
		await mine.hear(await mine.send(), { cursor: 8, done: false, news: [question] });
		return mine;
	}
});

describe('on the screen', () => {
	test('a movement lies on top of what is confirmed, a later count by hand on top of that', async () => {
		const mine = phone();
		await mine.knows({ stock: 5 });
		await mine.edit({ add: { stock: -1 } });
		expect(shown(mine.held() as never)).toEqual({ stock: 4 });
		await mine.edit({ set: { stock: 20 } });
		expect(shown(mine.held() as never)).toEqual({ stock: 20 });
		await mine.edit({ add: { stock: -1 } });
		expect(shown(mine.held() as never)).toEqual({ stock: 19 });
	});

	test('a removed record is hidden, and back when it is edited again', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' });
		await mine.edit({ remove: true });
		expect(mine.held()?.removing).toBe(1);
		await mine.edit({ set: { nameTh: 'ข' } });
		expect(mine.held()?.removing).toBe(0);
	});
});

test('an edit in a space that left waits there, with the reason', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	await mine.hear(await mine.send(), section({ visible: false }));
	await mine.edit({ set: { nameTh: 'ข' } });
	expect(mine.queue()).toMatchObject([{ state: 'parked', reason: 'no-longer-yours' }]);
});

test('a count set back to what the server has is still said where a movement shows on top of it', async () => {
	const mine = phone();
	await mine.knows({ stock: 5 });
	await mine.edit({ add: { stock: -1 } });
	const asked = await mine.send();
	await mine.edit({ set: { stock: 9 } });
	const exceptions = [[1, { kind: 'refused', reason: 'unsure' }]] as const;
	await mine.hear(asked, { cursor: 6, ack: { last: 1, exceptions } });
	await mine.edit({ set: { stock: 5 } });
	expect(shown(mine.held() as never)).toEqual({ stock: 5 });
	expect(mine.queue().at(-1)?.change.set).toEqual({ stock: 5 });
});
