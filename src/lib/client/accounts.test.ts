import { expect, it, vi } from 'vitest';
import { accounts, currentAccount, databaseName, remember, type Account } from './accounts.ts';

vi.stubGlobal('navigator', {});

const boon: Account = {
	enrolment: 'e1234567',
	person: 'p1234567',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};

function phone(): Storage {
	const held = new Map<string, string>();
	return {
		getItem: (name: string) => held.get(name) ?? null,
		setItem: (name: string, value: string) => void held.set(name, value),
	} as Storage;
}

async function after(...joined: Account[]): Promise<Storage> {
	const storage = phone();
	for (const account of joined) await remember(account, storage);
	return storage;
}

it('keeps the database of a person who joins again', async () => {
	const storage = await after(boon, { ...boon, enrolment: 'e7654321' });
	expect(accounts(storage)).toEqual([{ ...boon, enrolment: 'e7654321' }]);
	expect(databaseName(currentAccount(storage) as Account)).toBe('tambon-p1234567');
});

it('goes on with the database of the same shop when the office knows its seller as somebody new', async () => {
	const again = { ...boon, enrolment: 'e2', person: 'p2' };
	const third = { ...boon, enrolment: 'e3', person: 'p3' };
	const storage = await after(boon, again, third, { ...third, enrolment: 'e4' });
	expect(accounts(storage)).toHaveLength(1);
	expect(currentAccount(storage)?.enrolment).toBe('e4');
	expect(databaseName(currentAccount(storage) as Account)).toBe('tambon-p1234567');
});

it('keeps apart who works for another shop or in another role', async () => {
	const other = { ...boon, person: 'p2', shop: 'shop0002' };
	const marketer: Account = { ...boon, person: 'p3', role: 'marketer', shop: null };
	const staff: Account = { ...boon, person: 'p4', role: 'staff', shop: null };
	const storage = await after(boon, other, marketer, staff);
	expect(accounts(storage).map(databaseName)).toEqual([
		'tambon-p4',
		'tambon-p3',
		'tambon-p2',
		'tambon-p1234567',
	]);
});
