import { describe, expect, test } from 'vitest';
import { phone } from '../testing/make.ts';
import { shown } from './held.ts';

const sets = (mine: ReturnType<typeof phone>) => mine.queue().map(({ change }) => change.set);

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
