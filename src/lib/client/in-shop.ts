import { catalogueOf, isVisits, shopOfSpace } from '../domain/access.ts';
import { readFiled } from './filed.ts';
import type { Session, Wish } from './session.ts';

/**
 * The same session in one shop of those that its person carries. What is stored through it goes into that shop: a change
 * of any other is a mistake of ours, and is stored nowhere.
 */
export const inShop = <S extends Session>(session: S, shop: string): S =>
	within(session, catalogueOf(shop), shop);

/** The same in a province's visits: what belongs to a visit (its pictures, what was typed) goes there and nowhere else. */
export const inVisits = <S extends Session>(session: S, space: string): S => within(session, space, null);

function within<S extends Session>(session: S, space: string, shop: string | null): S {
	const only = (wish: Wish): Wish => {
		if (wish.space !== space) throw new Error(`a change of ${wish.space} in ${space}`);
		return wish;
	};
	return {
		...session,
		account: { ...session.account, shop },
		space,
		edit: async (...wishes: Wish[]) => session.edit(...wishes.map(only)),
		store: <T>(work: (edit: (wish: Wish) => Promise<void>) => Promise<T>) =>
			session.store((edit) => work(async (wish) => edit(only(wish)))),
	};
}

/** What is filed as `name`, and the session to go on with it: in its own shop. Null: it belongs to another shop. */
export function unfiled<S extends Session>(session: S, name: string): { session: S; id: string } | null {
	const its = readFiled(session, name);
	if (!its || its.space === session.space) return its && { session, id: its.id };
	if (isVisits(its.space)) return { session: inVisits(session, its.space), id: its.id };
	const shop = shopOfSpace(its.space);
	return shop ? { session: inShop(session, shop), id: its.id } : null;
}
