import { describe, expect, test } from 'vitest';
import { COMMIT_ROWS, commitHead, inParts } from './commit.ts';
import { shown } from './held.ts';
import { EPOCH, KEY, news, phone, section, SPACE } from '../testing/make.ts';

const cursorOf = (mine: ReturnType<typeof phone>) => mine.store.look().followed[0]?.cursor;
const applied = (last: number) => ({ last, exceptions: [] });
const refused = (n: number, reason = 'bad-price') =>
	({ last: n, exceptions: [[n, { kind: 'refused', reason }]] }) as const;

describe('our own change', () => {
	test('is confirmed by its acknowledgement alone', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ set: { price: 12 } });
		await mine.hear(await mine.send(), { cursor: 6, ack: applied(1) });
		expect(mine.held()).toMatchObject({ fields: { price: 12 }, pending: {} });
		expect(mine.queue()).toEqual([]);
		expect(mine.store.look().journal.at(-1)).toMatchObject({ way: 'up', fields: ['price'] });
	});

	test('leaves a later one pending', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ set: { price: 12 } });
		const asked = await mine.send();
		await mine.edit({ set: { price: 13 } });
		await mine.hear(asked, { cursor: 6, ack: applied(1) });
		expect(mine.held()).toMatchObject({ fields: { price: 12 }, pending: { price: { n: 2, value: 13 } } });
		expect(mine.queue()).toHaveLength(1);
	});

	test('that is asked about shows what stands', async () => {
		const mine = phone();
		await mine.knows({ price: 10, nameTh: 'ก' });
		await mine.edit({ set: { price: 12, nameTh: 'ข' } });
		const ack = { last: 1, exceptions: [[1, { kind: 'asked', fields: ['price'] }]] } as const;
		await mine.hear(await mine.send(), { cursor: 7, ack, news: [news({ fields: { price: 11 } })] });
		expect(shown(mine.held() as never)).toEqual({ price: 11, nameTh: 'ข' });
		expect(mine.queue()).toEqual([]);
	});

	test('gives way to what came after it', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' });
		await mine.edit({ set: { nameTh: 'ข' } });
		await mine.hear(await mine.send(), {
			cursor: 9,
			ack: applied(1),
			news: [news({ fields: { nameTh: 'ค' } })],
		});
		expect(mine.held()?.fields).toEqual({ nameTh: 'ค' });
	});

	test('that is refused parks with its reason, still on the screen (S1)', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ set: { price: -1 } });
		await mine.hear(await mine.send(), { cursor: 6, ack: refused(1) });
		expect(mine.queue()).toMatchObject([
			{ state: 'parked', reason: 'bad-price', change: { set: { price: -1 } } },
		]);
		expect(shown(mine.held() as never)).toEqual({ price: -1 });
		expect(mine.store.look().journal.filter(({ way }) => way === 'up')).toEqual([]);
	});

	test('that removes drops the record, with what was refused of it', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ set: { price: -1 } });
		await mine.hear(await mine.send(), { cursor: 6, ack: refused(1) });
		await mine.edit({ remove: true });
		await mine.hear(await mine.send(), { cursor: 7, ack: applied(2) });
		expect(mine.held()).toBeUndefined();
		expect(mine.queue()).toEqual([]);
	});

	test('that may not remove brings the record back', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ remove: true });
		await mine.hear(await mine.send(), {
			cursor: 6,
			ack: refused(1, 'edited-since'),
			news: [news({ fields: { price: 11 } })],
		});
		expect(mine.held()).toMatchObject({ removing: 0, fields: { price: 11 } });
		expect(mine.queue()).toMatchObject([{ state: 'parked', reason: 'edited-since' }]);
	});

	test('that was undone leaves no trace', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.edit({ set: { price: 12 } });
		await mine.edit({ set: { price: 10 } });
		await mine.hear(await mine.send(), { cursor: 5, ack: applied(1) });
		expect(mine.queue()).toEqual([]);
		expect(mine.store.look().journal.filter(({ way }) => way === 'up')).toEqual([]);
	});

	test('that made a record keeps its values until the record is named', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก' } });
		await mine.hear(await mine.send(), { cursor: 1, done: false, ack: applied(1) });
		expect(mine.held()).toMatchObject({ fields: { nameTh: 'ก' }, seen: 0 });
		await mine.hear(await mine.send(), {
			cursor: 1,
			snapshot: true,
			news: [news({ key: KEY, fresh: true, short: 4, author: '', fields: { nameTh: 'ก' } })],
		});
		expect(mine.held()).toMatchObject({ fields: { nameTh: 'ก' }, seen: 1, short: 4 });
	});

	test('that made a record, removed by another before the answer came, leaves with the snapshot', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก' } });
		await mine.hear(await mine.send(), { cursor: 3, snapshot: true, ack: applied(1) });
		expect(mine.held()).toBeUndefined();
	});
});

test('what this request did not offer is not settled by its answer', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.edit({ key: 'basket', set: { nameTh: 'ค' } });
	const asked = await mine.send();
	const spaces = asked.request.spaces.map((space) => ({ ...space, changes: space.changes.slice(0, 1) }));
	await mine.hear({ ...asked, request: { ...asked.request, spaces } }, { cursor: 9, ack: applied(2) });
	expect(mine.queue()).toMatchObject([{ state: 'sent', change: { n: 2 } }]);
});

test('what was taken before the news that came since is in them already, and takes no place of theirs', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5);
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.send();
	// Its answer was lost; meanwhile news of number 7 came, in which another's later value stands.
	await mine.store.transact(async (tx) => {
		const [follow] = await tx.followed();
		if (follow) await tx.follow({ ...follow, cursor: 7 });
		const held = mine.held();
		if (held) await tx.putHeld([{ ...held, fields: { nameTh: 'ค' }, seen: 7 }]);
	});
	await mine.hear(await mine.send(), { cursor: 7, ack: { ...applied(1), earlier: [[1, 6]] } });
	expect(mine.held()).toMatchObject({ fields: { nameTh: 'ค' }, pending: {} });
	expect(mine.store.look().done).toMatchObject([{ taken: { epoch: EPOCH, number: 6 }, whole: true }]);
});

test('our own removal that another phone had brought before takes nothing of what was taken after it', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' }, 5, 'basket');
	await mine.edit({ set: { nameTh: 'ข' } });
	await mine.send();
	await mine.edit({ remove: true });
	await mine.hear(await mine.send(), { cursor: 7, ack: { ...applied(2), earlier: [[2, 4]] } });
	expect(mine.held()).toMatchObject({ fields: { nameTh: 'ข' }, pending: {}, removing: 0 });
});

describe('news', () => {
	test('never touch what is pending (S10)', async () => {
		const mine = phone();
		await mine.knows({ price: 10, nameTh: 'ก' });
		const asked = await mine.send();
		await mine.edit({ set: { price: 12 } });
		await mine.hear(asked, { cursor: 6, news: [news({ fields: { price: 11, nameTh: 'ข' } })] });
		expect(shown(mine.held() as never)).toEqual({ price: 12, nameTh: 'ข' });
		expect(mine.held()?.fields['price']).toBe(11);
	});

	test('of others are told in the journal, our own coming back are not', async () => {
		const mine = phone();
		await mine.knows({ price: 10 });
		await mine.hear(await mine.send(), { cursor: 6, news: [news({ fields: { price: 11 }, author: '' })] });
		await mine.hear(await mine.send(), { cursor: 7, news: [news({ fields: { price: 12 } })] });
		const down = mine.store
			.look()
			.journal.filter(({ way, fields }) => way === 'down' && fields.includes('price'));
		expect(down).toHaveLength(2);
		expect(down.every(({ author }) => author === 'somchai')).toBe(true);
	});

	test('of a removal drop the record, or keep what waits for it', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' }, 5);
		await mine.knows({ nameTh: 'ข' }, 6, 'basket');
		const asked = await mine.send();
		await mine.edit({ set: { nameTh: 'ค' } });
		await mine.hear(asked, {
			cursor: 7,
			news: [news({ short: 1, removed: true }), news({ short: 2, removed: true })],
		});
		expect(mine.held('basket')).toBeUndefined();
		expect(mine.held()).toMatchObject({
			seen: 0,
			short: 0,
			fields: { nameTh: 'ก' },
			pending: { nameTh: { value: 'ค' } },
		});
		const [sent] = (await mine.send()).request.spaces;
		expect(sent?.changes[0]).toMatchObject({ short: 0, change: { key: KEY } });
	});

	test('move the cursor with the last section only, whatever the line does between (S5)', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' }, 5);
		const asked = await mine.send();
		await mine.hear(asked, { cursor: 8, done: false, news: [news({ fields: { nameTh: 'ข' } })] });
		expect(cursorOf(mine)).toBe(5);
		const again = await mine.send();
		expect(again.request.spaces[0]?.cursor).toBe(5);
		await mine.hear(again, { cursor: 9, done: false, news: [news({ fields: { nameTh: 'ข' } })] });
		await mine.hear(again, {
			cursor: 9,
			news: [news({ kind: 'story', key: KEY, short: 7, fresh: true, fields: { th: 'ง' } })],
		});
		expect(cursorOf(mine)).toBe(9);
		expect(mine.held(KEY, 'story')?.fields).toEqual({ th: 'ง' });
	});

	test('of a record that is not here have the space asked for anew, and leave the outbox alone', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' }, 5);
		await mine.edit({ set: { nameTh: 'ข' } });
		const asked = await mine.send();
		expect(
			await mine.hear(asked, { cursor: 8, done: false, news: [news({ short: 77, fields: { price: 1 } })] }),
		).toBe(true);
		expect(await mine.hear(asked, { cursor: 8 })).toBe(true);
		expect(cursorOf(mine)).toBe(0);
		expect(mine.queue()).toHaveLength(1);
	});
});

describe('a stale answer', () => {
	test('of an earlier cursor is not stored (S4)', async () => {
		const mine = phone();
		const asked = await mine.send();
		await mine.knows({ nameTh: 'ก' }, 5);
		await mine.hear(await mine.send(), { cursor: 9, news: [news({ fields: { nameTh: 'ข' } })] });
		const late = await mine.store.look().followed[0];
		expect(await mine.hear(asked, { cursor: 7, news: [news({ fields: { nameTh: 'ค' } })] })).toBe(false);
		expect(mine.store.look().followed[0]).toEqual(late);
		expect(mine.held()?.fields).toEqual({ nameTh: 'ข' });
	});

	test('of an earlier runner is not stored (S7)', async () => {
		const mine = phone();
		const asked = await mine.send();
		await mine.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), runner: 'another tab' }));
		expect(await mine.hear(asked)).toBe(false);
		const head = { epoch: EPOCH, time: 1, echo: '', trouble: null };
		expect(await mine.store.transact((tx) => commitHead(tx, head, asked, 1))).toBe('stale');
	});
});

describe('a snapshot', () => {
	test('drops what the server no longer has and keeps what waits', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' }, 5);
		await mine.knows({ nameTh: 'ข' }, 5, 'basket');
		await mine.store.transact(async (tx) => tx.follow({ space: SPACE, cursor: 0, next: 1, visible: true }));
		await mine.edit({ key: 'basket', set: { nameTh: 'ค' } });
		await mine.edit({ key: 'fresh', set: { nameTh: 'ง' } });
		const first = await mine.send();
		await mine.hear(first, {
			cursor: 9,
			snapshot: true,
			done: false,
			news: [news({ key: 'other', short: 9, fresh: true, fields: { nameTh: 'จ' } })],
		});
		expect(mine.held()).toBeDefined();
		await mine.hear(first, { cursor: 9, snapshot: true });
		expect(mine.held()).toBeUndefined();
		expect(mine.held('basket')).toMatchObject({ seen: 0, pending: { nameTh: { value: 'ค' } } });
		expect(mine.held('fresh')).toMatchObject({ pending: { nameTh: { value: 'ง' } } });
		expect(mine.held('other')?.seen).toBe(9);
		expect(mine.queue()).toHaveLength(2);
	});
});

describe('a space', () => {
	test('that left parks what waits with the reason, wipes nothing, and begins anew when it is back', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' }, 5);
		await mine.edit({ set: { nameTh: 'ข' } });
		await mine.hear(await mine.send(), { visible: false });
		expect(mine.queue()).toMatchObject([{ state: 'parked', reason: 'no-longer-yours' }]);
		expect(mine.held()?.fields).toEqual({ nameTh: 'ก' });
		await mine.hear(await mine.send(), {
			cursor: 9,
			snapshot: true,
			news: [news({ key: KEY, fresh: true, fields: { nameTh: 'ฮ' } })],
		});
		expect(mine.queue()).toMatchObject([{ state: 'sent', reason: null, change: { n: 1 } }]);
		expect(mine.store.look().followed).toMatchObject([{ visible: true, cursor: 9 }]);
	});

	test('that is back sends what was made meanwhile', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' }, 5);
		await mine.hear(await mine.send(), { visible: false });
		await mine.edit({ set: { nameTh: 'ข' } });
		await mine.hear(await mine.send(), {
			cursor: 9,
			snapshot: true,
			news: [news({ key: KEY, fresh: true, fields: { nameTh: 'ก' } })],
		});
		expect(mine.queue()).toMatchObject([{ state: 'waiting', reason: null }]);
		expect(cursorOf(mine)).toBe(9);
	});
});

describe('the head', () => {
	const head = { epoch: EPOCH, time: 2_000, echo: '', trouble: null } as const;

	test('tells when the server was heard and what its clock says', async () => {
		const mine = phone();
		const asked = await mine.send();
		expect(await mine.store.transact((tx) => commitHead(tx, head, asked, 1_500_000))).toBe('go-on');
		expect(mine.store.look().self).toMatchObject({
			heardAt: 1_500_000,
			clockOffset: 500_000,
			deviceIsNew: false,
		});
	});

	test('of another epoch forgets cursors and numbers, and nothing a person made', async () => {
		const mine = phone();
		await mine.knows({ price: 10 }, 5);
		await mine.edit({ set: { price: 12 } });
		const asked = await mine.send();
		const effect = await mine.store.transact((tx) =>
			commitHead(tx, { ...head, epoch: 'restored', trouble: 'epoch' }, asked, 1),
		);
		expect(effect).toBe('ask-again');
		expect(mine.store.look().self.epoch).toBe('restored');
		expect(cursorOf(mine)).toBe(0);
		expect(mine.held()).toMatchObject({
			seen: 0,
			short: 0,
			fields: { price: 10 },
			pending: { price: { value: 12 } },
		});
		// Nothing is offered before the server has said where the history forked.
		const again = await mine.send();
		expect(again.request.spaces).toMatchObject([{ cursor: 0, changes: [], former: EPOCH }]);
		const told = news({ key: KEY, fresh: true, fields: { price: 10 } });
		await mine.hear(again, { cursor: 4, snapshot: true, news: [told], fork: { number: 4, last: 0 } });
		expect((await mine.send()).request.spaces[0]?.changes[0]?.change).toMatchObject({
			n: 1,
			base: { epoch: EPOCH, number: 5 },
			was: { price: 10 },
		});
	});

	test('that finds the app too old keeps everything', async () => {
		const mine = phone();
		await mine.edit({ set: { price: 12 } });
		const asked = await mine.send();
		expect(await mine.store.transact((tx) => commitHead(tx, { ...head, trouble: 'version' }, asked, 1))).toBe(
			'too-old',
		);
		expect(mine.queue()).toHaveLength(1);
	});
});

test('a long section is stored in parts: the acknowledgement with the first, the cursor with the last', () => {
	const whole = section({
		ack: applied(1),
		news: Array.from({ length: COMMIT_ROWS + 1 }, (_, i) => news({ short: i })),
	});
	const parts = inParts(whole);
	expect(parts.map(({ news, ack, done }) => [news.length, ack !== null, done])).toEqual([
		[COMMIT_ROWS, true, false],
		[1, false, true],
	]);
	expect(inParts(section())).toEqual([section()]);
	expect(inParts({ ...whole, done: false }).every(({ done }) => !done)).toBe(true);
});

describe('an answer that breaks off', () => {
	const known = (key: string, short: number) => news({ key, short, fresh: true, fields: { nameTh: key } });
	const whole = section({ cursor: 5, snapshot: true, done: false });

	async function broken() {
		const mine = phone();
		const [page] = inParts({ ...whole, news: [known('mango', 1), known('mat', 2)] });
		await mine.hear(await mine.send(), page);
		return mine;
	}

	test('is gone on with where it broke', async () => {
		const mine = await broken();
		const asked = await mine.send();
		expect(asked.request.spaces).toMatchObject([
			{ space: SPACE, cursor: 0, part: { at: 5, position: { rank: 2, short: 2 } } },
		]);
		await mine.hear(asked, { cursor: 7, snapshot: true, news: [known('hat', 3)] });
		expect(mine.store.look().held.map(({ key }) => key)).toEqual(['mango', 'mat', 'hat']);
		expect(mine.store.look().followed).toMatchObject([{ cursor: 7, part: null }]);
	});

	test('is stored once: another answer from before goes nowhere', async () => {
		const mine = phone();
		const [early, late] = [await mine.send(), await mine.send()];
		const [page] = inParts({ ...whole, news: [known('mango', 1), known('mat', 2)] });
		const [shorter] = inParts({ ...whole, cursor: 6, news: [known('mango', 1)] });
		expect(await mine.hear(late, page)).toBe(true);
		expect(await mine.hear(early, shorter)).toBe(false);
	});

	test('is asked for from nothing where a record is missing that should be here', async () => {
		const mine = await broken();
		await mine.hear(await mine.send(), { cursor: 7, snapshot: true, news: [news({ short: 9 })] });
		expect(mine.store.look().followed).toMatchObject([{ cursor: 0, part: null }]);
	});
});

test('a section of a server that was put back while it answered is not stored (S4)', async () => {
	const mine = phone();
	await mine.knows({ price: 10 }, 5);
	await mine.edit({ set: { price: 12 } });
	expect(await mine.hear(await mine.send(), { cursor: 3, ack: applied(1) })).toBe(false);
	expect(cursorOf(mine)).toBe(5);
	expect(mine.queue()).toMatchObject([{ state: 'sent' }]);
});
