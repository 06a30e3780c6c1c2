import { catalogueOf, ordersOf, type Principal } from '$lib/domain/access.ts';
import type { App } from '$lib/server/app.ts';
import { coverageFor } from '$lib/server/desk/coverage.ts';
import { invitableShop } from '$lib/server/desk/invitable.ts';
import { makersPage } from '$lib/server/desk/makers.ts';
import { openLinks } from '$lib/server/desk/open-links.ts';
import { peoplePage } from '$lib/server/desk/people.ts';
import { reviewFor } from '$lib/server/desk/review.ts';
import { deskShop } from '$lib/server/desk/shop.ts';
import { newestProducts, productsOfShop, shopsOfProvince } from '$lib/server/store/queries/listing.ts';
import { searchListed } from '$lib/server/store/queries/search.ts';
import { findProductfront, findShopfront } from '$lib/server/store/queries/shopfront.ts';
import { answerSync } from '$lib/server/sync/answer.ts';
import { sqlParts } from '$lib/server/sync/sql.ts';
import { decodeRequest, encodeRequest, type SpaceRequest } from '$lib/sync/protocol.ts';
import { AREAS, KEYS } from './random-world.ts';

export const enrolled = (principal: Principal) => ({
	enrolment: 'any00000',
	device: 'dev0',
	renamed: false,
	principal,
});
export const nowhere = 'c.nowhere';

/** All that a pull can be made to say: spaces named one by one, guessed ones too, and every province. */
export async function pull(app: App, who: Principal, guesses: readonly SpaceRequest[] = []): Promise<string> {
	const told: string[] = [];
	const known = [...KEYS.map(catalogueOf), ...KEYS.map(ordersOf), nowhere];
	const listed = known.map((space) => ({ space, cursor: 0, changes: [] }));
	const asks = [
		{ spaces: [] },
		{ spaces: listed },
		{ spaces: listed.map((item) => ({ ...item, check: true })) },
		{ spaces: guesses },
		{ spaces: [], scopes: [...AREAS.map((area) => `a.${area}`), ...known] },
	];
	for (const ask of asks) {
		const body = encodeRequest({ version: 1, enrolment: 'any00000', epoch: '', device: null, ...ask });
		for await (const page of answerSync(sqlParts(app), enrolled(who), decodeRequest(body)))
			told.push(...page);
	}
	return told.join('\n');
}

/** All that the desk can be made to say. */
export async function desk(app: App, who: Principal): Promise<string> {
	const told: unknown[] = [await coverageFor(app, who, 7), await openLinks(app, who)];
	for (const area of AREAS) told.push(await makersPage(app, who, { area, query: '' }, 1));
	for (const area of [null, ...AREAS])
		for (const role of ['seller', 'marketer', 'staff'] as const)
			told.push(await peoplePage(app, who, { role, area, name: '', page: 1 }));
	for (const area of [null, ...AREAS, '99']) told.push(await reviewFor(app, who, area, 100));
	for (const key of [...KEYS, 'nowhere'])
		told.push(await invitableShop(app, who, key), await deskShop(app, who, key));
	return JSON.stringify(told);
}

/** All that the storefront can be made to say, by hidden keys too. */
export const storefront = (app: App): Promise<string> =>
	app.store.read(async (tx) => {
		const told: unknown[] = [await newestProducts(tx), await searchListed(tx, 'ลับ')];
		for (const area of AREAS)
			for (const after of [null, ...KEYS]) told.push(await shopsOfProvince(tx, area, after));
		for (const key of KEYS) {
			told.push(await findShopfront(tx, key), await findProductfront(tx, key, 'goods'));
			told.push(await productsOfShop(tx, key, 'goods'));
		}
		return JSON.stringify(told);
	});
