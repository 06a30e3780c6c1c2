import { showDate, showDateTime } from '$lib/domain/dates';
import { maskPhone } from '$lib/domain/phone';
import { pairsOf } from '$lib/server/desk/duplicates';
import type { Cell } from '$lib/server/desk/export/csv';
import { provincesOf } from '$lib/server/desk/office';
import { openLinks } from '$lib/server/desk/open-links';
import { deskShop } from '$lib/server/desk/shop';
import { wordsIn } from '../../words';
import { each, provinceNames, type Asked, type Table } from './table';

export async function duplicates({ app, who, url, language }: Asked): Promise<Table | null> {
	const t = wordsIn(language);
	const x = t.coverage.export;
	const d = t.duplicates;
	const province = provincesOf(who).find(({ code }) => code === url.searchParams.get('province'));
	if (!province) return null;
	const pairs = await pairsOf(app, who, province.code);
	const cells = ({ shop, name, place, phones }: (typeof pairs)[number]['a']): Cell[] => [
		name,
		place,
		phones.map(maskPhone).join(' '),
		shop,
	];
	const head = (which: string) => [which, x.place, x.phones, x.code];
	return {
		name: d.title,
		head: [d.columns.why, ...head(d.columns.first), ...head(d.columns.second)],
		rows: each(
			pairs.map(({ a, b, reasons }): Cell[] => [
				reasons.map((reason) => d.reasons[reason]).join(' '),
				...cells(a),
				...cells(b),
			]),
		),
	};
}

export async function products({ app, who, url, language }: Asked): Promise<Table | null> {
	const t = wordsIn(language);
	const s = t.review.shopPage;
	const found = await deskShop(app, who, url.searchParams.get('shop') ?? '', Infinity);
	if (!found) return null;
	return {
		name: s.products,
		head: [
			t.name,
			s.price,
			s.unit,
			s.priceSince,
			s.hasPhoto,
			t.coverage.export.standing,
			t.coverage.export.code,
		],
		rows: each(
			found.products.map(({ key, name, price, pricedAt, hasPhoto, alcohol, state }): Cell[] => [
				name,
				price && price.satang > 0 ? price.satang / 100 : s.noPrice,
				price?.unit ?? '',
				pricedAt === null ? t.coverage.unknown : showDate(pricedAt, language),
				hasPhoto ? 1 : 0,
				alcohol ? s.alcohol : s.states[state],
				key,
			]),
		),
	};
}

export async function links({ app, who, language }: Asked): Promise<Table> {
	const t = wordsIn(language);
	const x = t.coverage.export;
	const open = await openLinks(app, who);
	return {
		name: t.inviting.open,
		head: [t.name, x.role, x.province, x.shop, t.inviting.by, t.inviting.expires],
		rows: each(
			open.map(({ name, role, areas, shopName, inviterName, expiresAt }): Cell[] => [
				name,
				t.common.roles[role],
				provinceNames(areas, language),
				shopName,
				inviterName === '' ? t.inviting.byServer : inviterName,
				showDateTime(expiresAt, language),
			]),
		),
	};
}
