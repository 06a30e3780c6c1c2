import { describe, expect, it } from 'vitest';
import { refusal } from './same-origin.ts';

const post = (headers: Record<string, string>) =>
	refusal(new Request('https://tambon.example/api/x', { method: 'POST', headers }), 'application/json')
		?.status;
const json = { 'content-type': 'application/json; charset=utf-8' };

describe('a request that changes something', () => {
	it('comes in from our own pages, and from programs that name no origin', () => {
		expect(post(json)).toBeUndefined();
		expect(
			post({ ...json, origin: 'https://tambon.example', 'sec-fetch-site': 'same-origin' }),
		).toBeUndefined();
	});
	it.each([
		['another origin', { origin: 'https://evil.example' }],
		['another port', { origin: 'https://tambon.example:8443' }],
		['no scheme', { origin: 'http://tambon.example' }],
		['a sandboxed frame', { origin: 'null' }],
		['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
		['a sister site', { 'sec-fetch-site': 'same-site' }],
	])('is refused from %s', (_, headers) => {
		expect(post({ ...json, ...headers })).toBe(403);
	});
	it.each([
		[{}],
		[{ 'content-type': 'text/plain' }],
		[{ 'content-type': 'application/x-www-form-urlencoded' }],
	])('is refused as a form could send it: %o', (headers: Record<string, string>) => {
		expect(post(headers)).toBe(415);
	});
});
