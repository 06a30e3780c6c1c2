import { describe, expect, it } from 'vitest';
import type { Check } from './choices.ts';
import { checkProgramme, foundOf, type Looked } from './programme.ts';

const bare: Looked = { shop: {}, products: [], photos: 0, story: {}, today: '2026-11-26' };
const price = { satang: 25_000, unit: 'ผืน' };
const consent = { text: 'x', at: 1, by: 'ยายบุญ', way: 'spoken' as const };
const whole: Looked = {
	...bare,
	shop: { phones: ['0812345678'], promptpay: '0812345678', consent },
	products: [{ price, standards: [{ type: 'มผช.', number: '12/2560', expires: '2027-01-01' }] }],
	photos: 3,
	story: { th: 'ทอมือ' },
};
const stateOf = (looked: Looked, check: Check, ticked: Check[] = []) =>
	checkProgramme(looked, ticked).find((one) => one.check === check);

describe('the checklist of the programme', () => {
	it('is open where nothing is there, and says how much is missing', () => {
		expect(checkProgramme(bare, []).map(({ check, state, missing }) => [check, state, missing])).toEqual([
			['price', 'open', 1],
			['photos', 'open', 3],
			['story', 'open', 1],
			['contact', 'open', 1],
			['standards', 'ask', 0],
			['promptpay', 'open', 1],
			['consent', 'open', 1],
		]);
	});

	it('is computed true where it can be, and asks what only a person can judge', () => {
		const asked = checkProgramme(whole, []).filter(({ state }) => state !== 'done');
		expect(asked.map(({ check, state }) => [check, state])).toEqual([['contact', 'ask']]);
		expect(stateOf(whole, 'contact', ['contact'])?.state).toBe('done');
	});

	it('counts each product without a price', () => {
		const looked = { ...whole, products: [{ price }, { price: null }, { price: { ...price, satang: 0 } }] };
		expect(stateOf(looked, 'price')).toMatchObject({ state: 'open', missing: 2 });
	});

	it('takes a standard without its number, without its last day or past it for missing', () => {
		const standard = { type: 'อย.' as const, number: '1', expires: '2026-11-26' };
		const wrong = [
			{ ...standard, number: ' ' },
			{ ...standard, expires: null },
			{ ...standard, expires: '2026-11-25' },
		];
		const looked = { ...whole, products: [{ price, standards: [standard, ...wrong] }] };
		expect(stateOf(looked, 'standards')).toMatchObject({ state: 'open', missing: 3 });
		expect(stateOf({ ...whole, products: [{ price }] }, 'standards')?.state).toBe('ask');
	});

	it('does not take a tick for what it can see is missing', () => {
		expect(stateOf({ ...whole, shop: {} }, 'contact', ['contact'])?.state).toBe('open');
		expect(stateOf({ ...whole, photos: 1 }, 'photos', ['photos'])).toMatchObject({
			state: 'open',
			missing: 2,
		});
	});

	it('is open in the report where nobody has judged', () => {
		expect(foundOf(checkProgramme(whole, [])).filter(({ state }) => state === 'open')).toEqual([
			{ check: 'contact', state: 'open' },
		]);
	});

	it('knows that a consent was withdrawn', () => {
		expect(stateOf({ ...whole, shop: { ...whole.shop, consent: null } }, 'consent')?.state).toBe('open');
	});
});
