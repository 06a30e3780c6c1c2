import type { Role } from '../domain/access.ts';

/** What of a session says how its notes are filed. */
export interface FiledBy {
	readonly space: string;
	readonly account: { readonly role: Role };
}

const carriesMany = ({ account }: Pick<FiledBy, 'account'>): boolean => account.role === 'marketer';

/**
 * What a note on this phone (a draft, a picture that is no photo yet) is filed under. A seller's phone knows one shop;
 * where many are carried the shop stands in the name, since two may have things of one key: `c.SHOP/product/KEY`.
 */
export const filed = (where: FiledBy, id: string): string =>
	carriesMany(where) ? `${where.space}/${id}` : id;

/** What is filed as `name`, and in which space: of the shop that is open, or of any while none is. Null: of another shop. */
export function readFiled(where: FiledBy, name: string): { space: string; id: string } | null {
	if (!carriesMany(where)) return { space: where.space, id: name };
	const end = name.indexOf('/');
	const space = name.slice(0, end);
	return isOpen(where, space) ? { space, id: name.slice(end + 1) } : null;
}

/** Whether a row of this phone is of the shop that is open; all are while none is, and on the phone of one shop. */
export const isOpen = (where: FiledBy, space: string): boolean =>
	!carriesMany(where) || where.space === '' || where.space === space;
