import { expect, it } from 'vitest';
import { LEFT } from './accounts.ts';
import { noteLeft, sayFarewell } from './farewell.ts';

function phone(): Storage {
	const held = new Map<string, string>();
	return {
		getItem: (name: string) => held.get(name) ?? null,
		setItem: (name: string, value: string) => void held.set(name, value),
		removeItem: (name: string) => void held.delete(name),
	} as Storage;
}
const answering = (kind: string, asked: string[] = []): typeof fetch => {
	return (_url, init) => {
		asked.push(String(init?.body));
		return Promise.resolve(Response.json({ kind }));
	};
};

it('tells the office of every account that left, and of none twice', async () => {
	const storage = phone();
	for (const enrolment of ['e1', 'e2', 'e1']) noteLeft(enrolment, storage);
	const asked: string[] = [];
	expect(await sayFarewell(storage, answering('ok', asked))).toBe(true);
	expect(asked).toEqual(['{"enrolment":"e1"}', '{"enrolment":"e2"}']);
	expect(storage.getItem(LEFT)).toBeNull();
});

it('keeps what it could not tell: no line, or a page that is not the office', async () => {
	const storage = phone();
	noteLeft('e1', storage);
	expect(await sayFarewell(storage, () => Promise.reject(new TypeError('offline')))).toBe(false);
	expect(await sayFarewell(storage, () => Promise.resolve(new Response('<html>')))).toBe(false);
	expect(await sayFarewell(storage, answering('malformed'))).toBe(false);
	expect(storage.getItem(LEFT)).toBe('["e1"]');
});
