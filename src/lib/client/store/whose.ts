import { catalogueOf, ownerOfSpace } from '../../domain/access.ts';
import type { Where } from '../waiting.ts';
import type { Database } from './database.ts';

/**
 * Whose work a database holds, for the worker, which is told of no account: a seller's phone follows what is of one shop,
 * and whoever chose what to carry, or follows several shops, is no seller.
 */
export async function whoseIs(db: Database): Promise<Where> {
	const [self, followed] = await Promise.all([db.self.get('self'), db.followed.toArray()]);
	const shops = new Set(followed.flatMap(({ space, visible }) => (visible && ownerOfSpace(space)) || []));
	const [shop = null] = shops;
	const isSellers = shops.size < 2 && !self?.scopes;
	return isSellers
		? { db, space: shop === null ? '' : catalogueOf(shop), account: { role: 'seller', shop } }
		: { db, space: '', account: { role: 'marketer', shop: null } };
}
