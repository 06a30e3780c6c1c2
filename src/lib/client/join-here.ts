import { phoneName } from '../domain/browser.ts';
import { accountOf, remember } from './accounts.ts';
import { join, type Joined } from './joining.ts';
import { keepJoined, keepTyped, keyFor } from './keyring.ts';

const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Keeps what is typed for a name, at most a moment after each letter. */
export const keepName = (secret: string, typed: string): Promise<void> => keepTyped(secret, typed, chance);

/**
 * Joins with this phone, and keeps who did. `name`: where the invitation asks it. It and the key are on the flash before
 * anything is sent. Throws where nothing can be kept.
 */
export async function joinHere(
	secret: string,
	name: string | null,
	fetcher: typeof fetch = fetch,
): Promise<Joined> {
	const key = await keyFor(secret, chance);
	if (name !== null) await keepName(secret, name);
	const phone = await thisPhone();
	const joined = await join({ secret, key, phone, ...(name !== null && { name }) }, fetcher);
	if (joined.kind === 'ok') {
		await keepJoined(secret, accountOf(joined));
		await remember(joined);
	}
	return joined;
}

/** Chrome tells the model only when asked. */
async function thisPhone(): Promise<string> {
	type Hints = { getHighEntropyValues?: (names: string[]) => Promise<{ model?: string }> };
	const hints = (navigator as Navigator & { userAgentData?: Hints }).userAgentData;
	const told = await hints?.getHighEntropyValues?.(['model']).catch(() => null);
	return phoneName(navigator.userAgent, told?.model ?? '');
}
