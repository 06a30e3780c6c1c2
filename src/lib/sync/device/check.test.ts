import { expect, test } from 'vitest';
import { checksumOf } from '../checksum.ts';
import { isGuarded, KEY, KIND, news, phone, SPACE } from '../testing/make.ts';
import { CHECK_EVERY, dueForCheck } from './check.ts';
import { edit } from './edit.ts';
import { newFollowed } from './held.ts';
import { prepare } from './prepare.ts';

const DAY = CHECK_EVERY;
const follow = (space: string, more: object = {}) => ({ ...newFollowed(space), cursor: 5, ...more });
const none = new Set<string>();

test('a space is compared once a day, the one not compared for longest first', () => {
	const all = [
		follow('c.one', { checkedAt: 3 }),
		follow('c.two', { checkedAt: 1 }),
		follow('c.new', { cursor: 0 }),
	];
	expect(dueForCheck(all, none, DAY + 5)).toBe('c.two');
	expect(dueForCheck(all, none, DAY)).toBeNull();
});

test('a clock that was set back does not put it off for years', () => {
	const ahead = follow('c.one', { checkedAt: 40 * DAY });
	expect(dueForCheck([ahead], none, DAY)).toBe('c.one');
	expect(dueForCheck([follow('c.two', { checkedAt: 2 * DAY }), ahead], none, 3 * DAY)).toBe('c.one');
});

test('never while anything of it is under way', () => {
	const part = { from: 6, at: 6, position: { rank: 2, short: 3 } };
	expect(dueForCheck([follow('c.one', { part })], none, DAY)).toBeNull();
	expect(dueForCheck([follow('c.one', { visible: false })], none, DAY)).toBeNull();
	expect(dueForCheck([follow('c.one')], new Set(['c.one']), DAY)).toBeNull();
});

test('one that leaves is compared like any other: it may be carried again, and only its answer says so', () => {
	expect(dueForCheck([follow('c.one', { leaving: true })], none, DAY)).toBe('c.one');
});

/** A phone that asks whether what it has is what the server has. */
async function asking() {
	const mine = phone();
	await mine.knows({ nameTh: 'ก', size: 'M' });
	const asked = await mine.store.transact((tx) => prepare(tx, 2 * DAY));
	expect(asked.request.spaces).toMatchObject([{ space: SPACE, check: true }]);
	return { mine, asked };
}

const sumOf = (fields: Parameters<typeof checksumOf>[0][number]['fields']) =>
	checksumOf([{ kind: KIND, key: KEY, fields }]);

test('where both have the same, nothing happens but that it is known', async () => {
	const { mine, asked } = await asking();
	await mine.hear(asked, { cursor: 5, sum: sumOf({ nameTh: 'ก', size: 'M' }) });
	expect(mine.store.look().followed).toMatchObject([{ cursor: 5 }]);
	expect(mine.store.look().self.healed).toBeUndefined();
	expect((await mine.send()).request.spaces[0]).not.toHaveProperty('check');
});

test('where they differ the space comes anew, whole, and work that waits is left as it is (S1, S2)', async () => {
	const { mine, asked } = await asking();
	await mine.store.transact((tx) =>
		edit(tx, { space: SPACE, kind: KIND, key: KEY, set: { nameEn: 'mine' } }, 1, isGuarded),
	);
	await mine.hear(asked, { cursor: 5, sum: sumOf({ nameTh: 'ก' }) });
	expect(mine.store.look()).toMatchObject({ followed: [{ cursor: 0 }], self: { healed: 1 } });
	expect(mine.held()).toMatchObject({ fields: { nameTh: 'ก' }, pending: { nameEn: { value: 'mine' } } });
	const again = await mine.send();
	await mine.hear(again, {
		cursor: 6,
		snapshot: true,
		ack: { last: 1, exceptions: [] },
		news: [news({ key: KEY, fresh: true, fields: { nameTh: 'ข' } })],
	});
	expect(mine.held()).toMatchObject({ fields: { nameTh: 'ข', nameEn: 'mine' }, pending: {}, seen: 6 });
});

test('a field that the server never had leaves with the whole that comes anew', async () => {
	const { mine, asked } = await asking();
	await mine.hear(asked, { cursor: 5, sum: sumOf({ nameTh: 'ก' }) });
	const whole = [news({ key: KEY, fresh: true, fields: { nameTh: 'ก' } })];
	await mine.hear(await mine.send(), { cursor: 5, snapshot: true, news: whole });
	expect(mine.held()?.fields).toEqual({ nameTh: 'ก' });
});
