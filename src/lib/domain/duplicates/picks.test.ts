import { expect, test } from 'vitest';
import { readPicks } from './picks.ts';

test('a form says which shop stays, and where the other is right', () => {
	const form = new FormData();
	form.set('stays', 'shop-b');
	form.set('pick/shop/nameTh', 'shop-a');
	form.set('pick/story/th', 'shop-b');
	form.set('key', 'shop-a');
	expect(readPicks(form, ['shop-a', 'shop-b'])).toEqual({
		stays: 'shop-b',
		goes: 'shop-a',
		picks: new Set(['shop/nameTh']),
	});
	form.set('stays', 'another');
	expect(readPicks(form, ['shop-a', 'shop-b'])).toBeNull();
});
