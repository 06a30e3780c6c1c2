import { describe, expect, test } from 'vitest';
import { sightOf } from './sight.ts';
import { change, context } from './testing/make.ts';

const stamp = (more: object = {}) => ({ number: 9, author: 'somchai', device: 'his', n: 1, ...more });
const lost = (number: number) => ({ epoch: 'lost', number });
const knows = context({ forkOf: (epoch) => (epoch === 'lost' ? 5 : null) });

describe('what a person had seen', () => {
	test('is what their base reaches, in this history', () => {
		expect(sightOf(stamp(), change({ base: 9 }), knows)).toBe('seen');
		expect(sightOf(stamp(), change({ base: 8 }), knows)).toBe('unseen');
	});

	test('is cut to where the history forked that their base is of', () => {
		expect(sightOf(stamp({ number: 5 }), change({ base: lost(8) }), knows)).toBe('seen');
		expect(sightOf(stamp({ number: 6 }), change({ base: lost(8) }), knows)).toBe('unseen');
		expect(sightOf(stamp({ number: 1 }), change({ base: { epoch: 'unknown', number: 8 } }), knows)).toBe(
			'unseen',
		);
	});

	test('is what was offered again since, where they had seen it in the lost history', () => {
		expect(sightOf(stamp({ old: lost(7) }), change({ base: lost(8) }), knows)).toBe('seen');
		expect(sightOf(stamp({ old: lost(9) }), change({ base: lost(8) }), knows)).toBe('unseen');
	});

	test('is what their own device did before, and not what it did later', () => {
		const own = { ...knows, device: 'his' };
		expect(sightOf(stamp({ n: 3 }), change({ n: 4 }), own)).toBe('seen');
		expect(sightOf(stamp({ n: 5 }), change({ n: 4 }), own)).toBe('passed');
	});
});

describe('of two changes of one lost history', () => {
	test('the higher number was the later', () => {
		const again = { ...knows, old: lost(8) };
		expect(sightOf(stamp({ old: lost(7) }), change({ base: lost(3) }), again)).toBe('seen');
		expect(sightOf(stamp({ old: lost(9) }), change({ base: lost(3) }), again)).toBe('passed');
	});

	test('no number tells where two things bear one', () => {
		const split = { ...knows, old: lost(8), isSplit: () => true, forkOf: () => null };
		expect(sightOf(stamp({ old: lost(7) }), change({ base: lost(3) }), split)).toBe('unseen');
		expect(sightOf(stamp({ old: lost(9) }), change({ base: lost(3) }), split)).toBe('unseen');
	});
});
