import { catalogueOf, shopOfSpace } from '../domain/access.ts';
import type { Edit } from '../sync/device/edit.ts';
import type { Session } from './session.ts';

/**
 * The same session in one shop of those that its person carries. What is stored through it goes into that shop: a change
 * of any other is a mistake of ours, and is stored nowhere.
 */
export function inShop<S extends Session>(session: S, shop: string): S {
	const space = catalogueOf(shop);
	const only = (wish: Edit): Edit => {
		if (wish.space !== space) throw new Error(`a change of ${wish.space} in ${space}`);
		return wish;
	};
	return {
		...session,
		account: { ...session.account, shop },
		space,
		edit: async (...wishes: Edit[]) => session.edit(...wishes.map(only)),
		store: <T>(work: (edit: (wish: Edit) => Promise<void>) => Promise<T>) =>
			session.store((edit) => work(async (wish) => edit(only(wish)))),
	};
}

type Where = Pick<Session, 'account' | 'space'>;

const carriesMany = ({ account }: Pick<Session, 'account'>): boolean => account.role === 'marketer';

/**
 * What a note on this phone (a draft, a picture that is no photo yet) is filed under. A seller's phone knows one shop;
 * where many are carried the shop stands in the name, since two may have things of one key: `c.SHOP/product/KEY`.
 */
export const filed = (where: Where, id: string): string => (carriesMany(where) ? `${where.space}/${id}` : id);

/** What is filed as `name`, and the session to go on with it: in its own shop. Null: it belongs to another shop. */
export function unfiled<S extends Session>(session: S, name: string): { session: S; id: string } | null {
	if (!carriesMany(session)) return { session, id: name };
	const [space = '', ...rest] = name.split('/');
	const id = rest.join('/');
	if (session.space === space) return { session, id };
	const shop = shopOfSpace(space);
	return session.space === '' && shop ? { session: inShop(session, shop), id } : null;
}

/** Whether a row of this phone is of the shop that is open; all are while none is, and on the phone of one shop. */
export const isOpen = (where: Where, space: string): boolean =>
	!carriesMany(where) || where.space === '' || where.space === space;
