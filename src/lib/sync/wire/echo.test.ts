import { expect, test } from 'vitest';
import { ECHO_LENGTH, echoOf } from './echo.ts';

test('an echo is the same for the same body, of one length, and hardly ever that of another', () => {
	const bodies = Array.from({ length: 2_000 }, (_, i) =>
		JSON.stringify([1, 'somebody', 'now', [['c.shop', i]]]),
	);
	const echoes = bodies.map(echoOf);
	expect(echoes).toEqual(bodies.map(echoOf));
	expect(echoes.every((echo) => echo.length === ECHO_LENGTH)).toBe(true);
	expect(new Set(echoes).size).toBeGreaterThan(1_990);
});
