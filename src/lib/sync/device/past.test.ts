import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEY, news, phone, SPACE } from '../testing/make.ts';
import { QUESTION } from '../record.ts';
import { sameValue } from '../value.ts';
import { PAST_LENGTH } from './past.ts';

const applied = (last: number) => ({ last, exceptions: [] });

describe('what gave way is remembered', () => {
	test('our own confirmed value, when news brings another: with whose it was and when it gave way', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'เสื่อ' });
		await mine.edit({ set: { nameTh: 'เสื่อกก' } });
		await mine.hear(await mine.send(), { cursor: 6, ack: applied(1) });
		await mine.hear(await mine.send(), {
			cursor: 7,
			news: [news({ fields: { nameTh: 'เสื่อลายขิด' } })],
		});
		const named = { space: SPACE, kind: 'product', key: KEY, field: 'nameTh' };
		expect(mine.store.look().past).toEqual([
			{ ...named, value: 'เสื่อ', author: 'somchai', at: expect.any(Number) as number },
			{ ...named, value: 'เสื่อกก', author: '', at: expect.any(Number) as number },
		]);
		expect(mine.held()?.by).toEqual({ nameTh: 'somchai' });
	});

	test('what others had, when our change is confirmed over it; not when a question is open instead', async () => {
		const mine = phone();
		await mine.knows({ price: 10, nameTh: 'ก' });
		await mine.edit({ set: { price: 12, nameTh: 'ข' } });
		const ack = { last: 1, exceptions: [[1, { kind: 'asked', fields: ['price'] }]] } as const;
		await mine.hear(await mine.send(), { cursor: 6, ack });
		expect(mine.store.look().past.map(({ field, value }) => [field, value])).toEqual([['nameTh', 'ก']]);
	});

	test('not what a first sync brings, nor whose that was; what a later snapshot replaces is', async () => {
		const mine = phone();
		const told = news({ key: KEY, fresh: true, fields: { nameTh: 'ก' } });
		await mine.hear(await mine.send(), { cursor: 5, snapshot: true, news: [told] });
		expect(mine.store.look().past).toEqual([]);
		expect(mine.held()?.by).toBeUndefined();
		const again = { ...told, fields: { nameTh: 'ข' } };
		await mine.hear(await mine.send(), { cursor: 6, snapshot: true, news: [again] });
		expect(mine.store.look().past).toMatchObject([{ value: 'ก', author: null }]);
	});

	test('not a photo moved among others, nor what the merge keeps for itself', async () => {
		const mine = phone();
		for (const [short, kind] of [
			[8, 'photo'],
			[9, QUESTION],
		] as const) {
			const told = news({ kind, key: 'one', short, fresh: true, fields: { order: 'a' } });
			await mine.hear(await mine.send(), { news: [told] });
			await mine.hear(await mine.send(), { news: [{ ...told, fresh: false, fields: { order: 'b' } }] });
			expect(mine.held('one', kind)?.fields).toEqual({ order: 'b' });
		}
		expect(mine.store.look().past).toEqual([]);
	});
});

/** What may happen to a record between two looks at it: others set a field, or this person does and the office takes it. */
const step = fc.record({
	who: fc.constantFrom('others', 'me'),
	field: fc.constantFrom('nameTh', 'materials', 'price'),
	value: fc.integer({ min: 0, max: 3 }),
	again: fc.boolean(),
});

test('every confirmed value that another took the place of is remembered, the newest up to the limit', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
			const mine = phone();
			await mine.knows({ nameTh: 0, materials: 0 });
			const expected: unknown[] = [];
			let cursor = 5;
			let sent = 0;
			for (const { who, field, value, again } of steps) {
				const before = mine.held()?.fields ?? {};
				cursor++;
				if (who === 'others') {
					const asked = await mine.send();
					const told = { cursor, news: [news({ fields: { [field]: value } })] };
					await mine.hear(asked, told);
					// An answer that arrives twice is stale the second time.
					if (again) await mine.hear(asked, told);
				} else if ((await mine.edit({ set: { [field]: value } })) !== null) {
					await mine.hear(await mine.send(), { cursor, ack: applied(++sent) });
				}
				const after = mine.held()?.fields ?? {};
				for (const [name, old] of Object.entries(before))
					if (!sameValue(old, after[name])) expected.push([name, old]);
			}
			const past = mine.store.look().past.map(({ field, value }) => [field, value]);
			expect(past).toEqual(expected.slice(-PAST_LENGTH));
		}),
		{ numRuns: 200 },
	);
});
