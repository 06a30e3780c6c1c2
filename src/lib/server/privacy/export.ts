import { ownerOfSpace } from '../../domain/access.ts';
import { consentLines } from '../../domain/consent-texts.ts';
import type { Consent } from '../../domain/consent.ts';
import { totalOf } from '../../domain/order-rules.ts';
import type { Order } from '../../domain/order.ts';
import { provinceOf } from '../../domain/provinces.ts';
import { note, type Access } from '../access-log.ts';
import type { App } from '../app.ts';
import type { Store, Tx } from '../store/port.ts';
import { enrolmentsOf, findPerson } from '../store/queries/accounts.ts';
import { accessesOf, invitationsOf, replacedOf, touchedBy } from '../store/queries/person-export.ts';
import { lockRecords } from '../store/queries/records.ts';
import { nameOfShop } from '../store/queries/shops.ts';
import { ordersOfBuyer } from './erase.ts';

/** Whoever asked for it. */
type By = Pick<Access, 'person' | 'enrolment'>;

const when = (at: number | null | undefined): string | null =>
	at === null || at === undefined ? null : new Date(at).toISOString();

const shopOf = async (tx: Tx, key: string | null) =>
	key === null ? null : { key, name: await nameOfShop(tx, key) };

/**
 * All that is on record of a person who joined, in words a person can read; null: nobody of that id. Of changes it has what was
 * touched and which fields, not what others have set since. That it was made is noted.
 */
export async function exportPerson(app: Pick<App, 'store' | 'now'>, id: string, by: By) {
	const found = await app.store.read(async (tx) => {
		const person = await findPerson(tx, id);
		if (!person) return null;
		const { name, role, areas, shop, createdAt, revokedAt } = person;
		const touched = await touchedBy(tx, id);
		const shops = new Map<string, string>();
		for (const { space } of touched) {
			const key = ownerOfSpace(space) ?? '';
			if (!shops.has(key)) shops.set(key, await nameOfShop(tx, key));
		}
		const nameIn = (space: string) => shops.get(ownerOfSpace(space) ?? '') ?? '';
		return {
			account: {
				id,
				name,
				role,
				provinces: areas.map((code) => provinceOf(code)?.th ?? code),
				shop: await shopOf(tx, shop),
				joined: when(createdAt),
				ended: when(revokedAt),
			},
			phones: (await enrolmentsOf(tx, [id])).map((phone) => ({
				model: phone.phone,
				joined: when(phone.createdAt),
				lastHeard: when(phone.heardAt),
				ended: when(phone.revokedAt),
			})),
			consents: touched.flatMap(({ space, consent }) => (consent ? [agreed(nameIn(space), consent)] : [])),
			invitations: (await invitationsOf(tx, id)).map(({ inviter, createdAt, usedAt, revokedAt, ...of }) => ({
				...of,
				way: inviter === id ? 'made' : 'received',
				made: when(createdAt),
				used: when(usedAt),
				ended: when(revokedAt),
			})),
			changes: {
				standing: touched.map(({ space, kind, fields }) => ({ shop: nameIn(space), kind, fields })),
				replaced: (await replacedOf(tx, id)).map(({ kind, field, at }) => ({ kind, field, at: when(at) })),
			},
			accessLog: (await accessesOf(tx, id)).map((row) => ({ ...row, at: when(row.at) })),
		};
	});
	if (!found) return null;
	await noted(app, by, 'person');
	return { made: when(app.now()), ...found };
}

function agreed(shop: string, { text, at, by, way, heard }: Consent) {
	return { shop, agreed: by, at: when(at), way, heard: heard ?? null, text, lines: consentLines(text, 'th') };
}

/** All that is on record of a buyer, by the phone in national digits. */
export async function exportBuyer(app: Pick<App, 'store' | 'now'>, phone: string, by: By) {
	const orders = await ordersOfBuyer(app.store, phone);
	const told = [];
	for (const [space, key] of orders) told.push(await orderOf(app.store, space, key));
	await noted(app, by, 'buyer');
	return { made: when(app.now()), phone, orders: told.filter((order) => order !== null) };
}

const orderOf = (store: Store, space: string, key: string) =>
	store.read(async (tx) => {
		const [record] = await lockRecords(tx, space, [['order', key]]);
		if (!record) return null;
		const order: Order = record.fields;
		const { placedAt, deliveredAt, ...rest } = order;
		return {
			shop: await shopOf(tx, ownerOfSpace(space)),
			placed: when(placedAt),
			delivered: when(deliveredAt),
			totalSatang: totalOf(order),
			...rest,
		};
	});

const noted = (app: Pick<App, 'store' | 'now'>, by: By, thing: string) =>
	app.store.write((tx) => note(tx, { ...by, act: 'export', thing, outcome: 'done' }, app.now()));
