import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../domain/category.ts';
import { REGIONS } from '../domain/provinces.ts';
import { motifPicture, weavePattern } from './art.ts';
import { weaveOf } from './weaves.ts';

describe('the woven strip', () => {
	it('is a different cloth in each region', () => {
		const drawn = REGIONS.map((region) => weavePattern(region, 'w'));
		expect(new Set(drawn).size).toBe(4);
	});

	it.each(REGIONS)('of the %s has one height, so that strips can be exchanged', (region) => {
		expect(weaveOf(region).height).toBe(26);
	});

	it.each(REGIONS)('of the %s is small enough to write into a page', (region) => {
		expect(weavePattern(region, 'w').length).toBeLessThan(2500);
	});

	it.each(REGIONS)('of the %s has no number that is not one', (region) => {
		expect(weavePattern(region, 'w')).not.toMatch(/NaN|undefined|e-/);
	});
});

describe('the motif', () => {
	it.each(CATEGORIES)('of %s is a picture with tint and line', (category) => {
		expect(motifPicture(category, 64, '#fff').match(/<path/g)).toHaveLength(2);
	});
});
