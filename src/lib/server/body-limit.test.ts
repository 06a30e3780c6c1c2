import { expect, test } from 'vitest';
import { withinLimit } from './body-limit.ts';

const LIMIT = 700 * 1024;

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
	new Request('https://tambon.example/api/sync', {
		method: 'POST',
		body,
		headers,
		duplex: 'half',
	} as RequestInit);
const streamed = (bytes: number) =>
	new ReadableStream<Uint8Array>({
		start(controller) {
			for (let left = bytes; left > 0; left -= 50_000)
				controller.enqueue(new Uint8Array(Math.min(left, 50_000)));
			controller.close();
		},
	});

test('refuses a body that announces more than its route takes', () => {
	expect(withinLimit(post('x', { 'content-length': String(LIMIT + 1) }), LIMIT)).toBeNull();
	const fits = post('x', { 'content-length': String(LIMIT) });
	expect(withinLimit(fits, LIMIT)).toBe(fits);
});

test('ends a body that announces nothing where it grows too long', async () => {
	const short = withinLimit(post(streamed(LIMIT)), LIMIT);
	expect((await short?.arrayBuffer())?.byteLength).toBe(LIMIT);
	const long = withinLimit(post(streamed(LIMIT + 1)), LIMIT);
	await expect(long?.arrayBuffer()).rejects.toMatchObject({ status: 413 });
});

test('leaves the page that takes rescue files to count for itself', () => {
	const large = post('x', { 'content-length': '60000000' });
	expect(withinLimit(large, Infinity)).toBe(large);
});
