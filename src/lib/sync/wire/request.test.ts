import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../change.ts';
import type { Value } from '../value.ts';
import { CARRIED, type Carried } from './carried.ts';
import { echoOf } from './echo.ts';
import { decodeRequest, encodeRequest, VERSION, type OutgoingChange, type SyncRequest } from './request.ts';
import { Malformed } from './shape.ts';

const word = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
const key = fc.stringMatching(/^[A-Za-z0-9_-]{4,16}$/);
/** As JSON holds it: it has one zero, and `-0` becomes that. */
const value = fc
	.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }))
	.map((item) => JSON.parse(JSON.stringify(item)) as Value);
const number = fc.integer({ min: 0, max: 50 });
const base = fc.record({ epoch: fc.constantFrom('now', '', 'before'), number });

const outgoing: fc.Arbitrary<OutgoingChange> = fc
	.record({
		kind: fc.constantFrom('product', 'story'),
		key: fc.oneof(key, fc.constant('product/mango/price')),
		base,
		set: fc.dictionary(word, value, { maxKeys: 3, noNullPrototype: true }),
		add: fc.dictionary(word, fc.integer(), { maxKeys: 1, noNullPrototype: true }),
		remove: fc.boolean(),
		was: fc.dictionary(word, value, { maxKeys: 2, noNullPrototype: true }),
		schema: fc.constantFrom(1, 1, 2),
		short: fc.constantFrom(0, 1, 2, 70_000),
		age: number,
		old: fc.option(fc.record({ epoch: fc.constantFrom('before', 'long ago'), number })),
	})
	.map(({ short, age, old, ...said }) => ({
		change: { ...said, n: 0, space: '' } as Change,
		short,
		age,
		old,
	}));

const carried: fc.Arbitrary<Carried> = fc
	.record({ said: outgoing, kind: fc.constantFrom(...CARRIED), n: number, device: key, space: key })
	.map(({ said: { change, age, old }, kind, n, device, space }) => {
		const origin = kind === 'witness' ? '' : device;
		return { kind, device: origin, change: { ...change, n, space }, age, old: old ?? null };
	});

const request: fc.Arbitrary<SyncRequest> = fc
	.record({
		enrolment: key,
		epoch: fc.constantFrom('now', ''),
		device: fc.option(key),
		carried: fc.array(carried, { maxLength: 4 }),
		vector: fc.option(fc.record({ id: key, taken: number }), { nil: undefined }),
		scopes: fc.option(fc.array(key, { maxLength: 3 }), { nil: undefined }),
		page: fc.option(fc.constantFrom(8, 256), { nil: undefined }),
		spaces: fc.array(
			fc.record({
				former: fc.option(fc.constant('before'), { freq: 5 }),
				space: key,
				cursor: number,
				part: fc.option(fc.record({ at: number, position: fc.record({ rank: number, short: number }) }), {
					nil: undefined,
				}),
				first: fc.integer({ min: 1, max: 90 }),
				changes: fc.array(outgoing, { maxLength: 6 }),
			}),
			{ maxLength: 3 },
		),
	})
	.map(({ spaces, vector, scopes, page, ...head }) => ({
		...head,
		...(vector && { vector }),
		...(scopes && { scopes }),
		...(page && { page }),
		version: VERSION,
		spaces: spaces.map(({ space, cursor, part, first, changes, former }) => ({
			space,
			cursor,
			...(part && former === null && { part }),
			former,
			changes: (former === null ? changes : []).map((item, i) => ({
				...item,
				change: { ...item.change, space, n: first + i },
			})),
		})),
	}));

test('a request says on the other side what it said on this', () => {
	fc.assert(
		fc.property(request, (said) => {
			const body = encodeRequest(said);
			const heard = decodeRequest(body);
			const arrived = (change: Change, short = 0): Change => {
				const travels = change.base.epoch !== said.epoch;
				return { ...change, key: short === 0 ? change.key : '', was: travels ? change.was : {} };
			};
			const spaces = said.spaces.map((item) => ({
				...item,
				changes: item.changes.map(({ change, short, ...rest }) => {
					return { ...rest, change: arrived(change, short), short };
				}),
			}));
			const brought = said.carried?.map((item) => ({ ...item, change: arrived(item.change) }));
			expect(heard).toEqual({ ...said, spaces, carried: brought, echo: echoOf(body) });
		}),
		{ numRuns: 400 },
	);
});

test('nothing new is said in a few bytes', () => {
	const said: SyncRequest = {
		version: 1,
		enrolment: 'abcdef',
		epoch: 'now',
		device: null,
		spaces: [{ space: 'c.shop', cursor: 9, changes: [] }],
	};
	expect(encodeRequest(said)).toBe('[1,"abcdef","now",[["c.shop",9]]]');
});

test('another version is recognised, whatever else it says', () => {
	expect(decodeRequest('[9,{"new":"shape"}]')).toMatchObject({ version: 9, spaces: [] });
});

describe('what is not ours', () => {
	const bad = [
		'',
		'{}',
		'null',
		'[]',
		'["1"]',
		'[1,"a b","",[]]',
		'[1,"abcd","",{}]',
		'[1,"abcd","",[],"a b"]',
		'[1,"abcd","",[],{"d":"a b"}]',
		'[1,"abcd","",[],{"c":[[7,"abcd","c.x",[1],[]]]}]',
		'[1,"abcd","",[],{"c":[[0,"","c.x",[],[]]]}]',
		'[1,"abcd","",[],{"c":[[0,"abcd","c.x",[1],[]]]}]',
		'[1,"abcd","",[["c.x",0,1,[],{"e":1}]]]',
		'[1,"abcd","",[[1,0]]]',
		'[1,"abcd","",[["c.x",-1]]]',
		'[1,"abcd","",[["c.x",0,1,[0]]]]',
		'[1,"abcd","",[["c.x",0,1,[[0,"product",["a"],0,[1],[],0]]]]]',
		'[1,"abcd","",[["c.x",0,1,[[0,"product",["a"],0,[1],[[]],0]]]]]',
		'[1,"abcd","",[["c.x",0,1,[[0,"product",["+a"],0,[1],[["x"]],0]]]]]',
		'[1,"abcd","",[["c.x",0,1,[[1,"product",["a"],0,["../a b"],[[1]],0]]]]]',
		'[1,"abcd","",[["c.x",0,1,[[0,"product",["a"],"0",[1],[[1]],0]]]]]',
		'[1,"abcd","",[["c.x",0,1,[[0,"product",["a"],["e",1],[1],[[1]],0,[7]]]]]]',
	];
	test.each(bad)('%s', (text) => {
		expect(() => decodeRequest(text)).toThrow(Malformed);
	});

	test('of any shape is malformed or harmless, never another error', () => {
		const part = fc.jsonValue({ maxDepth: 6 });
		const near = fc.tuple(
			fc.constantFrom(1, 1, 2),
			fc.constant('abcd'),
			fc.constant(''),
			fc.array(fc.tuple(fc.constant('c.x'), number, number, part)),
		);
		fc.assert(
			fc.property(fc.oneof(part, near), (shape) => {
				try {
					decodeRequest(JSON.stringify(shape));
				} catch (error) {
					expect(error).toBeInstanceOf(Malformed);
				}
			}),
		);
	});
});
