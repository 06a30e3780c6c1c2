import { expect, test } from 'vitest';
import type { Head } from '../wire/answer.ts';
import { EPOCH, news, phone, section, SPACE } from '../testing/make.ts';
import { CHECK_EVERY } from './check.ts';
import { commitHead, commitSection } from './commit.ts';
import { prepare, type Prepared } from './prepare.ts';

const OTHER = 'c.other';

/** A phone that carries province 40, and the answers it stores. */
async function carrier() {
	const mine = phone();
	await mine.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), scopes: ['a.40'] }));
	const head = (more: Partial<Head>): Head => ({ epoch: EPOCH, time: 1, echo: '', trouble: null, ...more });
	return {
		...mine,
		follow: (space: string) => mine.store.look().followed.find((item) => item.space === space),
		self: () => mine.store.look().self,
		/** Hears the head; answers what its sections are stored with. */
		async headed(vector: string | null, asked?: Prepared): Promise<Prepared> {
			const prepared = asked ?? (await mine.send());
			const effect = await mine.store.transact((tx) => commitHead(tx, head({ vector }), prepared, 2));
			expect(effect).toBe('go-on');
			return { ...prepared, issued: vector || null };
		},
		told: (asked: Prepared, more: Parameters<typeof section>[0]) =>
			mine.store.transact((tx) => commitSection(tx, section(more), asked, 3)),
	};
}

const item = (key: string, short = 1) => news({ key, short, fresh: true, fields: { nameTh: key } });

test('what a vector stands for is listed no more, and each space stored is counted in it', async () => {
	const mine = await carrier();
	const first = await mine.send();
	expect(first.request).toMatchObject({ spaces: [], scopes: ['a.40'] });
	const asked = await mine.headed('v1', first);
	await mine.told(asked, { space: SPACE, cursor: 5, snapshot: true, news: [item('mango')] });
	await mine.told(asked, { space: OTHER, cursor: 7, snapshot: true, done: false, news: [item('mat')] });
	expect((await mine.send()).request).toMatchObject({ spaces: [], vector: { id: 'v1', taken: 1 } });
	expect((await mine.send()).request).not.toHaveProperty('scopes');
	await mine.told(asked, { space: OTHER, cursor: 7, snapshot: true, news: [] });
	expect(mine.self().vector).toEqual({ id: 'v1', taken: 2, scopes: ['a.40'] });
});

test('a covered space is listed by its cursor while something waits in it', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	await mine.edit({ key: 'mango', set: { nameTh: 'ก' } });
	const { request } = await mine.send();
	expect(request.spaces.map(({ space, cursor }) => [space, cursor])).toEqual([[SPACE, 5]]);
});

test('an answer is dropped when another has moved the vector since', async () => {
	const mine = await carrier();
	const early = await mine.send();
	const asked = await mine.headed('v1');
	expect(
		await mine.store.transact((tx) =>
			commitHead(tx, { epoch: EPOCH, time: 1, echo: '', trouble: null, vector: 'v2' }, early, 2),
		),
	).toBe('stale');
	await mine.headed('v3');
	expect(await mine.told(asked, { cursor: 5 })).toBe(false);
});

test('when the server lost the vector, every space is listed again, with the scopes', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	await mine.headed('');
	expect((await mine.send()).request).toMatchObject({
		spaces: [{ space: SPACE, cursor: 5 }],
		scopes: ['a.40'],
	});
	await mine.headed('v2');
	expect((await mine.send()).request).toMatchObject({ spaces: [], vector: { id: 'v2', taken: 0 } });
});

test('a space carried no more leaves with its records, and its numbers go on where they were', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	await mine.told(await mine.headed('v2'), { cursor: 5, left: true });
	expect(mine.store.look().held).toEqual([]);
	expect(mine.follow(SPACE)).toMatchObject({ cursor: 0, next: 1, visible: true });
	expect((await mine.send()).request.spaces).toEqual([]);
});

test('a space carried no more stays while work of this phone waits in it, and is listed (S1)', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	const idle = await mine.headed('v2');
	await mine.edit({ key: 'mango', set: { nameTh: 'ก' } });
	await mine.told(idle, { cursor: 5, left: true });
	expect(mine.held('mango')?.pending).toMatchObject({ nameTh: { value: 'ก' } });
	const asked = await mine.headed('v3');
	expect(asked.request.spaces).toMatchObject([{ space: SPACE, cursor: 5 }]);
	await mine.told(asked, { cursor: 6, left: true, ack: { last: 1, exceptions: [] } });
	expect(mine.store.look().held).toEqual([]);
	expect(mine.queue()).toEqual([]);
});

test('a space carried again while a parked row keeps it is covered once it was compared (S2)', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	await mine.edit({ key: 'mango', set: { price: -1 } });
	const refused = [[1, { kind: 'refused', reason: 'bad-price' }]] as const;
	await mine.told(await mine.headed('v2'), { cursor: 5, ack: { last: 1, exceptions: refused } });
	await mine.told(await mine.headed('v3'), { cursor: 5, left: true });
	expect(mine.follow(SPACE)).toMatchObject({ leaving: true, covered: false });
	const asked = await mine.store.transact((tx) => prepare(tx, CHECK_EVERY * 2));
	expect(asked.request.spaces).toMatchObject([{ space: SPACE, check: true }]);
	await mine.told(await mine.headed('v4', asked), { cursor: 5 });
	expect(mine.follow(SPACE)).toMatchObject({ leaving: false, covered: true });
});

test('a space found damaged is listed until its own part of an answer came, also where it is carried no more (S2)', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	const asked = await mine.store.transact((tx) => prepare(tx, CHECK_EVERY * 2));
	await mine.told(await mine.headed('v2', asked), { cursor: 5, sum: 'another' });
	expect(mine.follow(SPACE)).toMatchObject({ cursor: 0, covered: false });
	// The line breaks behind the head of the answer that would have told.
	await mine.headed('v3');
	const again = await mine.headed('v4');
	expect(again.request.spaces).toMatchObject([{ space: SPACE, cursor: 0 }]);
	await mine.told(again, { cursor: 0, left: true });
	expect(mine.store.look().held).toEqual([]);
	expect((await mine.send()).request.spaces).toEqual([]);
});

test('a vector does not cover a space that had to start anew since it was asked for (S9)', async () => {
	const mine = await carrier();
	await mine.told(await mine.headed('v1'), { cursor: 5, snapshot: true, news: [item('mango')] });
	await mine.edit({ key: 'mango', set: { nameTh: 'ก' } });
	const early = await mine.headed('v2');
	const late = await mine.send();
	// What the early answer tells of is missing here.
	await mine.told(early, { cursor: 6, done: false, news: [news({ short: 9 })] });
	await mine.headed('v3', late);
	expect(mine.follow(SPACE)).toMatchObject({ cursor: 0, covered: false });
});
