import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeRequest, decodeHead, decodeSection } from '$lib/sync/protocol.ts';
import type { Change } from '$lib/sync/change.ts';
import { change } from '$lib/sync/testing/make.ts';
import { realServer } from '../support/real-server.ts';
import type { Caller } from '../support/sync-server.ts';

const SPACE = 'c.oneshop';
const who = (name: string): Caller => ({ person: name, device: `${name}-phone`, maySee: () => true });
const malee = who('malee');
const somchai = who('somchai');

let server: Awaited<ReturnType<typeof realServer>>;
let epoch = '';
beforeEach(async () => {
	server = await realServer(() => 1_700_000_000_000);
	const [head = ''] = await ask(malee, [], { epoch: '' });
	epoch = decodeHead(head).epoch;
});
afterEach(() => server.close());

interface Asked {
	readonly cursor?: number;
	readonly short?: number;
	readonly epoch?: string;
}

function ask(
	caller: Caller,
	changes: readonly Partial<Change>[],
	{ cursor = 0, short = 0, epoch: named = epoch }: Asked = {},
) {
	const said = changes.map((more) => {
		const { base = { epoch, number: cursor } } = more;
		return { change: change({ ...more, key: 'mango-1', base, space: SPACE }), short, age: 0 };
	});
	const spaces = [{ space: SPACE, cursor, changes: said }];
	return server.answer(
		caller,
		encodeRequest({ version: 1, enrolment: 'any1', epoch: named, device: null, spaces }),
	);
}

async function section(...asked: Parameters<typeof ask>) {
	const [, line = ''] = await ask(...asked);
	return decodeSection(line, [SPACE]);
}

test('an edit of a record by a short integer that nobody was given is refused, the same each time, and blocks nothing', async () => {
	const edits = [{ n: 1, set: { nameTh: 'ก' } }];
	const first = await section(malee, edits, { short: 77 });
	expect(first.ack).toEqual({ last: 1, exceptions: [[1, { kind: 'refused', reason: 'bad-name' }]] });
	expect((await section(malee, edits, { short: 77 })).ack).toEqual(first.ack);
	expect((await section(malee, [{ n: 2, set: { nameTh: 'ก' } }])).ack).toEqual({ last: 2, exceptions: [] });
});

test('a device without an id of its own is told to take one, and nothing is taken', async () => {
	const [head = '', ...rest] = await ask({ ...malee, device: '' }, [{ n: 1, set: { nameTh: 'ก' } }]);
	expect(decodeHead(head).trouble).toBe('device');
	expect(rest).toEqual([]);
	expect((await server.truth(SPACE)).records).toEqual([]);
});

test('a request that hung on the way since before its device counted anew is not taken for one of now (S3)', async () => {
	const [head = ''] = await ask({ ...malee, renamed: true }, [{ n: 1, add: { stock: -1 } }]);
	expect(decodeHead(head).trouble).toBe('device');
	expect((await server.truth(SPACE)).records).toEqual([]);
});

test('a revived record is told whole, by its key, to a device that was told to drop it', async () => {
	await ask(malee, [{ n: 1, set: { nameTh: 'ก', note: 'x' } }]);
	await ask(somchai, [{ n: 1, remove: true }], { cursor: 1 });
	await ask(malee, [{ n: 2, set: { nameTh: 'ข' } }], { cursor: 1 });
	const { news, cursor } = await section(somchai, [], { cursor: 2 });
	expect(cursor).toBe(3);
	expect(news).toMatchObject([{ fresh: true, key: 'mango-1', short: 1, fields: { nameTh: 'ข', note: 'x' } }]);
});

test('a removal closes the questions of its record in the database', async () => {
	const price = (satang: number) => ({ price: { satang, unit: 'ถุง' } });
	await ask(malee, [{ n: 1, set: price(10) }]);
	await ask(malee, [{ n: 2, set: price(11) }], { cursor: 1 });
	const asked = await section(somchai, [{ n: 1, set: price(12) }], { cursor: 1 });
	expect(asked.ack?.exceptions).toEqual([[1, { kind: 'asked', fields: ['price'] }]]);
	await ask(malee, [{ n: 3, remove: true }], { cursor: 3 });
	const { records } = await server.truth(SPACE);
	expect(records.map(({ kind, removed }) => [kind, removed !== null])).toEqual([
		['product', true],
		['question', true],
	]);
});
