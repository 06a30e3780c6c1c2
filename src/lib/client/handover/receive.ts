import { receiveShop } from '../../sync/device/handover.ts';
import { withClock, type Parcel } from '../../sync/handover/parcel.ts';
import { accounts, CURRENT, remember, type Account } from '../accounts.ts';
import { howJoined, keepJoined, keyFor } from '../keyring.ts';
import { chance, makeKey, openSession } from '../session.ts';
import { deviceStore } from '../store/device.ts';
import { withRoom } from '../store/full.ts';

/** The note of who handed the shop over, among what is typed: no other id begins so. */
export const handedNote = (person: string): string => `handed ${person}`;

/** An account that no office has heard of: it has no enrolment until its invitation is used. */
export const isUnheard = ({ enrolment }: Pick<Account, 'enrolment'>): boolean => enrolment === '';

/**
 * Takes a shop in from another phone. Its owner has it at once, and joins when there is a line (`redeem.ts`). On a phone that
 * has the shop already what is on its way comes along, and the account stays as it is.
 */
export async function takeParcel(parcel: Parcel): Promise<Account> {
	const { shop, area, owner, giver, invitation, replica } = parcel;
	const known = accounts().find((account) => account.role === 'seller' && account.shop === shop);
	const account: Account = known ?? {
		enrolment: '',
		person: makeKey(),
		role: 'seller',
		name: owner,
		areas: [area],
		shop,
	};
	const session = await openSession(
		account,
		() => undefined,
		() => undefined,
	);
	try {
		const { db } = session;
		const take = () =>
			deviceStore(db).transact(async (tx) => {
				const { clockOffset } = await tx.self();
				return receiveShop(tx, withClock(parcel, -clockOffset).replica, Date.now());
			});
		await withRoom(db, take);
		await db.drafts.put({ id: handedNote(replica.giver), text: giver, at: Date.now() });
	} finally {
		session.close();
	}
	if (known) localStorage.setItem(CURRENT, known.person);
	else {
		await keyFor(invitation, chance);
		await keepJoined(invitation, account);
		await remember(account);
	}
	return account;
}

/**
 * What its owner says she is called, in place of what the marketer wrote down: the office hears it when the invitation is used.
 * An account that has joined since keeps its name.
 */
export async function callUnheard({ person }: Account, name: string): Promise<void> {
	const how = await howJoined(person);
	const account = accounts().find((one) => one.person === person);
	if (!how || !account || !isUnheard(account)) return;
	const called = { ...account, name };
	await keepJoined(how.secret, called);
	await remember(called);
}
