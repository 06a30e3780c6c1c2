import { describe, expect, it } from 'vitest';
import { askAt, broke, heard, type Ask } from './tus.ts';

const POST: Ask = { method: 'POST', bytes: { from: 0, to: 10 } };
const HEAD: Ask = { method: 'HEAD', bytes: null };
const PATCH: Ask = { method: 'PATCH', bytes: { from: 10, to: 20 } };
const answer = (status: number, offset: number | null = null, ours = true) => ({ status, offset, ours });

describe('what is asked', () => {
	it('is a creation with the first bytes, or with none where the file may be there', () => {
		expect(askAt({ kind: 'new' }, 100, 16)).toEqual({ method: 'POST', bytes: { from: 0, to: 16 } });
		expect(askAt({ kind: 'new' }, 9, 16)).toEqual({ method: 'POST', bytes: { from: 0, to: 9 } });
		expect(askAt({ kind: 'bare' }, 9, 16)).toEqual({ method: 'POST', bytes: null });
	});

	it('is how far it is, after a break, and then the rest', () => {
		expect(askAt(broke({ kind: 'new' }), 100, 16)).toEqual(HEAD);
		expect(askAt(broke({ kind: 'at', offset: 50 }), 100, 16)).toEqual(HEAD);
		expect(askAt({ kind: 'at', offset: 90 }, 100, 16).bytes).toEqual({ from: 90, to: 100 });
	});
});

describe('what an answer means', () => {
	it('goes on where the server is, and ends where it has all', () => {
		expect(heard(POST, answer(201, 10), 100)).toEqual({ kind: 'go-on', place: { kind: 'at', offset: 10 } });
		expect(heard(HEAD, answer(200, 37), 100)).toEqual({ kind: 'go-on', place: { kind: 'at', offset: 37 } });
		expect(heard(PATCH, answer(204, 100), 100)).toEqual({ kind: 'sent' });
		expect(heard(POST, answer(201, 100), 100)).toEqual({ kind: 'sent' });
	});

	it('begins anew, without bytes, what the server has forgotten', () => {
		for (const status of [404, 410]) {
			expect(heard(HEAD, answer(status), 100)).toEqual({ kind: 'go-on', place: { kind: 'bare' } });
			expect(heard(PATCH, answer(status), 100)).toEqual({ kind: 'go-on', place: { kind: 'bare' } });
		}
	});

	it('asks again where the two disagree', () => {
		expect(heard(PATCH, answer(409), 100)).toEqual({ kind: 'go-on', place: { kind: 'unsure' } });
	});

	it('takes only an answer of ours for anything', () => {
		for (const status of [200, 204, 403, 404, 413]) {
			expect(heard(PATCH, answer(status, 100, false), 100)).toEqual({ kind: 'later' });
		}
		expect(heard(PATCH, answer(204), 100)).toEqual({ kind: 'later' });
	});

	it('parks what the server will never have, and waits out what passes', () => {
		for (const status of [400, 403, 413, 415, 422]) {
			expect(heard(PATCH, answer(status), 100)).toEqual({ kind: 'refused', reason: String(status) });
		}
		for (const status of [401, 408, 423, 429, 500, 502, 503, 302]) {
			expect(heard(PATCH, answer(status), 100)).toEqual({ kind: 'later' });
		}
		expect(heard(POST, answer(404), 100)).toEqual({ kind: 'refused', reason: '404' });
	});
});
