import { describe, expect, it } from 'vitest';
import { readArguments } from './invite-arguments.ts';

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '));
const wishOf = (line: string) => {
	const asked = read(line);
	return asked.kind === 'ok' ? asked.wish : asked;
};

describe('npm run invite', () => {
	it('takes a province by its name or code', () => {
		const wish = { role: 'seller', areas: ['30'], shop: null, name: 'บุญ' };
		expect(wishOf('--role seller --province นครราชสีมา --name บุญ')).toMatchObject(wish);
		expect(wishOf('--role seller --province 30 --name บุญ')).toMatchObject(wish);
	});
	it('takes the provinces of a marketer, a shop that exists, and staff', () => {
		expect(wishOf('--role marketer --provinces 30,บุรีรัมย์ --name มาลี')).toMatchObject({ areas: ['30', '31'] });
		expect(wishOf('--role seller --shop abcd1234 --name บุญ')).toMatchObject({ areas: [], shop: 'abcd1234' });
		expect(wishOf('--role staff --name สมชาย')).toMatchObject({ role: 'staff', areas: [], shop: null });
	});
	it.each([
		['nothing', '', 2],
		['a role that does not exist', '--role admin --name x', 1],
		['no name', '--role staff', 1],
		['a province that does not exist', '--role seller --province ดาวอังคาร --name x', 1],
		['a seller without a province', '--role seller --name x', 1],
		['a seller of two provinces', '--role seller --provinces 30,31 --name x', 1],
		['a seller with both', '--role seller --province 30 --shop abcd1234 --name x', 1],
		['a marketer without provinces', '--role marketer --name x', 1],
		['a marketer with a shop', '--role marketer --provinces 30 --shop abcd1234 --name x', 1],
		['staff of a province', '--role staff --province 30 --name x', 1],
		['a shop key of other letters', '--role seller --shop ../x --name x', 1],
		['an option that does not exist', '--role staff --name x --colour red', 1],
	])('says in both languages what is wrong with %s', (_, line, count) => {
		const asked = read(line);
		expect(asked.kind === 'bad' && asked.problems.length).toBe(count);
		for (const problem of asked.kind === 'bad' ? asked.problems : [])
			expect(problem).toMatch(/[ก-๙].* · .*\w/u);
	});
	it('helps', () => {
		expect(read('--help')).toEqual({ kind: 'help' });
	});
});
