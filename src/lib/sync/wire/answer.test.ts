import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../merge.ts';
import type { News } from '../news.ts';
import type { Value } from '../value.ts';
import { decodeHead, decodeSection, encodeHead, encodeSection, type Section } from './answer.ts';
import { Malformed } from './shape.ts';

const word = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
/** As JSON holds it: it has one zero, and `-0` becomes that. */
const value = fc
	.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }))
	.map((item) => JSON.parse(JSON.stringify(item)) as Value);
const number = fc.integer({ min: 0, max: 5_000 });

const told = fc
	.record({
		kind: fc.constantFrom('product', 'story', 'question'),
		key: fc.constantFrom('mango', 'basket-2', 'product/mango/price'),
		fresh: fc.boolean(),
		removed: fc.boolean(),
		author: fc.constantFrom('', 'malee', 'สมชาย'),
		fields: fc.dictionary(word, value, { maxKeys: 4, noNullPrototype: true }),
	})
	.map((item): Omit<News, 'short'> => ({
		...item,
		key: item.fresh ? item.key : '',
		fields: (item.removed ? {} : item.fields) as News['fields'],
	}));

const words = fc.array(word, { minLength: 1, maxLength: 2 });
const passed = fc.option(words).map((fields) => (fields === null ? {} : { passed: fields }));
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
	passed.map((more): Outcome => ({ kind: 'applied', ...more })),
	fc.tuple(words, passed).map(([fields, more]): Outcome => ({ kind: 'asked', fields, ...more })),
	word.map((reason): Outcome => ({ kind: 'refused', reason })),
);

const section: fc.Arbitrary<Section> = fc.record(
	{
		space: fc.constantFrom('c.one', 'c.two', 'c.unasked'),
		cursor: number,
		done: fc.boolean(),
		visible: fc.boolean(),
		left: fc.boolean(),
		snapshot: fc.boolean(),
		ack: fc.option(
			fc.record(
				{
					last: number,
					exceptions: fc.array(fc.tuple(number, outcome), { maxLength: 3 }),
					earlier: fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 3 }),
				},
				{ requiredKeys: ['last', 'exceptions'] },
			),
		),
		news: fc
			.array(told, { maxLength: 8 })
			.map((all) => all.map((item, i): News => ({ ...item, short: (i * 7) % 11 }))),
		fork: fc.record({ number: fc.option(number), last: number }),
		sum: word,
	},
	{ requiredKeys: ['space', 'cursor', 'done', 'visible', 'left', 'snapshot', 'ack', 'news'] },
);

const asked = ['c.one', 'c.two'];
const byShort = (said: Section): Section => ({
	...said,
	news: [...said.news].sort((a, b) => a.short - b.short),
});

test('a section says on the other side what it said on this', () => {
	fc.assert(
		fc.property(section, (said) => {
			const { left = false, ...heard } = decodeSection(encodeSection(said, asked), asked);
			expect(byShort({ ...heard, left })).toEqual(byShort(said));
		}),
		{ numRuns: 400 },
	);
});

test('a section is one line', () => {
	fc.assert(fc.property(section, (said) => !encodeSection(said, asked).includes('\n')));
});

test('a head says on the other side what it said on this', () => {
	for (const trouble of [null, 'epoch', 'device', 'version'] as const) {
		const head = { epoch: 'now', time: 1_800_000_000, echo: '0a9z', trouble };
		expect(decodeHead(encodeHead(head))).toEqual(head);
	}
	const heads = fc.array(outcome, { minLength: 1, maxLength: 4 }).map((carried) => {
		return { epoch: 'now', time: 1_800_000_000, echo: '0a9z', trouble: null, carried };
	});
	fc.assert(fc.property(heads, (head) => void expect(decodeHead(encodeHead(head))).toEqual(head)));
});

test('a missing answer for a place nobody asked for is malformed', () => {
	expect(() => decodeSection('[5,1,1,0,[]]', asked)).toThrow(Malformed);
});

describe('what is not ours', () => {
	test.each(['', '<html>', '{}', '[1]', '["now"]', '["now",-1]', '["now","????"]', '["now","10a9z","fire"]'])(
		'head %s',
		(line) => {
			expect(() => decodeHead(line)).toThrow(Malformed);
		},
	);

	const group = (text: string) => `[0,1,1,0,["a"],${text}]`;
	test.each([
		'[0,1,1,0,[7]]',
		'[0,1,1,[],[]]',
		'[0,1,1,[1,[5]],[]]',
		group('7'),
		group('[1,[],[1],0,0]'),
		group('["product",[1],[1],0,0]'),
		group('["product",["a"],[1],0,0]'),
		group('["product",["a"],[1,1],0,0,["x"]]'),
		group('["product",[],["x"],0,0]'),
		group('["product",[],[1],[],0]'),
		group('["product",[],[1],0,3]'),
	])('section %s', (line) => {
		expect(() => decodeSection(line, asked)).toThrow(Malformed);
	});

	test('of any shape is malformed or harmless, never another error', () => {
		const part = fc.jsonValue({ maxDepth: 5 });
		const near = fc.tuple(fc.constant(0), number, number, part, fc.array(word), part);
		fc.assert(
			fc.property(fc.oneof(part, near), (shape) => {
				try {
					decodeSection(JSON.stringify(shape), asked);
				} catch (error) {
					expect(error).toBeInstanceOf(Malformed);
				}
			}),
		);
	});
});
