import { expect, test } from 'vitest';
import { quartersTo, turnedBy } from './tilt.ts';

const G = 9.8;

test('which side of the phone is up is told by what pulls at it, and not while it lies flat', () => {
	expect(turnedBy({ x: 0, y: G })).toBe(0);
	// Its top to the left: its right side is up.
	expect(turnedBy({ x: G, y: 0 })).toBe(1);
	expect(turnedBy({ x: 0, y: -G })).toBe(2);
	expect(turnedBy({ x: -G, y: 0 })).toBe(3);
	expect(turnedBy({ x: 6, y: 3 })).toBe(1);
	expect(turnedBy({ x: 1, y: -2 })).toBeNull();
	expect(turnedBy({ x: null, y: null })).toBeNull();
});

test('where the screen turns along, the browser has turned the picture already', () => {
	for (const [phone, angle] of [
		[0, 0],
		[1, 90],
		[2, 180],
		[3, 270],
	] as const) {
		expect(quartersTo(phone, angle, false)).toBe(0);
		expect(quartersTo(phone, angle, true)).toBe(0);
	}
});

test('where the screen is locked upright, a picture taken sideways is turned back', () => {
	// Top to the left: what is up lies at the picture's right side, and three quarters clockwise bring it up.
	expect(quartersTo(1, 0, false)).toBe(3);
	expect(quartersTo(3, 0, false)).toBe(1);
	expect(quartersTo(2, 0, false)).toBe(2);
	expect(quartersTo(1, 0, true)).toBe(1);
	expect(quartersTo(3, 0, true)).toBe(3);
});
