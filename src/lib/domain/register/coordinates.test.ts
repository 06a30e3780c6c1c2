import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../provinces.ts';
import { readPlace } from './coordinates.ts';

describe('readPlace', () => {
	it('reads both halves', () => {
		expect(readPlace('18.787', '98.993', '50')).toEqual({ kind: 'ok', lat: 18.787, lng: 98.993 });
		expect(readPlace(' 18,787 ', '98.993°', '50')).toEqual({ kind: 'ok', lat: 18.787, lng: 98.993 });
	});

	it('puts halves right that stand in each other’s column', () => {
		expect(readPlace('98.993', '18.787', '50')).toEqual({ kind: 'ok', lat: 18.787, lng: 98.993 });
	});

	it('takes empty cells for no place', () => {
		expect(readPlace('', ' ', '50')).toEqual({ kind: 'none' });
		expect(readPlace('-', '0', '50')).toEqual({ kind: 'none' });
	});

	it('says what is wrong with the rest', () => {
		expect(readPlace('14.037', '', '71')).toEqual({ kind: 'bad', reason: 'half-a-place' });
		expect(readPlace('วัด', '99', '71')).toEqual({ kind: 'bad', reason: 'not-a-coordinate' });
		expect(readPlace('5', '97', '42')).toEqual({ kind: 'bad', reason: 'outside-thailand' });
		expect(readPlace('16', '106', '30')).toEqual({ kind: 'bad', reason: 'outside-thailand' });
		expect(readPlace('7.01', '100.47', '50')).toEqual({ kind: 'bad', reason: 'far-from-province' });
	});

	it('knows the middle of every province', () => {
		for (const { code, th } of PROVINCES) {
			const fits = ['5.8', '9', '13', '16', '19'].flatMap((lat) =>
				['98', '99.5', '101', '102.5', '104', '105'].map((lng) => readPlace(lat, lng, code).kind),
			);
			expect(fits, th).toContain('bad');
		}
	});
});
