import { expect, it } from 'vitest';
import { isKept, type Part } from './parts.ts';

const PARTS = [undefined, 'field', 'no-offscreen', 'no-detector'] as const;
const kept = (asked: readonly Part[], hasOffscreen: boolean, hasDetector: boolean) =>
	PARTS.filter((part) => isKept(part, { asked: new Set(asked), hasOffscreen, hasDetector }));

it('keeps what every phone needs, what was asked for, and what stands in for what this browser lacks', () => {
	expect(kept([], true, true)).toEqual([undefined]);
	expect(kept(['field'], true, true)).toEqual([undefined, 'field']);
	expect(kept([], false, true)).toEqual([undefined, 'no-offscreen']);
	expect(kept([], true, false)).toEqual([undefined, 'no-detector']);
});
