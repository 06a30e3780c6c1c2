import { expect, test } from 'vitest';
import { makeUpstream } from './chunk.ts';

const KILO = 1024;

/** Sends chunk after chunk over a line of so many bytes a second and milliseconds; answers the size it settles at, kB. */
function settled(rate: number, roundTrip: number): number {
	const upstream = makeUpstream();
	for (let i = 0; i < 20; i++) {
		const bytes = upstream.chunk();
		upstream.sent(bytes, roundTrip + (bytes / rate) * 1_000);
	}
	return Math.round(upstream.chunk() / KILO);
}

test('a chunk fits the line, between 8 and 256 kB', () => {
	expect(settled(8_000, 800)).toBe(25);
	expect(settled(6_250, 600)).toBe(21);
	expect(settled(30_000, 840)).toBe(93);
	expect(settled(5_000_000, 30)).toBe(256);
	expect(settled(500, 800)).toBe(8);
});

test('what is not answered makes it smaller, what is short says nothing', () => {
	const upstream = makeUpstream();
	upstream.sent(300, 2);
	expect([upstream.chunk() / KILO, upstream.rate()]).toEqual([16, null]);
	upstream.silent();
	expect(upstream.chunk() / KILO).toBe(8);
});

test('a rest of a file, however quick, does not make it larger', () => {
	const upstream = makeUpstream();
	upstream.sent(6 * KILO, 100);
	expect(upstream.chunk() / KILO).toBe(16);
});

test('remembers the pace, the newest most', () => {
	const upstream = makeUpstream();
	expect(upstream.rate()).toBeNull();
	upstream.sent(16_000, 2_000);
	expect(upstream.rate()).toBe(8_000);
	upstream.sent(16_000, 1_000);
	expect(upstream.rate()).toBe(11_200);
});
