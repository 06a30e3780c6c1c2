import type { Principal, Role } from '../../domain/access.ts';
import { DAY } from '../../domain/dates.ts';
import { phoneNews, type PhoneNews } from '../../domain/phone-news.ts';
import { can, visible } from '../access.ts';
import type { App } from '../app.ts';
import { enrolmentsOf } from '../store/queries/accounts.ts';
import { peopleOf } from '../store/queries/people.ts';
import { nameOfShop } from '../store/queries/shops.ts';

const PAGE = 50;

export interface PersonItem {
	readonly id: string;
	readonly name: string;
	readonly areas: readonly string[];
	readonly shopName: string;
	readonly joinedAt: number;
	readonly revokedAt: number | null;
	readonly devices: readonly {
		readonly id: string;
		readonly phone: string;
		readonly joinedAt: number;
		readonly heardAt: number | null;
		readonly revokedAt: number | null;
		readonly version: string;
		/** Why that of which nobody has heard for days says nothing: `domain/phone-news.ts`. */
		readonly news: PhoneNews;
	}[];
}

export interface PeopleFilter {
	readonly role: Role;
	/** A province; null: all that this person sees. */
	readonly area: string | null;
	readonly name: string;
	/** Those alone who have a phone of which nothing was heard for so many days; null: all. */
	readonly silent?: number | null;
	/** From 1. */
	readonly page: number;
}

/** A page of people with their devices. A marketer sees the sellers of their provinces. */
export async function peoplePage(app: App, who: Principal, filter: PeopleFilter) {
	const role = can(who, 'list-people', filter.role) ? filter.role : 'seller';
	const { areas: all, seesArea } = visible(who);
	const { area, silent = null } = filter;
	const areas = area === null ? all : seesArea(area) ? [area] : [];
	const offset = (Math.max(1, filter.page) - 1) * PAGE;
	const people = await app.store.read(async (tx) => {
		const found = await peopleOf(tx, {
			role,
			areas,
			name: filter.name,
			silentSince: silent === null ? null : app.now() - silent * DAY,
			limit: PAGE + 1,
			offset,
		});
		const devices = await enrolmentsOf(
			tx,
			found.map(({ person }) => person),
		);
		const items: PersonItem[] = [];
		for (const { person, name, areas, shop, createdAt, revokedAt } of found) {
			items.push({
				id: person,
				name,
				areas,
				shopName: shop === null ? '' : await nameOfShop(tx, shop),
				joinedAt: createdAt,
				revokedAt,
				devices: devices
					.filter((device) => device.person === person)
					.map(({ id, phone, createdAt, heardAt, revokedAt, version, ...told }) => {
						const news = phoneNews({ heardAt, ...told }, app.now());
						return { id, phone, joinedAt: createdAt, heardAt, revokedAt, version, news };
					}),
			});
		}
		return items;
	});
	return { role, items: people.slice(0, PAGE), page: Math.max(1, filter.page), more: people.length > PAGE };
}
