import type { Principal } from '../../domain/access.ts';
import { can, visible } from '../access.ts';
import type { App } from '../app.ts';
import { findPerson } from '../store/queries/accounts.ts';
import { openInvitations } from '../store/queries/invitations.ts';
import { areaOfShop, nameOfShop } from '../store/queries/shops.ts';

/** The links that nobody has used yet: all for staff, their own for a marketer. */
export async function openLinks(app: App, who: Principal) {
	return app.store.read(async (tx) => {
		const open = await openInvitations(tx, can(who, 'see-office', null) ? null : who.person, app.now());
		const links = [];
		for (const { id, name, role, areas, shop, inviter, expiresAt } of open) {
			const by = inviter === null ? null : await findPerson(tx, inviter);
			// A shop may have moved out of sight since
			const area = shop === null ? null : await areaOfShop(tx, shop);
			const isSeen = area !== null && visible(who).seesArea(area);
			const shopName = shop !== null && isSeen ? await nameOfShop(tx, shop) : '';
			links.push({ id, name, role, areas, shopName, inviterName: by?.name ?? '', expiresAt });
		}
		return links;
	});
}
