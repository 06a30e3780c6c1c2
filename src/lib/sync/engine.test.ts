import { describe, expect, test } from 'vitest';
import { round, type Reply } from './engine.ts';
import { EPOCH, news, phone, section, SPACE } from './testing/make.ts';
import { encodeHead, encodeSection, type Section, type Trouble } from './wire/answer.ts';
import { decodeRequest, type DecodedRequest } from './wire/request.ts';

type Phone = ReturnType<typeof phone>;
/** Stands for the echo of whatever is asked. */
const ECHO = '????';
const headOf = (trouble: Trouble | null, epoch = EPOCH) =>
	encodeHead({ epoch, time: 1, echo: ECHO, trouble });
const head = headOf(null);
const line = (more: Partial<Section> = {}) => encodeSection(section(more), [SPACE]);
const ack = { last: 1, exceptions: [] };

async function* arriving(lines: readonly string[], breaks = false) {
	for (const text of lines) yield await Promise.resolve(text);
	if (breaks) throw new TypeError('network error');
}

async function* echoing(lines: AsyncIterable<string>, echo: string) {
	for await (const text of lines) yield text.replace(ECHO, echo);
}

function sync(
	mine: Phone,
	answer: (request: DecodedRequest) => Reply | readonly string[] | Promise<readonly string[]>,
	hold?: () => Promise<boolean>,
) {
	return round({
		store: mine.store,
		now: () => 60_000,
		newDeviceId: () => 'hers-2',
		...(hold && { hold }),
		transport: {
			async post(body) {
				const request = decodeRequest(body);
				const given = await answer(request);
				const reply: Reply = 'kind' in given ? given : { kind: 'answer', lines: arriving(given) };
				return reply.kind === 'answer' ? { ...reply, lines: echoing(reply.lines, request.echo) } : reply;
			},
		},
	});
}

test('a round brings all up and all down', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const end = await sync(mine, (request) => {
		expect(request.spaces[0]?.changes).toHaveLength(1);
		return [head, line({ ack, news: [news({ key: 'mango', fresh: true, fields: {} })] })];
	});
	expect(end).toEqual({ kind: 'done' });
	expect(mine.held()).toMatchObject({ seen: 5, fields: { nameTh: 'ก' } });
});

test('an edit made while the line is busy starts another round', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const end = await sync(mine, async () => {
		await mine.edit({ set: { nameTh: 'ข' } });
		return [head, line({ ack })];
	});
	expect(end).toEqual({ kind: 'again' });
	expect(mine.queue()).toMatchObject([{ state: 'waiting', change: { n: 2, set: { nameTh: 'ข' } } }]);
});

test('more than one request takes is another round', async () => {
	const mine = phone();
	for (let i = 0; i < 401; i++) await mine.edit({ key: `key${i}`, set: { nameTh: 'ก' } });
	expect(await sync(mine, () => [head, line({ ack: { last: 400, exceptions: [] } })])).toEqual({
		kind: 'again',
	});
});

describe('a line that breaks', () => {
	test('before the first line has said nothing', async () => {
		const mine = phone();
		expect(await sync(mine, () => [])).toEqual({ kind: 'offline' });
		expect(mine.store.look().self.heardAt).toBeNull();
	});

	test('before our acknowledgement is no finished round, whether it ends or throws', async () => {
		for (const breaks of [false, true]) {
			const mine = phone();
			await mine.edit({ set: { nameTh: 'ก' } });
			expect(await sync(mine, () => ({ kind: 'answer', lines: arriving([head], breaks) }))).toEqual({
				kind: 'offline',
			});
			expect(mine.queue()).toMatchObject([{ state: 'sent' }]);
		}
	});

	test('after the last line that matters to us is not taken for the end of the news', async () => {
		const mine = phone();
		const reply = () => ({ kind: 'answer', lines: arriving([head], true) }) as const;
		expect(await sync(mine, reply)).toEqual({ kind: 'offline' });
		expect(await sync(mine, () => [head])).toEqual({ kind: 'done' });
	});

	test('between two sections of a space keeps the first and asks again from the old cursor', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก' } });
		expect(await sync(mine, () => [head, line({ ack, done: false })])).toEqual({ kind: 'offline' });
		expect(mine.queue()).toEqual([]);
		expect(mine.store.look().followed[0]?.cursor).toBe(0);
	});

	test('before the rest of a space of which a part is here is no finished round', async () => {
		const mine = phone();
		await mine.knows({ nameTh: 'ก' });
		const first = line({ cursor: 7, done: false, news: [news({ fields: { nameTh: 'ข' } })] });
		expect(await sync(mine, () => [head, first])).toEqual({ kind: 'offline' });
		expect(await sync(mine, () => [head])).toEqual({ kind: 'offline' });
		expect(await sync(mine, () => [head, line({ cursor: 7 })])).toEqual({ kind: 'done' });
	});
});

describe('a person who wants no further spaces', () => {
	const another = (space: string) => encodeSection({ ...section({ snapshot: true }), space }, [SPACE]);
	const cursorsOf = (mine: Phone) =>
		mine.store.look().followed.map(({ space, cursor }) => [space, cursor] as const);

	test('has what is here kept in step, and the rest of the answer is left', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก' } });
		let left = false;
		const lines = async function* () {
			try {
				yield* [head, line({ ack }), another('c.other'), another('c.third')];
			} finally {
				left = true;
			}
		};
		const end = await sync(
			mine,
			() => ({ kind: 'answer', lines: lines() as AsyncIterable<string> }),
			() => Promise.resolve(true),
		);
		expect(end).toEqual({ kind: 'done' });
		expect(mine.queue()).toEqual([]);
		expect(cursorsOf(mine)).toEqual([[SPACE, 5]]);
		expect(left).toBe(true);
	});

	test('may say so in the middle, and goes on from there', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก' } });
		const holds = [false, true];
		const answer = () => [head, line({ ack }), another('c.other'), another('c.third')];
		await sync(mine, answer, () => Promise.resolve(holds.shift() ?? true));
		expect(cursorsOf(mine).map(([space]) => space)).toEqual([SPACE, 'c.other']);
		await sync(
			mine,
			() => [head, another('c.third')],
			() => Promise.resolve(false),
		);
		expect(cursorsOf(mine).map(([space]) => space)).toEqual([SPACE, 'c.other', 'c.third']);
	});
});

describe('what is not our server', () => {
	test('is told as such, and nothing is stored', async () => {
		const mine = phone();
		await mine.edit({ set: { nameTh: 'ก' } });
		expect(await sync(mine, () => ['<html>'])).toEqual({ kind: 'not-ours' });
		expect(await sync(mine, () => [head, 'Service Unavailable'])).toEqual({ kind: 'not-ours' });
		expect(mine.queue()).toMatchObject([{ state: 'sent' }]);
	});

	test.each([{ kind: 'offline' }, { kind: 'unauthorised' }, { kind: 'trouble', status: 503 }] as const)(
		'$kind is passed on, and the work stays',
		async (reply) => {
			const mine = phone();
			await mine.edit({ set: { nameTh: 'ก' } });
			expect(await sync(mine, () => reply)).toEqual(reply);
			expect(mine.queue()).toHaveLength(1);
		},
	);
});

test('another history of the server is asked again, from nothing', async () => {
	const mine = phone();
	await mine.knows({ nameTh: 'ก' });
	expect(await sync(mine, () => [headOf('epoch', 'restored')])).toEqual({
		kind: 'again',
	});
	await sync(mine, (request) => {
		expect(request).toMatchObject({ epoch: 'restored', spaces: [{ cursor: 0 }] });
		return [head];
	});
});

test('a server that counts otherwise gets a new device id and everything again', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	expect(await sync(mine, () => [headOf('device')])).toEqual({
		kind: 'again',
	});
	await sync(mine, (request) => {
		expect(request).toMatchObject({ device: 'hers-2', spaces: [{ changes: [{ change: { n: 1 } }] }] });
		return [head, line({ ack })];
	});
	expect(mine.queue()).toEqual([]);
});

test('an answer to another request is not taken for one to this', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const old = encodeHead({ epoch: EPOCH, time: 1, echo: 'past', trouble: null });
	expect(await sync(mine, () => [old, line({ ack })])).toEqual({ kind: 'not-ours' });
	expect(mine.queue()).toMatchObject([{ state: 'sent' }]);
});

test('an app that is too old stops and keeps its work', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	expect(await sync(mine, () => [headOf('version')])).toEqual({
		kind: 'too-old',
	});
	expect(mine.queue()).toHaveLength(1);
});

test('an answer that a new runner overtook is dropped', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	const end = await sync(mine, async () => {
		await mine.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), runner: 'another tab' }));
		return [head, line({ ack })];
	});
	expect(end).toEqual({ kind: 'stale' });
	expect(mine.queue()).toHaveLength(1);
});

test('no transaction is open while bytes travel (S8)', async () => {
	const mine = phone();
	await mine.edit({ set: { nameTh: 'ก' } });
	await sync(mine, async () => {
		await expect(mine.store.transact((tx) => tx.self())).resolves.toBeDefined();
		return [head, line({ ack })];
	});
});

test('a database that fails is not taken for a line that broke', async () => {
	const mine = phone();
	const store = { transact: () => Promise.reject(new Error('quota')) };
	const parts = {
		store,
		now: () => 0,
		newDeviceId: () => 'x',
		transport: { post: () => Promise.resolve({ kind: 'offline' } as const) },
	};
	await expect(round(parts)).rejects.toThrow('quota');
	expect(mine.queue()).toEqual([]);
});
