import type { Principal } from '../../domain/access.ts';
import { can } from '../access.ts';
import type { App } from '../app.ts';
import { areaOfShop, nameOfShop } from '../store/queries/shops.ts';

/** A shop that this person may invite to, with its name; null for another's and for one that does not exist. */
export async function invitableShop(app: App, who: Principal, key: string) {
	return app.store.read(async (tx) => {
		const area = await areaOfShop(tx, key);
		const invitee = { role: 'seller', areas: [], shop: key } as const;
		if (area === null || !can(who, 'invite', { invitee, shopArea: area })) return null;
		return { key, name: await nameOfShop(tx, key) };
	});
}
