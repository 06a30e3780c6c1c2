import { catalogueOf, type Principal } from '../../domain/access.ts';
import { loadAddresses, unitWords } from '../../domain/address/index.ts';
import { dayNumber } from '../../domain/dates.ts';
import { showPhone } from '../../domain/phone.ts';
import { holdsAll, searchWords } from '../../domain/maker-search.ts';
import { compareThai, fold } from '../../domain/thai.ts';
import { visible } from '../access.ts';
import type { App } from '../app.ts';
import { arrivedOf } from '../store/queries/photo-files.ts';
import { standingOfArea } from '../store/queries/coverage.ts';
import { countMerged, joinedOfArea, makersOfArea, type MakerRow } from '../store/queries/makers.ts';
import { shopsVisited } from '../store/queries/visits.ts';

const PAGE = 50;

export interface MakerItem {
	readonly shop: string;
	readonly name: string;
	/** `ต.หนองบัว อ.เมือง`; '' where the address is not known. */
	readonly place: string;
	readonly phones: readonly string[];
	/** `new`: nobody has joined for it. */
	readonly standing: 'new' | 'joined' | 'listed';
	/** Photos whose files have all arrived, of those that its records name. */
	readonly photos: { readonly here: number; readonly of: number };
	/** Days since the oldest price of what it sells was set; null: unknown, or it sells nothing. */
	readonly priceAge: number | null;
}

/** The makers that stand behind a figure of the overview; null: all. `oldest`: those that sell, the oldest price first. */
export type Behind =
	('register' | 'shops' | 'joined' | 'listed' | 'shown' | 'onSale' | 'oldest' | 'planned' | 'visited') | null;

export interface MakersAsked {
	readonly area: string;
	/** Any part of a name, place or phone. */
	readonly query: string;
	readonly which?: Behind;
}

/** A page of the makers of a province, by name. Pages count from 1. */
export async function makersPage(app: App, who: Principal, asked: MakersAsked, page: number) {
	const { found, of, merged } = await makersFound(app, who, asked);
	const pages = Math.max(1, Math.ceil(found.length / PAGE));
	const at = Math.min(Math.max(1, page), pages);
	const shown = found.slice((at - 1) * PAGE, at * PAGE);
	return { items: await withPhotos(app, shown), count: found.length, of, merged, page: at, pages };
}

/** Every maker that was asked for, in order, with what is known of its photos, in parts: for whoever takes the list away. */
export async function* makersWhole(
	app: App,
	who: Principal,
	asked: MakersAsked,
): AsyncGenerator<MakerItem[]> {
	const { found } = await makersFound(app, who, asked);
	for (let i = 0; i < found.length; i += PAGE) yield await withPhotos(app, found.slice(i, i + PAGE));
}

async function makersFound(app: App, who: Principal, { area, query, which = null }: MakersAsked) {
	const today = dayNumber(app.now());
	const { makers, merged, joined, standings, visits } = await app.store.read(async (tx) => {
		return {
			makers: await makersOfArea(tx, area, visible(who)),
			merged: await countMerged(tx, area, visible(who)),
			joined: await joinedOfArea(tx, area),
			standings: await standingOfArea(tx, area),
			visits: await shopsVisited(tx, area),
		};
	});
	const place = await placeNames(area);
	const words = searchWords(query);
	const isWanted = ({ shop }: MakerRow): boolean => {
		const of = standings.get(shop);
		if (which === 'joined') return joined.has(shop);
		if (which === 'planned' || which === 'visited') return visits[which].has(shop);
		if (which === 'onSale' || which === 'oldest') return (of?.onSale ?? 0) > 0;
		return which === null || (of?.[which] ?? false);
	};
	const ageOf = (shop: string): number | null => {
		const oldest = standings.get(shop)?.oldest ?? null;
		return oldest === null ? null : Math.max(0, today - oldest);
	};
	const byAge = (a: Found, b: Found) => (which === 'oldest' ? (b.priceAge ?? -1) - (a.priceAge ?? -1) : 0);
	const found = makers
		.filter(isWanted)
		.map((maker): Found => {
			const isListed = standings.get(maker.shop)?.listed ?? false;
			return {
				shop: maker.shop,
				name: nameOf(maker),
				place: place(maker),
				phones: phonesOf(maker),
				standing: isListed ? 'listed' : joined.has(maker.shop) ? 'joined' : 'new',
				priceAge: ageOf(maker.shop),
			};
		})
		.filter(
			({ name, place, phones }) =>
				words.length === 0 || holdsAll(fold([name, place, ...phones].join(' ')), words),
		)
		.sort((a, b) => byAge(a, b) || compareThai(a.name, b.name) || (a.shop < b.shop ? -1 : 1));
	return { found, of: makers.length, merged };
}

type Found = Omit<MakerItem, 'photos'>;

async function withPhotos(app: App, shown: readonly Found[]): Promise<MakerItem[]> {
	const arrived = await app.store.read((tx) =>
		arrivedOf(
			tx,
			shown.map(({ shop }) => catalogueOf(shop)),
		),
	);
	return shown.map((item): MakerItem => {
		const photos = arrived.get(catalogueOf(item.shop)) ?? { here: 0, of: 0 };
		return { ...item, phones: item.phones.map(showPhone), photos };
	});
}

const nameOf = ({ fields }: MakerRow): string => {
	return typeof fields['nameTh'] === 'string' ? fields['nameTh'] : '';
};

const phonesOf = ({ fields }: MakerRow): string[] => {
	const phones = fields['phones'];
	return Array.isArray(phones) ? phones.filter((phone) => typeof phone === 'string') : [];
};

/** `ต.หนองบัว อ.เมือง` of a province's makers. */
export async function placeNames(area: string): Promise<(maker: MakerRow) => string> {
	const addresses = await loadAddresses();
	const words = unitWords(area);
	return ({ fields }) => {
		const address = (fields['address'] ?? {}) as { district?: string; subdistrict?: string };
		const named = (code: string | undefined, word: string) => {
			const unit = code ? addresses.byCode(code) : null;
			return unit && 'name' in unit ? word + unit.name : '';
		};
		return [named(address.subdistrict, words.subdistrict), named(address.district, words.district)]
			.filter((part) => part !== '')
			.join(' ');
	};
}
