import { describe, expect, test } from 'vitest';
import { EPOCH, news, phone } from '../testing/make.ts';

const sets = (mine: ReturnType<typeof phone>) => mine.queue().map(({ change }) => change.set);
const seen = (mine: ReturnType<typeof phone>) => mine.queue().map(({ change }) => change.base.number);

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
