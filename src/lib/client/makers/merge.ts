import { Dexie, liveQuery, type Observable } from 'dexie';
import { catalogueOf } from '../../domain/access.ts';
import { mergedInto } from '../../domain/duplicates/alias.ts';
import { planMerge, planUndo, type Entry, type Side, type Wish } from '../../domain/duplicates/merge.ts';
import { APART } from '../../domain/notes.ts';
import { shown } from '../../sync/device/held.ts';
import type { Edit } from '../../sync/device/edit.ts';
import type { Session } from '../session.ts';
import { isHere } from '../view.ts';

type Where = Pick<Session, 'db'>;

/** A carried shop with all its records as they are shown here. Null: it is not on this phone. */
export async function sideOf({ db }: Where, shop: string): Promise<Side | null> {
	const space = catalogueOf(shop);
	const rows = await db.records
		.where('[space+kind+key]')
		.between([space, Dexie.minKey], [space, Dexie.maxKey])
		.filter(isHere)
		.toArray();
	const entries = rows.map((row): Entry => ({ kind: row.kind, key: row.key, fields: shown(row) }));
	return entries.some(({ kind, key }) => kind === 'shop' && key === shop) ? { shop, entries } : null;
}

export function watchSides(session: Where, shops: readonly string[]): Observable<(Side | null)[]> {
	return liveQuery(() => Promise.all(shops.map((shop) => sideOf(session, shop))));
}

const shopOf = ({ shop, entries }: Side) =>
	entries.find(({ kind, key }) => kind === 'shop' && key === shop)?.fields;

/** Makes one of two carried shops, in one transaction of this phone. Answers whether it could be. `app`: with no shop open. */
export async function mergeHere(
	app: Session,
	wish: { readonly stays: string; readonly goes: string; readonly picks: ReadonlySet<string> },
): Promise<boolean> {
	await app.settled();
	const [stays, goes] = [await sideOf(app, wish.stays), await sideOf(app, wish.goes)];
	if (!stays || !goes) return false;
	if (mergedInto(shopOf(stays)) !== '' || mergedInto(shopOf(goes)) !== '') return false;
	await app.edit(...planMerge(stays, goes, wish.picks).map(toEdit));
	return true;
}

/** Makes two of them again. Null: they are not both on this phone, or stand for themselves. */
export async function undoHere(app: Session, alias: string) {
	await app.settled();
	const goes = await sideOf(app, alias);
	const into = goes ? mergedInto(shopOf(goes)) : '';
	const stays = into === '' ? null : await sideOf(app, into);
	if (!stays || !goes) return null;
	const { wishes, kept, fields } = planUndo(stays, goes);
	await app.edit(...wishes.map(toEdit));
	return { kept, fields };
}

const toEdit = ({ shop, kind, key, set, remove }: Wish): Edit => ({
	...{ space: catalogueOf(shop), kind, key },
	...(set && { set: set as NonNullable<Edit['set']> }),
	...(remove && { remove }),
});

/** Says that two makers are two, or takes that back. `now`: ms UTC by the server's clock. */
export async function setApartHere(app: Session, a: string, b: string, apart: boolean, now: number) {
	const [first, second] = a < b ? [a, b] : [b, a];
	const name = { space: catalogueOf(first), kind: APART, key: second };
	await app.edit(apart ? { ...name, set: { at: Math.round(now) } } : { ...name, remove: true });
}

/** Whether somebody has said so. */
export function isApartIn([a, b]: readonly [Side, Side]): boolean {
	const [first, second] = a.shop < b.shop ? [a, b.shop] : [b, a.shop];
	return first.entries.some(({ kind, key }) => kind === APART && key === second);
}
