import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KEY_PATTERN, newKey, randomKey } from './key.ts';

const chance = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => (i * 37) % 256);

it('sorts keys by the time they were made', () => {
	const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
	fc.assert(
		fc.property(time, time, (a, b) => {
			if (a === b) return;
			expect(newKey(a, chance) < newKey(b, chance)).toBe(a < b);
		}),
	);
});

it('makes keys that need no escaping', () => {
	expect(newKey(1, chance)).toMatch(KEY_PATTERN);
	expect(randomKey(43, chance)).toHaveLength(43);
});
