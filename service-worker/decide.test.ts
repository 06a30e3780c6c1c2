import { expect, it } from 'vitest';
import { answerFor } from './decide.ts';

const kept = { paths: new Set(['/_app/a.js', '/shell']), shell: '/shell' };
const get = { method: 'GET', mode: 'cors', ours: true };

it.each([
	['/sell', 'navigate', 'shell'],
	['/sell/product/abc', 'navigate', 'shell'],
	['/join', 'navigate', 'shell'],
	['/seller', 'navigate', 'network'],
	['/', 'navigate', 'network'],
	['/desk', 'navigate', 'network'],
	['/_app/a.js', 'no-cors', 'build'],
	['/_app/b.js', 'no-cors', 'network'],
	[`/photos/${'a'.repeat(64)}`, 'no-cors', 'photo'],
	[`/photos/${'a'.repeat(64)}`, 'cors', 'network'],
	['/api/sync', 'cors', 'network'],
])('answers %s (%s) from %s', (path, mode, answer) => {
	expect(answerFor({ ...get, path, mode }, kept)).toBe(answer);
});

it('leaves writes and other origins alone', () => {
	expect(answerFor({ ...get, path: '/sell', mode: 'navigate', method: 'POST' }, kept)).toBe('network');
	expect(answerFor({ ...get, path: '/_app/a.js', ours: false }, kept)).toBe('network');
});
