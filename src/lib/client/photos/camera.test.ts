import { expect, test } from 'vitest';
import { faultOf, otherLens, wishFor, type Lens } from './camera.ts';

const named = (name: string) => Object.assign(new Error(name), { name });
const back: Lens = { id: 'b', facing: 'environment' };
const wide: Lens = { id: 'w', facing: 'environment' };
const front: Lens = { id: 'f', facing: 'user' };
const unknown = (id: string): Lens => ({ id, facing: null });

test('what the browser says is told in one of our words', () => {
	expect(['NotAllowedError', 'SecurityError'].map(named).map(faultOf)).toEqual(['refused', 'refused']);
	expect(['NotFoundError', 'OverconstrainedError'].map(named).map(faultOf)).toEqual(['none', 'none']);
	expect(['NotReadableError', 'AbortError'].map(named).map(faultOf)).toEqual(['in-use', 'in-use']);
	expect([named('TypeError'), null, 'refused'].map(faultOf)).toEqual(['unknown', 'unknown', 'unknown']);
});

test('a phone changes between the sides, not among the cameras of one side', () => {
	expect(otherLens([back, wide, front], back)).toBe(front);
	expect(otherLens([back, wide, front], front)).toBe(back);
	expect(otherLens([back, wide], back)).toBeNull();
	expect(otherLens([back], back)).toBeNull();
});

test('cameras that do not say which way they look come one after the other', () => {
	const [a, b, c] = ['a', 'b', 'c'].map(unknown) as [Lens, Lens, Lens];
	expect(otherLens([a, b, c], a)).toBe(b);
	expect(otherLens([a, b, c], c)).toBe(a);
	expect(otherLens([a], a)).toBeNull();
	expect(otherLens([], a)).toBeNull();
});

test('the camera at the back is asked for first, and a side before one of its cameras', () => {
	expect(wishFor(null)).toMatchObject({ facingMode: { ideal: 'environment' }, width: { ideal: 1_600 } });
	expect(wishFor(front)).toMatchObject({ facingMode: { exact: 'user' } });
	expect(wishFor(unknown('a'))).toMatchObject({ deviceId: { exact: 'a' } });
});
