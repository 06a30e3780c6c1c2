import { catalogueOf } from '../../src/lib/domain/access.ts';
import { project } from '../../src/lib/server/storefront/project.ts';
import type { Store } from '../../src/lib/server/store/port.ts';
import { putRecords } from '../../src/lib/server/store/queries/records.ts';
import { findSpace, foundSpace } from '../../src/lib/server/store/queries/spaces.ts';
import type { Rec } from '../../src/lib/sync/record.ts';
import type { Fields } from '../../src/lib/sync/value.ts';

const shorts = new Map<string, number>();

/** A record as the server holds it. The same name gets the same short integer. */
export function rec(space: string, kind: string, key: string, fields: Fields, removed = false): Rec {
	const name = `${space}/${kind}/${key}`;
	const short = shorts.get(name) ?? shorts.size + 1;
	shorts.set(name, short);
	const stamp = { number: 1, author: 'person', device: 'device', n: 1 };
	return { space, kind, key, fields, stamps: {}, removed: removed ? stamp : null, short, born: 1, at: 1 };
}

/** A shop that may be published, unless `fields` say otherwise. */
export function shopRec(key: string, fields: Fields = {}, removed = false): Rec {
	const address = { province: '50', district: '5001', subdistrict: '500101', postcode: '50200', line: '' };
	const whole = { nameTh: 'ร้านบ้านนา', address, phones: ['0812345678'], state: 'published' };
	return rec(catalogueOf(key), 'shop', key, { ...whole, ...fields }, removed);
}

/** A product that may be on sale, unless `fields` say otherwise. */
export function productRec(shop: string, key: string, fields: Fields = {}, removed = false): Rec {
	const price = { satang: 5_000, unit: 'ถุง' };
	const whole = { nameTh: 'น้ำพริกเผา', category: 'FOOD', price, state: 'published' };
	return rec(catalogueOf(shop), 'product', key, { ...whole, ...fields }, removed);
}

/** A photo of `of` (`product/KEY`); the hashes are the key's letters repeated. */
export function photoRec(shop: string, key: string, of: string, fields: Fields = {}, removed = false): Rec {
	const hash = (mark: string) =>
		Buffer.from(mark + key)
			.toString('hex')
			.padEnd(64, '0')
			.slice(0, 64);
	const whole = { full: hash('f'), thumb: hash('t'), width: 1600, height: 1200, bytes: 90_000, order: 'V' };
	return rec(catalogueOf(shop), 'photo', key, { ...whole, of, ...fields }, removed);
}

/** Writes records as sync does: rows and projection in one transaction. */
export async function writeRecords(store: Store, records: readonly Rec[], now = 1_000): Promise<void> {
	await store.write(async (tx) => {
		for (const space of new Set(records.map((item) => item.space))) {
			const own = records.filter((item) => item.space === space);
			const shop = own.find((item) => item.kind === 'shop');
			const area = (shop?.fields['address'] as { province?: string } | undefined)?.province ?? '50';
			const found = await findSpace(tx, space);
			if (!found) await foundSpace(tx, { id: space, area, shop: space.slice(2) });
			await putRecords(tx, found?.area ?? area, own);
			await project(tx, space, own, now);
		}
	});
}
