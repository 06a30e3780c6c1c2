import { expect, test } from 'vitest';
import { BODY_LIMIT, withinLimit } from './body-limit.ts';

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
	expect(withinLimit(post('x', { 'content-length': String(BODY_LIMIT + 1) }), '/api/sync')).toBeNull();
	const fits = post('x', { 'content-length': String(BODY_LIMIT) });
	expect(withinLimit(fits, '/api/sync')).toBe(fits);
});

test('ends a body that announces nothing where it grows too long', async () => {
	const short = withinLimit(post(streamed(BODY_LIMIT)), '/api/sync');
	expect((await short?.arrayBuffer())?.byteLength).toBe(BODY_LIMIT);
	const long = withinLimit(post(streamed(BODY_LIMIT + 1)), '/api/sync');
	await expect(long?.arrayBuffer()).rejects.toMatchObject({ status: 413 });
});

test('leaves the page that takes rescue files to count for itself', () => {
	const large = post('x', { 'content-length': '60000000' });
	expect(withinLimit(large, '/(desk)/desk/rescue')).toBe(large);
	expect(withinLimit(large, '/(desk)/desk/people')).toBeNull();
	expect(withinLimit(large, null)).toBeNull();
});
