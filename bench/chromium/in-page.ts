// Runs in the page, beside the app: what a screen of the app does with an edit, of things that no screen shows.
import { currentAccount } from '../../src/lib/client/accounts.ts';
import { openSession } from '../../src/lib/client/session.ts';
import { KIND } from '../support/kind.ts';
import type { PriceEdit } from '../support/prices.ts';

const silent = () => undefined;

async function session() {
	const account = currentAccount();
	if (!account) throw new Error('nobody has joined on this phone');
	return openSession(account, silent, silent);
}

Object.assign(globalThis, {
	/** Stores edits in the app's database. The app itself sends them when it is woken. */
	async benchEdit(edits: readonly PriceEdit[]): Promise<void> {
		const { space, edit, close } = await session();
		await edit(...edits.map(({ id, price }) => ({ space, kind: KIND, key: id, set: { price } })));
		close();
	},
	/** How many things the phone holds, how many edits wait there, and a price. */
	async benchLook(id: string): Promise<{ held: number; waiting: number; price: unknown }> {
		const { space, db, close } = await session();
		const held = await db.records.where('[space+kind+key]').between([space, KIND], [space, KIND, []]).count();
		const waiting = await db.queue.count();
		const row = await db.records.get([space, KIND, id]);
		close();
		return { held, waiting, price: row?.fields['price'] };
	},
});
