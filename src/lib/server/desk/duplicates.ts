import { catalogueOf, type Principal } from '../../domain/access.ts';
import { mergedInto } from '../../domain/duplicates/alias.ts';
import { findPairs, type Pair } from '../../domain/duplicates/find.ts';
import {
	better,
	differences,
	planMerge,
	planUndo,
	type Side,
	type Wish,
} from '../../domain/duplicates/merge.ts';
import { suspectOf } from '../../domain/duplicates/suspect.ts';
import { APART } from '../../domain/notes.ts';
import { showPhone } from '../../domain/phone.ts';
import type { Shop } from '../../domain/shop.ts';
import type { Fields } from '../../sync/value.ts';
import { can, visible } from '../access.ts';
import type { App } from '../app.ts';
import type { Tx } from '../store/port.ts';
import { peopleOfShop } from '../store/queries/accounts.ts';
import { makersOfArea } from '../store/queries/makers.ts';
import { aliasesOf, apartOfArea, standsFor } from '../store/queries/merged.ts';
import { findRecord, recordsAfter } from '../store/queries/records.ts';
import { findSpace } from '../store/queries/spaces.ts';
import type { SpaceRow } from '../sync/port.ts';
import { placeNames } from './makers.ts';
import { writeBy } from './write-by.ts';

/** Pairs of makers of a province that may be one, the firmest first, each with what they are called. */
export async function pairsOf(app: App, who: Principal, area: string) {
	const { makers, apart } = await app.store.read(async (tx) => ({
		makers: await makersOfArea(tx, area, visible(who)),
		apart: await apartOfArea(tx, area),
	}));
	const fields = new Map(makers.map((maker) => [maker.shop, maker.fields as Shop]));
	const place = await placeNames(area);
	const pairs = findPairs(
		makers.map((maker) => suspectOf(maker.shop, maker.fields as Shop)),
		(a, b) => apart.has(`${a} ${b}`),
	);
	const told = (shop: string) => {
		const own = fields.get(shop) ?? {};
		return {
			shop,
			name: own.nameTh ?? '',
			place: place({ shop, fields: own }),
			phones: (own.phones ?? []).map(showPhone),
		};
	};
	return pairs.map(({ a, b, reasons }: Pair) => ({ a: told(a), b: told(b), reasons }));
}

interface Found {
	readonly space: SpaceRow;
	readonly side: Side;
	readonly shop: Shop;
}

/** A shop with all its live records. Null: not theirs to merge, or no such shop. */
async function find(tx: Tx, who: Principal, shop: string): Promise<Found | null> {
	const space = await findSpace(tx, catalogueOf(shop));
	if (!space || !can(who, 'merge', space)) return null;
	const records = (await recordsAfter(tx, space.id, 0)).filter(({ removed }) => removed === null);
	const own = records.find(({ kind, key }) => kind === 'shop' && key === shop);
	return { space, side: { shop, entries: records }, shop: own?.fields ?? {} };
}

/** Two makers beside each other. Null: one of them is not theirs, or is not there. */
export async function compare(app: App, who: Principal, a: string, b: string) {
	if (a === b) return null;
	const found = await app.store.read(async (tx) => {
		const [one, other] = [await find(tx, who, a), await find(tx, who, b)];
		if (!one || !other) return null;
		const people = [await peopleOfShop(tx, a), await peopleOfShop(tx, b)];
		return { one, other, people, isApart: await isApart(tx, a, b) };
	});
	if (!found) return null;
	const { one, other, people } = found;
	const place = await placeNames(one.space.area);
	const told = ({ side, shop }: Found, joined: number) => ({
		...{ shop: side.shop, name: shop.nameTh ?? '', place: place({ shop: side.shop, fields: shop }) },
		...{ phones: (shop.phones ?? []).map(showPhone), isOpen: shop.state === 'published' },
		into: mergedInto(shop),
		joined,
		products: side.entries.filter(({ kind }) => kind === 'product').map(({ fields }) => nameOf(fields)),
		photos: side.entries.filter(({ kind }) => kind === 'photo').length,
	});
	const here = (index: number) => people[index]?.filter(({ revokedAt }) => revokedAt === null).length ?? 0;
	return {
		sides: [told(one, here(0)), told(other, here(1))] as const,
		differences: differences(one.side, other.side),
		better: better(one.side, other.side),
		isApart: found.isApart,
	};
}

const nameOf = (fields: Readonly<Record<string, unknown>>): string =>
	typeof fields['nameTh'] === 'string' ? fields['nameTh'] : '';

export type Merged = 'ok' | 'gone' | 'loop';

/** Makes one of two shops: `goes` stands for `stays` from now on. `picks`: see `planMerge`. */
export async function mergeShops(
	app: App,
	who: Principal,
	{
		stays,
		goes,
		picks,
	}: { readonly stays: string; readonly goes: string; readonly picks: ReadonlySet<string> },
): Promise<Merged> {
	return app.store.write(async (tx) => {
		const [one, other] = [await find(tx, who, stays), await find(tx, who, goes)];
		if (!one || !other || stays === goes) return 'gone';
		if (mergedInto(other.shop) === stays) return 'ok';
		if (mergedInto(other.shop) !== '') return 'gone';
		if (mergedInto(one.shop) !== '') return (await standsFor(tx, stays)) === goes ? 'loop' : 'gone';
		await write(tx, who, [one, other], planMerge(one.side, other.side, picks), app.now());
		return 'ok';
	});
}

/** Makes two of them again. Answers what stays of it in the shop that stood for both; null: it is not theirs, or not merged. */
export async function undoMerge(app: App, who: Principal, alias: string) {
	return app.store.write(async (tx) => {
		const other = await find(tx, who, alias);
		const one = other && (await find(tx, who, mergedInto(other.shop)));
		if (!one || !other) return null;
		const { wishes, kept, fields } = planUndo(one.side, other.side);
		await write(tx, who, [one, other], wishes, app.now());
		return { stays: one.side.shop, kept, fields };
	});
}

async function write(tx: Tx, who: Principal, shops: readonly Found[], wishes: readonly Wish[], now: number) {
	for (const { space, side } of shops) {
		const own = wishes.filter(({ shop }) => shop === side.shop);
		const edits = own.map(({ kind, key, set, remove }) => ({
			...{ kind, key, remove: remove ?? false },
			...(set && { set: set as Fields }),
		}));
		await writeBy(tx, who, space, edits, now);
	}
}

const inOrder = (a: string, b: string): readonly [string, string] => (a < b ? [a, b] : [b, a]);

async function isApart(tx: Tx, a: string, b: string): Promise<boolean> {
	const [first, second] = inOrder(a, b);
	const found = await findRecord(tx, catalogueOf(first), APART, second);
	return found !== null && found.removed === null;
}

/** Says that two makers are two, or takes that back. */
export async function setApart(app: App, who: Principal, a: string, b: string, apart: boolean) {
	return app.store.write(async (tx) => {
		const [first, second] = inOrder(a, b);
		const [one, other] = [await find(tx, who, first), await find(tx, who, second)];
		if (!one || !other || a === b) return false;
		const edit = apart ? { set: { at: app.now() } } : { remove: true };
		await writeBy(tx, who, one.space, [{ kind: APART, key: second, ...edit }], app.now());
		return true;
	});
}

/** What a shop's page says of merging: which shop stands for it, and for which it stands. */
export async function mergedOf(tx: Tx, shop: string, fields: Shop) {
	const into = mergedInto(fields);
	const named = async (key: string) => {
		const record = await findRecord(tx, catalogueOf(key), 'shop', key);
		return { shop: key, name: nameOf(record?.fields ?? {}) };
	};
	const aliases = [];
	for (const alias of await aliasesOf(tx, shop)) aliases.push(await named(alias));
	return { into: into === '' ? null : await named(into), aliases };
}
