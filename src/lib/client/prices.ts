import { Dexie, liveQuery, type Observable } from 'dexie';
import type { Repricing } from '../domain/pricing.ts';
import type { Price, Product } from '../domain/product.ts';
import { compareThai } from '../domain/thai.ts';
import { shown } from '../sync/device/held.ts';
import type { Base } from '../sync/change.ts';
import { seenNow } from './drafts.svelte.ts';
import type { Session } from './session.ts';
import { editMany } from './store/batch.ts';
import type { NameRow } from './store/database.ts';
import { type View } from './view.ts';
import { productsByKey } from './products.ts';

/** The products of these keys, in their order; those that are gone are left out. */
export function watchByKey(session: Session, keys: readonly string[]): Observable<View<Product>[]> {
	return liveQuery(() => productsByKey(session, keys));
}

/** The searchable names in Thai dictionary order; null, and nothing is read, while nobody searches. */
export function watchNamesInOrder(session: Session, searching: boolean): Observable<NameRow[] | null> {
	const { db, space } = session;
	return liveQuery(async () => {
		if (!searching) return null;
		const whole = db.names.where('[space+key]').between([space, Dexie.minKey], [space, Dexie.maxKey]);
		const rows = await whole.toArray();
		return rows.sort((a, b) => compareThai(a.text, b.text));
	});
}

/** Every price as it stands, in Thai dictionary order, and what a change made while looking at them is based on. */
export interface PriceList {
	readonly products: readonly { key: string; name: string; price: Price | null }[];
	readonly base: Base;
}

export async function everyPrice(session: Session): Promise<PriceList> {
	const { db, space } = session;
	const base = await seenNow(session);
	const products: { key: string; name: string; price: Price | null }[] = [];
	await db.records
		.where('[space+kind+sort]')
		.between([space, 'product', Dexie.minKey], [space, 'product', Dexie.maxKey])
		.filter((row) => row.removing === 0)
		.each((row) => {
			const { nameTh, price } = shown(row) as Product;
			products.push({ key: row.key, name: nameTh ?? '', price: price ?? null });
		});
	return { products, base };
}

/**
 * Sets many prices in one transaction: all of them or, when `signal` stops it or the phone is full, none (it throws).
 * `made` is told how many are done.
 */
export async function reprice(
	session: Session,
	changes: readonly Repricing[],
	{ base, made, signal }: { base?: Base; made?: (count: number) => void; signal?: AbortSignal } = {},
): Promise<void> {
	const { db, space } = session;
	const wishes = changes.map(({ key, after }) => ({
		space,
		kind: 'product',
		key,
		set: { price: { ...after } },
		...(base ? { base } : {}),
	}));
	await session.store(() =>
		editMany(db, wishes, Date.now(), (count) => {
			signal?.throwIfAborted();
			made?.(count);
		}),
	);
}

/** The way back: every price as it was before. */
export function undoReprice(session: Session, changes: readonly Repricing[]): Promise<void> {
	return reprice(
		session,
		changes.map(({ key, name, before, after }) => ({ key, name, before: after, after: before })),
	);
}
