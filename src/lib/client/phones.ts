import type { PhoneFacts } from '../domain/phone-news.ts';
import type { Account } from './accounts.ts';
import { askOffice, type Unreached } from './ask-office.ts';

/** A phone of this shop as the office knows it. Times in ms UTC by the office's clock. */
export interface ShopPhone extends PhoneFacts {
	readonly id: string;
	/** Whose it is. */
	readonly name: string;
	readonly phone: string;
	/** '' where it never told. */
	readonly version: string;
	readonly isOwn: boolean;
}

export interface PhonesSeen {
	readonly kind: 'ok';
	readonly phones: readonly ShopPhone[];
	/** The office's time when it said so. */
	readonly now: number;
	/** Of the app that the office gives out now. */
	readonly version: string;
}

/** The phones of this person and of the people of their shop. They are known to the office alone. */
export async function phonesOfShop(
	account: Account,
	fetcher: typeof fetch = fetch,
): Promise<PhonesSeen | Unreached> {
	const answer = await askOffice('/api/phones', account, {}, fetcher);
	return answer.kind === 'ok' ? (answer as unknown as PhonesSeen) : { kind: 'offline' };
}

/** Puts a phone out of use, at its next request. False: the office has not said so. */
export async function endPhone(
	account: Account,
	id: string,
	fetcher: typeof fetch = fetch,
): Promise<boolean> {
	return (await askOffice('/api/phones/end', account, { id }, fetcher)).kind === 'ok';
}
