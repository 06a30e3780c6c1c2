import { catalogueOf, type Principal } from '../../domain/access.ts';
import { loadAddresses, unitWords } from '../../domain/address/index.ts';
import { showPhone } from '../../domain/phone.ts';
import { compareThai, contains, fold } from '../../domain/thai.ts';
import { visible } from '../access.ts';
import type { App } from '../app.ts';
import { arrivedOf } from '../store/queries/photo-files.ts';
import { joinedOfArea, listedOfArea, makersOfArea, type MakerRow } from '../store/queries/makers.ts';

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
}

/** A page of the makers of a province, by name; `query` is any part of a name, place or phone. Pages count from 1. */
export async function makersPage(app: App, who: Principal, area: string, query: string, page: number) {
	const { makers, joined, listed } = await app.store.read(async (tx) => {
		return {
			makers: await makersOfArea(tx, area, visible(who)),
			joined: await joinedOfArea(tx, area),
			listed: await listedOfArea(tx, area),
		};
	});
	const place = await placeNames(area);
	const needle = fold(query);
	const digits = /^[\d\s-]+$/.test(needle) ? needle.replace(/\D/g, '') : '';
	const all = makers
		.map((maker): Omit<MakerItem, 'photos'> => {
			const standing = listed.has(maker.shop) ? 'listed' : joined.has(maker.shop) ? 'joined' : 'new';
			return {
				shop: maker.shop,
				name: nameOf(maker),
				place: place(maker),
				phones: phonesOf(maker),
				standing,
			};
		})
		.filter(
			({ name, place, phones }) =>
				needle === '' ||
				contains(fold(`${name} ${place}`), needle) ||
				(digits !== '' && phones.some((phone) => phone.includes(digits))),
		)
		.sort((a, b) => compareThai(a.name, b.name) || (a.shop < b.shop ? -1 : 1));
	const pages = Math.max(1, Math.ceil(all.length / PAGE));
	const at = Math.min(Math.max(1, page), pages);
	const shown = all.slice((at - 1) * PAGE, at * PAGE);
	const arrived = await app.store.read((tx) =>
		arrivedOf(
			tx,
			shown.map(({ shop }) => catalogueOf(shop)),
		),
	);
	const items = shown.map((item): MakerItem => {
		const photos = arrived.get(catalogueOf(item.shop)) ?? { here: 0, of: 0 };
		return { ...item, phones: item.phones.map(showPhone), photos };
	});
	return { items, count: all.length, of: makers.length, page: at, pages };
}

const nameOf = ({ fields }: MakerRow): string => {
	return typeof fields['nameTh'] === 'string' ? fields['nameTh'] : '';
};

const phonesOf = ({ fields }: MakerRow): string[] => {
	const phones = fields['phones'];
	return Array.isArray(phones) ? phones.filter((phone) => typeof phone === 'string') : [];
};

async function placeNames(area: string): Promise<(maker: MakerRow) => string> {
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
