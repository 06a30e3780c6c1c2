import { consentStanding } from '../consent.ts';
import { digest } from '../register/digest.ts';
import { mergedInto } from './alias.ts';
import { isSame, print } from './print.ts';

/**
 * Making one of two shops, and undoing that, as edits of records: the same on a phone with no connection and at the desk. One
 * stays; the other keeps all that it has, and from then on stands for the one that stays (`mergedInto`). Copies have keys that
 * follow from what they are copied from, so that two phones which do this at once make each of them once.
 */
type Fields = Readonly<Record<string, unknown>>;

/** A live record of a shop's catalogue. */
export interface Entry {
	readonly kind: string;
	readonly key: string;
	readonly fields: Fields;
}

export interface Side {
	readonly shop: string;
	readonly entries: readonly Entry[];
}

/** An edit of a record of a shop. */
export interface Wish {
	readonly shop: string;
	readonly kind: string;
	readonly key: string;
	readonly set?: Fields;
	readonly remove?: true;
}

/** What both say, and say differently: a person chooses. */
export interface Difference {
	/** `shop/nameTh`, `story/th`. */
	readonly id: string;
	readonly kind: string;
	readonly field: string;
	/** By shop. */
	readonly values: Readonly<Record<string, unknown>>;
}

/** Where a copy comes from, and what it said then. */
interface CopyOf {
	readonly shop: string;
	readonly key: string;
	readonly print: string;
}
/** What was put in place of what: kind, field, before, after. */
type Took = readonly [kind: string, field: string, was: unknown, put: unknown];

/** What of a shop is one thing or another. How it stands, what its owner agreed to and whom it stands for are its own. */
const CHOSEN: readonly (readonly [kind: string, field: string])[] = [
	...['nameTh', 'nameEn', 'producerType', 'address', 'place', 'line', 'facebook', 'messenger', 'website']
		.concat('promptpay', 'otopNumber')
		.map((field) => ['shop', field] as const),
	['story', 'th'],
	['story', 'en'],
];
/** What of a shop is a list: both are kept. */
const JOINED = ['phones', 'delivery'] as const;
/** As many phones as a shop may have (`shop.ts`); the rest stays with the other. */
const MOST_PHONES = 10;
const COPIED: readonly string[] = ['product', 'photo', 'story'];
/** Behind all that people put in order themselves. */
const BEHIND = 'z';
/** The longest place in an order (`photo.ts`). */
const LONGEST_ORDER = 40;

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const fieldsOf = ({ entries }: Side, kind: string, key: string): Fields =>
	entries.find((entry) => entry.kind === kind && entry.key === key)?.fields ?? {};
const valueOf = (side: Side, kind: string, field: string): unknown => fieldsOf(side, kind, side.shop)[field];

export function differences(a: Side, b: Side): Difference[] {
	return CHOSEN.flatMap(([kind, field]) => {
		const [x, y] = [valueOf(a, kind, field), valueOf(b, kind, field)];
		if (isEmpty(x) || isEmpty(y) || isSame(x, y)) return [];
		return [{ id: `${kind}/${field}`, kind, field, values: { [a.shop]: x, [b.shop]: y } }];
	});
}

export const copyKey = (shop: string, key: string): string => `m-${digest(`${shop}/${key}`)}`;

/** `picks`: the ids of the differences in which what the one that goes says is to stand. */
export function planMerge(stays: Side, goes: Side, picks: ReadonlySet<string>): Wish[] {
	const took = CHOSEN.flatMap(([kind, field]): Took[] => {
		const [mine, other] = [valueOf(stays, kind, field), valueOf(goes, kind, field)];
		const isWanted = isEmpty(mine) || picks.has(`${kind}/${field}`);
		return isEmpty(other) || isSame(mine, other) || !isWanted ? [] : [[kind, field, mine ?? null, other]];
	});
	for (const field of JOINED) {
		const [mine, other] = [valueOf(stays, 'shop', field), valueOf(goes, 'shop', field)].map(listed) as [
			unknown[],
			unknown[],
		];
		const all = [...mine, ...other.filter((one) => !mine.includes(one))].slice(0, MOST_PHONES);
		if (all.length > mine.length) took.push(['shop', field, mine, all]);
	}
	return [
		...setsOf(stays.shop, took),
		...goes.entries.flatMap((entry) => copied(entry, stays, goes)),
		{
			...{ shop: goes.shop, kind: 'shop', key: goes.shop },
			set: {
				mergedInto: stays.shop,
				mergedName: text(valueOf(stays, 'shop', 'nameTh')),
				mergedTook: took,
			},
		},
	];
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function setsOf(shop: string, took: readonly Took[]): Wish[] {
	const kinds = [...new Set(took.map(([kind]) => kind))];
	return kinds.map((kind) => ({
		...{ shop, kind, key: shop },
		set: Object.fromEntries(took.filter(([own]) => own === kind).map(([, field, , put]) => [field, put])),
	}));
}

function copied({ kind, key, fields }: Entry, stays: Side, goes: Side): Wish[] {
	if (!COPIED.includes(kind) || key === goes.shop) return [];
	// It stayed when the two were made two again, since somebody had worked on it: that work stands
	const copy = copyKey(goes.shop, key);
	if (stays.entries.some((entry) => entry.kind === kind && entry.key === copy)) return [];
	const { copyOf: _before, ...plain } = fields;
	const said = ownOf(kind, plain, stays, goes);
	if (said === null) return [];
	const copyOf: CopyOf = { shop: goes.shop, key, print: print(said) };
	return [{ shop: stays.shop, kind, key: copy, set: { ...said, copyOf } }];
}

/** What a copy says. Null: the shop that stays has this picture of itself already. */
function ownOf(kind: string, fields: Fields, stays: Side, goes: Side): Fields | null {
	if (kind === 'product') {
		// Nothing is opened without its owner's consent
		const isOpen = consentStanding(fieldsOf(stays, 'shop', stays.shop)) === 'given';
		return fields['state'] === 'published' && !isOpen ? { ...fields, state: 'draft' } : fields;
	}
	if (kind !== 'photo') return fields;
	const [of = '', thing = ''] = text(fields['of']).split('/');
	if (of !== 'shop') return { ...fields, of: `${of}/${copyKey(goes.shop, thing)}` };
	const own = `shop/${stays.shop}`;
	const isThere = stays.entries.some(
		(entry) =>
			entry.kind === 'photo' && entry.fields['of'] === own && isSame(entry.fields['full'], fields['full']),
	);
	if (isThere) return null;
	const order = BEHIND + text(fields['order']);
	return { ...fields, of: own, ...(order.length <= LONGEST_ORDER && { order }) };
}

export interface Undone {
	readonly wishes: readonly Wish[];
	/** Products that stay, since somebody has worked on them here; and fields of the shop that do. */
	readonly kept: number;
	readonly fields: number;
}

/** Takes the merge back: `alias` stands for itself again, and what nobody has changed since leaves the shop that stayed. */
export function planUndo(stays: Side, alias: Side): Undone {
	const copies = stays.entries.filter(({ fields }) => sourceOf(fields)?.shop === alias.shop);
	const changed = new Set(copies.filter((copy) => !isAsCopied(copy)).map(({ key }) => key));
	// Who has put a new picture to a product has worked on it
	for (const { kind, fields } of stays.entries) {
		const [of, key = ''] = text(fields['of']).split('/');
		if (kind === 'photo' && of === 'product' && sourceOf(fields)?.shop !== alias.shop) changed.add(key);
	}
	const isKept = ({ kind, key, fields }: Entry): boolean => {
		const [, thing = ''] = kind === 'photo' ? text(fields['of']).split('/') : ['', ''];
		return changed.has(key) || changed.has(thing);
	};
	const took = (fieldsOf(alias, 'shop', alias.shop)['mergedTook'] ?? []) as readonly Took[];
	const back = took.flatMap(([kind, field, was, put]): Took[] => {
		const before = was ?? emptyOf(field);
		const isUnchanged = isSame(valueOf(stays, kind, field), put);
		return isUnchanged && before !== undefined ? [[kind, field, put, before]] : [];
	});
	return {
		wishes: [
			...setsOf(stays.shop, back),
			...copies
				.filter((copy) => !isKept(copy))
				.map(({ kind, key }): Wish => ({ shop: stays.shop, kind, key, remove: true })),
			{
				...{ shop: alias.shop, kind: 'shop', key: alias.shop },
				set: { mergedInto: '', mergedName: '', mergedTook: [] },
			},
		],
		kept: copies.filter((copy) => copy.kind === 'product' && isKept(copy)).length,
		fields: took.length - back.length,
	};
}

export function sourceOf(fields: Fields): CopyOf | undefined {
	return fields['copyOf'] as CopyOf | undefined;
}

function isAsCopied({ fields }: Entry): boolean {
	const { copyOf: _from, ...said } = fields;
	return sourceOf(fields)?.print === print(said);
}

/** How a field that held nothing is said to hold nothing again; undefined: it cannot be. */
function emptyOf(field: string): unknown {
	if (field === 'producerType' || field === 'address') return undefined;
	return field === 'place' ? null : '';
}

/** Which of two should stay: the one that is open, then whose owner has agreed, then who sells more, then who came first. */
export function better(a: Side, b: Side): string {
	const score = (side: Side) => {
		const shop = fieldsOf(side, 'shop', side.shop);
		const goods = side.entries.filter(({ kind }) => kind === 'product').length;
		const isOpen = shop['state'] === 'published' && mergedInto(shop) === '';
		return [isOpen ? 1 : 0, consentStanding(shop) === 'given' ? 1 : 0, goods];
	};
	const [x, y] = [score(a), score(b)];
	const first = x.findIndex((value, i) => value !== y[i]);
	if (first < 0) return a.shop < b.shop ? a.shop : b.shop;
	return (x[first] ?? 0) > (y[first] ?? 0) ? a.shop : b.shop;
}
