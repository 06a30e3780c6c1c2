import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lazily } from './lazy.svelte.ts';
import { useLanguage } from './locale.svelte.ts';

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', { documentElement: {} });
	vi.stubGlobal('localStorage', { setItem: () => undefined });
	vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
	useLanguage('th');
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

describe('words that come when they are spoken', () => {
	it('are not asked for where Thai is spoken', () => {
		const fetchEn = vi.fn(() => Promise.resolve('shop'));
		const words = lazily('ร้าน', fetchEn);
		expect([words(), words.here()]).toEqual(['ร้าน', true]);
		expect(fetchEn).not.toHaveBeenCalled();
	});

	it('are waited for, and asked for once', async () => {
		useLanguage('en');
		const fetchEn = vi.fn(() => Promise.resolve('shop'));
		const words = lazily('ร้าน', fetchEn);
		expect([words(), words.here()]).toEqual(['ร้าน', false]);
		await vi.advanceTimersByTimeAsync(0);
		expect([words(), words.here()]).toEqual(['shop', true]);
		expect(fetchEn).toHaveBeenCalledOnce();
	});

	it('have Thai stand in where they cannot be had, and come as soon as they can', async () => {
		useLanguage('en');
		const fetchEn = vi.fn(() => Promise.resolve('shop'));
		fetchEn.mockRejectedValueOnce(new Error('no line')).mockRejectedValueOnce(new Error('no line'));
		const words = lazily('ร้าน', fetchEn);
		words();
		await vi.advanceTimersByTimeAsync(0);
		expect([words(), words.here()]).toEqual(['ร้าน', true]);
		await vi.advanceTimersByTimeAsync(2_000);
		expect(words()).toBe('ร้าน');
		await vi.advanceTimersByTimeAsync(4_000);
		expect(words()).toBe('shop');
		expect(fetchEn).toHaveBeenCalledTimes(3);
	});
});
