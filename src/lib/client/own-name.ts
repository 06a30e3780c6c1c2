import { readSigned } from '../domain/signed-invitation.ts';
import { accounts, currentAccount } from './accounts.ts';
import { typedName } from './keyring.ts';

/** Whether whoever joins says what they are called: an invitation that was made with no connection leaves it to them. */
export const asksName = (secret: string): boolean => readSigned(secret) !== null;

/**
 * What stands in the field at first: what was typed there before; what the office has heard, or an earlier app's invitation
 * says; what this phone knows of whoever had that shop, or another, before.
 */
export async function nameFor(secret: string, heard: string): Promise<string> {
	const typed = await typedName(secret);
	if (typed !== null) return typed;
	const shop = readSigned(secret)?.invitation.shop;
	const ofShop = accounts().find((account) => account.role === 'seller' && account.shop === shop);
	const here = currentAccount();
	return heard || ofShop?.name || (here?.role === 'seller' ? here.name : '');
}
