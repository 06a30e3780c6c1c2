import { catalogueOf, type Principal } from '../../domain/access.ts';
import { instantOfDay } from '../../domain/dates.ts';
import { showPhone } from '../../domain/phone.ts';
import type { Product } from '../../domain/product.ts';
import type { Shop } from '../../domain/shop.ts';
import { compareThai } from '../../domain/thai.ts';
import type { Value } from '../../sync/value.ts';
import { can } from '../access.ts';
import type { App } from '../app.ts';
import { enrolmentsOf, peopleOfShop } from '../store/queries/accounts.ts';
import { pricesOf, standingOf } from '../store/queries/coverage.ts';
import { mergedOf } from './duplicates.ts';
import { commentsOf } from './comments.ts';
import { peopleById } from '../store/queries/history.ts';
import { findRecord, recordsOfKind } from '../store/queries/records.ts';
import { findSpace } from '../store/queries/spaces.ts';
import { visitsFor } from './visits.ts';

/** Products that a page shows; more are told. */
const MOST = 200;

/** A shop as the office sees it: who has it, what it sells, and what its people do not agree about. Null: not theirs, or no such shop. */
export async function deskShop(app: App, who: Principal, shop: string, most = MOST) {
	return app.store.read(async (tx) => {
		const id = catalogueOf(shop);
		const space = await findSpace(tx, id);
		if (!space || !can(who, 'read', space)) return null;
		const record: Shop = (await findRecord(tx, id, 'shop', shop))?.fields ?? {};
		const people = (await peopleOfShop(tx, shop)).filter(({ revokedAt }) => revokedAt === null);
		const devices = await enrolmentsOf(
			tx,
			people.map(({ person }) => person),
		);
		const prices = await pricesOf(tx, id);
		const products = (await recordsOfKind(tx, id, 'product'))
			.map(({ key, fields }) => {
				const product: Product = fields;
				const { pictured = false, day = null } = prices.get(key) ?? {};
				return {
					key,
					name: product.nameTh ?? '',
					price: product.price ?? null,
					state: product.state ?? 'draft',
					alcohol: product.alcohol ?? false,
					hasPhoto: pictured,
					pricedAt: day === null ? null : instantOfDay(day),
				};
			})
			.sort((a, b) => compareThai(a.name, b.name));
		const open = await recordsOfKind(tx, id, 'question');
		const authors = open.flatMap(({ fields }) => Object.keys(fields['candidates'] ?? {}));
		const named = await peopleById(tx, [...new Set(authors)]);
		const names = new Map(products.map(({ key, name }) => [key, name]));
		return {
			shop,
			area: space.area,
			name: record.nameTh ?? '',
			phones: (record.phones ?? []).map(showPhone),
			visits: await visitsFor(tx, who, shop),
			merged: await mergedOf(tx, shop, record),
			isListed: (await standingOf(tx, id))?.listed === 1,
			people: people.map(({ person, name }) => ({
				name,
				devices: devices
					.filter((device) => device.person === person && device.revokedAt === null)
					.map(({ phone, heardAt }) => ({ phone, heardAt })),
			})),
			questions: open.map(({ fields }) => {
				const [kind = '', key = '', field = ''] = fields['of'] as string[];
				const { value } = fields['standing'] as { value: Value };
				const candidates = Object.entries(
					fields['candidates'] as Record<string, { value: Value; at: number }>,
				);
				return {
					kind,
					field,
					product: kind === 'product' ? (names.get(key) ?? '') : '',
					standing: value,
					candidates: candidates.map(([author, told]) => ({ ...told, by: named.get(author)?.name ?? '' })),
				};
			}),
			comments: await commentsOf(tx, shop),
			products: products.slice(0, most),
			more: Math.max(0, products.length - most),
		};
	});
}
