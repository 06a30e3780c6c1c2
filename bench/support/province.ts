import { createHash } from 'node:crypto';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import { loadAddresses } from '../../src/lib/domain/address/index.ts';
import { newKey } from '../../src/lib/domain/key.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { country, type SampleShop } from '../../src/lib/server/demo/country.ts';
import { bytesOf, seeded } from '../../src/lib/server/demo/random.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import type { Fields } from '../../src/lib/sync/value.ts';

/** The province that is carried: that of the sample. */
export const AREA = '30';
export const MAKERS = 1_200;
export const PRODUCTS = 3_000;
/** Dates of the sample hang on it, so that the same seed gives the same province on every day. */
const NOW = Date.UTC(2026, 0, 1);

/** A province of makers with two or three products each, a photo of each product, and a story of each maker. */
export async function seedProvince(dataDir: string): Promise<void> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const addresses = await loadAddresses();
	const districts = addresses.districts(AREA);
	let [made, products] = [0, 0];
	for (let round = 0; made < MAKERS; round++) {
		for (const sample of country(round, NOW, addresses)) {
			const wanted = Math.round(((made + 1) * PRODUCTS) / MAKERS) - products;
			if (made === MAKERS || sample.products.length < wanted) continue;
			const district = districts[made % districts.length]?.code ?? '';
			const own = { ...sample, products: sample.products.slice(0, wanted) };
			await app.store.write((tx) => {
				const facts = { id: catalogueOf(own.key), area: AREA, shop: own.key };
				return writeAs(tx, 'sample', facts, editsOf(own, district, made), sample.at);
			});
			made += 1;
			products += wanted;
		}
	}
	await app.store.close();
}

function editsOf({ key, shop, story, products }: SampleShop, district: string, seed: number): ServerEdit[] {
	const random = seeded(seed);
	const own = { province: AREA, district, subdistrict: '' };
	const address = { line: '', postcode: '', ...shop.address, ...own };
	const place = { lat: 14.4 + random.next() * 1.3, lng: 101.3 + random.next() * 1.5, accuracy: null };
	return [
		{ kind: 'shop', key, set: { ...(shop as Fields), address, place } },
		{ kind: 'story', key, set: { th: story } },
		...products.flatMap(({ key: product, product: fields }): ServerEdit[] => {
			const hash = (size: string) =>
				createHash('sha256')
					.update(product + key + size)
					.digest('hex');
			const photo = {
				...{ full: hash('full'), thumb: hash('thumb'), width: 1_600, height: 1_200, bytes: 131_072 },
				...{ blur: Buffer.from(bytesOf(random)(24)).toString('base64') },
				...{ of: `product/${product}`, order: 'V' },
			};
			return [
				{ kind: 'product', key: product, set: fields as Fields },
				{ kind: 'photo', key: newKey(NOW, bytesOf(random)), set: photo },
			];
		}),
	];
}
