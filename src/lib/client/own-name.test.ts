import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signedText } from '../domain/signed-invitation.ts';
import { remember, type Account } from './accounts.ts';
import { keepTyped } from './keyring.ts';
import { asksName, nameFor } from './own-name.ts';

const MADE = {
	...{ enrolment: 'enrol123', shop: 'shop-of-boon-000', area: '30' },
	...{ madeAt: 1_800_000_000_000, nonce: 'n'.repeat(22), name: '' },
};
const SIGNED = signedText(MADE, 's'.repeat(86));
const FORMER = signedText({ ...MADE, name: 'ยายบุญ' }, 's'.repeat(86));
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const knows = (more: Partial<Account>) =>
	remember({
		...{ enrolment: 'e1234567', person: 'p1234567', role: 'seller', areas: ['30'] },
		...{ name: 'ตาสุข', shop: 'shop-of-suk-0000', ...more },
	});

beforeEach(async () => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
	});
	await Dexie.delete('joined');
});
afterEach(() => void vi.unstubAllGlobals());

it('asks for a name where a phone signed, and not where the office has it', () => {
	expect(asksName(SIGNED)).toBe(true);
	expect(asksName(FORMER)).toBe(true);
	expect(asksName('x'.repeat(22))).toBe(false);
});

it('begins with nothing on a phone that knows nobody, and with what the office says', async () => {
	expect(await nameFor(SIGNED, '')).toBe('');
	expect(await nameFor(FORMER, 'ยายบุญ')).toBe('ยายบุญ');
});

it('proposes whoever has that shop here, else another seller, and no marketer', async () => {
	await knows({ role: 'marketer', shop: null, person: 'm1234567', name: 'คุณสมชาย' });
	expect(await nameFor(SIGNED, '')).toBe('');
	await knows({ shop: MADE.shop, person: 'b1234567', name: 'ยายบุญ' });
	await knows({});
	expect(await nameFor(SIGNED, '')).toBe('ยายบุญ');
	expect(await nameFor(signedText({ ...MADE, shop: 'shop-of-chan-000' }, 's'.repeat(86)), '')).toBe('ตาสุข');
});

it('what was typed before comes first, a field wiped by hand too', async () => {
	await knows({});
	await keepTyped(SIGNED, 'น้องฝ้', chance);
	expect(await nameFor(SIGNED, 'ยายบุญ')).toBe('น้องฝ้');
	await keepTyped(SIGNED, '', chance);
	expect(await nameFor(SIGNED, 'ยายบุญ')).toBe('');
});
