import { describe, expect, it } from 'vitest';
import { checkField } from './schema.ts';
import { standingOf } from './visit.ts';

describe('a visit', () => {
	it('is one record from the plan to the report', () => {
		expect(standingOf({ shop: 'shop1' })).toBe('planned');
		expect(standingOf({ startedAt: 1 })).toBe('under-way');
		expect(standingOf({ startedAt: 1, endedAt: 2 })).toBe('done');
	});

	it('begun or ended by mistake goes back to what it was', () => {
		expect(standingOf({ startedAt: null })).toBe('planned');
		expect(standingOf({ startedAt: 1, endedAt: null })).toBe('under-way');
	});

	it('thrown away is none, whatever it was, and is back when that is taken back', () => {
		expect(standingOf({ startedAt: 1, endedAt: 2, droppedAt: 3 })).toBe('dropped');
		expect(standingOf({ startedAt: 1, endedAt: 2, droppedAt: null })).toBe('done');
	});

	it('takes what its fields may hold and nothing else', () => {
		const good: readonly [string, unknown][] = [
			['shop', 'shop-of-boon'],
			['plannedFor', '2026-11-26'],
			['why', [{ kind: 'old-price', days: 140 }]],
			['place', { lat: 14.97, lng: 102.1, accuracy: 8 }],
			['place', null],
			['noPlace', 'refused'],
			['found', [{ check: 'price', state: 'done' }]],
			['nextOn', null],
			['droppedAt', null],
		];
		for (const [field, value] of good) expect(checkField('visit', field, value).kind, field).toBe('ok');
		const bad: readonly [string, unknown][] = [
			['shop', '../x'],
			['plannedFor', '26/11/2026'],
			['why', [{ kind: 'because', days: null }]],
			['place', { lat: 91, lng: 0, accuracy: null }],
			['startedAt', -1],
			['ticked', ['x']],
			['notes', 'ก'.repeat(8_001)],
			['order', ''],
		];
		for (const [field, value] of bad) expect(checkField('visit', field, value).kind, field).toBe('bad');
	});
});
