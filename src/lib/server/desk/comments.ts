import { catalogueOf, type Principal } from '../../domain/access.ts';
import { MAX_COMMENT, type Comment } from '../../domain/comment.ts';
import { KEY_PATTERN } from '../../domain/key.ts';
import { COMMENT } from '../../domain/notes.ts';
import type { Rec } from '../../sync/record.ts';
import { can } from '../access.ts';
import type { App } from '../app.ts';
import type { Tx } from '../store/port.ts';
import { findPerson } from '../store/queries/accounts.ts';
import { peopleById } from '../store/queries/history.ts';
import { findRecord, recordsOfKind } from '../store/queries/records.ts';
import { findSpace } from '../store/queries/spaces.ts';
import { writeBy } from './write-by.ts';

/** A comment as the desk shows it. */
export interface DeskComment {
	readonly key: string;
	readonly text: string;
	/** `product/KEY`, `shop/KEY`. */
	readonly about: string;
	/** What it is about is called; '' where that has no name, or is the shop. */
	readonly product: string;
	readonly by: string;
	readonly at: number;
	/** Null: it waits. */
	readonly done: { readonly at: number; readonly by: string } | null;
}

export interface Wish {
	/** A random name that the form was given, so that sending it twice writes one. */
	readonly key: string;
	readonly shop: string;
	readonly about: string;
	readonly text: string;
}

export type Commented = 'ok' | 'empty' | 'too-long' | 'gone';

/** Writes a comment about a shop or a product of it. What is not theirs and what is not there are one answer. */
export async function comment(app: App, who: Principal, wish: Wish): Promise<Commented> {
	const text = wish.text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim();
	if (text === '') return 'empty';
	if (text.length > MAX_COMMENT) return 'too-long';
	if (!KEY_PATTERN.test(wish.key)) return 'gone';
	const [kind = '', key = ''] = wish.about.split('/');
	if (kind !== 'product' && !(kind === 'shop' && key === wish.shop)) return 'gone';
	return app.store.write(async (tx) => {
		const space = await findSpace(tx, catalogueOf(wish.shop));
		if (!space || !can(who, 'comment', space)) return 'gone';
		if (kind === 'product' && !(await findRecord(tx, space.id, kind, key))) return 'gone';
		// Sent twice, or by somebody who knows the name of another's
		if (await findRecord(tx, space.id, COMMENT, wish.key)) return 'ok';
		const by = { name: (await findPerson(tx, who.person))?.name ?? '', role: who.role };
		const set = { text, about: wish.about, by, at: app.now() };
		await writeBy(tx, who, space, [{ kind: COMMENT, key: wish.key, set }], app.now());
		return 'ok';
	});
}

/** Says that a comment is done or is not, or takes it back altogether (`gone`). */
export async function settle(
	app: App,
	who: Principal,
	{ shop, key }: { readonly shop: string; readonly key: string },
	how: 'done' | 'open' | 'gone',
): Promise<boolean> {
	return app.store.write(async (tx) => {
		const space = await findSpace(tx, catalogueOf(shop));
		if (!space || !can(who, 'comment', space)) return false;
		const found = await findRecord(tx, space.id, COMMENT, key);
		if (!found || found.removed) return false;
		const edit = how === 'gone' ? { remove: true } : { set: { done: how === 'done' ? app.now() : null } };
		await writeBy(tx, who, space, [{ kind: COMMENT, key, ...edit }], app.now());
		return true;
	});
}

/** The comments of a shop: those that wait first, each kind the newest first. */
export async function commentsOf(tx: Tx, shop: string): Promise<DeskComment[]> {
	return told(tx, await recordsOfKind(tx, catalogueOf(shop), COMMENT));
}

/** Comments as the desk shows them, with who said that they are done. */
export async function told(tx: Tx, records: readonly Rec[]): Promise<DeskComment[]> {
	const doers = records.flatMap(({ stamps }) => stamps['done']?.author ?? []);
	const names = await peopleById(tx, [...new Set(doers)]);
	const comments: DeskComment[] = [];
	for (const { space, key, fields, stamps } of records) {
		const { text = '', about = '', by, at = 0, done = null }: Comment = fields;
		const [kind = '', thing = ''] = about.split('/');
		const name =
			kind === 'product' ? (await findRecord(tx, space, kind, thing))?.fields['nameTh'] : undefined;
		const doer = names.get(stamps['done']?.author ?? '')?.name ?? '';
		comments.push({
			...{ key, text, about, at, by: by?.name ?? '', product: typeof name === 'string' ? name : '' },
			done: done === null ? null : { at: done, by: doer },
		});
	}
	return comments.sort((a, b) => Number(a.done !== null) - Number(b.done !== null) || b.at - a.at);
}
