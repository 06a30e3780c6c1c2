import { afterEach, expect, it, vi } from 'vitest';
import { whileOpening } from './opening.ts';

afterEach(() => vi.unstubAllGlobals());

it('asks for the lock before it opens, and holds it until it is open or has failed', async () => {
	const seen: string[] = [];
	const request = (_name: string, held: () => Promise<void>) => {
		seen.push('asked');
		return held().then(() => seen.push('free'));
	};
	vi.stubGlobal('navigator', { locks: { request } });
	let open = () => {};
	const opening = whileOpening(() => {
		seen.push('opens');
		return new Promise<void>((resolve) => (open = resolve));
	});
	await Promise.resolve();
	expect(seen).toEqual(['asked', 'opens']);
	open();
	await opening;
	await vi.waitFor(() => expect(seen).toEqual(['asked', 'opens', 'free']));

	await expect(whileOpening(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
	await vi.waitFor(() => expect(seen.slice(3)).toEqual(['asked', 'free']));
});

it('opens where there are no locks, where they are refused, and before one is given', async () => {
	const never = () => new Promise(() => {});
	const refused = () => Promise.reject(new Error('SecurityError'));
	for (const locks of [undefined, { request: refused }, { request: never }]) {
		vi.stubGlobal('navigator', { locks });
		expect(await whileOpening(() => Promise.resolve('open'))).toBe('open');
	}
});
