import type { Consent } from '../../domain/consent.ts';
import type { Edit } from '../../sync/device/edit.ts';
import type { Fields } from '../../sync/value.ts';
import type { Session } from '../session.ts';
import { readyOf, type LookedShop } from './looked.ts';

const goodsOf = ({ space }: Session, keys: readonly string[], state: string): Edit[] =>
	keys.map((key) => ({ space, kind: 'product', key, set: { state } }));

/**
 * Opens the shop of a session with all its goods that are ready, in one transaction; `consent`: what its owner has just agreed
 * to. Answers how many goods, and the way back: the consent stays, it was given.
 */
export async function openShop(
	session: Session,
	looked: LookedShop,
	consent?: Consent,
): Promise<{ readonly goods: number; readonly undo: () => Promise<void> }> {
	const { space, account } = session;
	const shop = { space, kind: 'shop', key: account.shop ?? '' };
	const keys = readyOf(looked).map(({ key }) => key);
	const set = { state: 'published', ...(consent && { consent }) } as Fields;
	// Said now, whatever of it was refused before: it is no correction of that.
	await session.edit({ ...shop, set, force: consent !== undefined }, ...goodsOf(session, keys, 'published'));
	const before = looked.looked.shop.state ?? 'draft';
	return {
		goods: keys.length,
		undo: () => session.edit({ ...shop, set: { state: before } }, ...goodsOf(session, keys, 'draft')),
	};
}
