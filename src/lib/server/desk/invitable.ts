import type { Principal } from '../../domain/access.ts';
import { can } from '../access.ts';
import type { App } from '../app.ts';
import { findPerson } from '../store/queries/accounts.ts';
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

/** Somebody who joined before and whom this person may give a further phone; null for others, and for nobody. */
export async function invitablePerson(app: App, who: Principal, id: string) {
	return app.store.read(async (tx) => {
		const person = await findPerson(tx, id);
		const area = await areaOfShop(tx, person?.shop ?? '');
		if (!person || person.revokedAt !== null) return null;
		if (!can(who, 'renew', area === null ? person : { ...person, areas: [area] })) return null;
		return { id, name: person.name, role: person.role };
	});
}
