import { describe, expect, it } from 'vitest';
import { PROVINCES, provinceOf } from './provinces.ts';

describe('provinces', () => {
	it('are 77, each with its own code and names', () => {
		expect(PROVINCES).toHaveLength(77);
		for (const key of ['code', 'th', 'en'] as const)
			expect(new Set(PROVINCES.map((province) => province[key])).size).toBe(77);
		expect(PROVINCES.every(({ code, en }) => /^\d\d$/.test(code) && /^[A-Z]/.test(en))).toBe(true);
	});

	it('fall into four regions of the official sizes', () => {
		const count = (region: string) => PROVINCES.filter((province) => province.region === region).length;
		expect([count('north'), count('northeast'), count('central'), count('south')]).toEqual([17, 20, 26, 14]);
	});

	it('are found by the code of any unit inside them', () => {
		expect(provinceOf('50')?.th).toBe('เชียงใหม่');
		expect(provinceOf('301701')?.en).toBe('Nakhon Ratchasima');
		expect(provinceOf('99')).toBeNull();
	});
});
