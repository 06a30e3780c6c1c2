import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import { loadAddresses, type Addresses } from '../../src/lib/domain/address/index.ts';
import { newKey } from '../../src/lib/domain/key.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { country, type SampleShop } from '../../src/lib/server/demo/country.ts';
import { bytesOf, seeded } from '../../src/lib/server/demo/random.ts';
import { hashOf } from '../../src/lib/server/secret.ts';
import { addEnrolment, addPerson } from '../../src/lib/server/store/queries/accounts.ts';
import { readNote, writeNote } from '../../src/lib/server/store/queries/meta.ts';
import type { Tx } from '../../src/lib/server/store/port.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import type { Fields } from '../../src/lib/sync/value.ts';

export interface Size {
	readonly shops: number;
	readonly seed: number;
	/** Where it goes; without one, a folder of the system's for what may be thrown away. */
	readonly folder?: string;
}

/** Products a shop has on average. The total is exact. */
export const PRODUCTS_PER_SHOP = 10;
/** One shop of so many has a seller whose phone has joined. */
const SHOPS_PER_SELLER = 5;
/** Dates of the sample hang on it, so that the same seed gives the same database on every day. */
const NOW = Date.UTC(2026, 0, 1);
const AUTHOR = 'sample';
/** Products by which the shops made so far may be ahead of the average. */
const MOST_AHEAD = 500;
/** Shops in one transaction: the disk is waited for seldom. */
const BATCH = 300;
/** Bytes a shop takes, twice: the database and what its log and indexes need while it grows. */
const ROOM_PER_SHOP = 90_000;
/** SQLite's pages in memory while filling, KiB: its own 2 MB would have every index read from the disk again and again. */
const CACHE = 1_000_000;
const NOTE = 'bench';
const COMPLETE = 'complete';

/** What a seller's cookie holds: anyone who has the database can tell, which is what makes a bench of it. */
export const secretOf = (enrolment: string): string =>
	createHash('sha256').update(`bench ${enrolment}`).digest('base64url');

/**
 * The folder of a database of that many shops and ten times as many products, made of the sample country's words through
 * the server's own code; the one made before where there is one. Throws where the disk has no room for it.
 */
export async function bigDatabase({ shops, seed, folder }: Size): Promise<string> {
	const dataDir = folder ?? join(tmpdir(), `tambon-bench-${shops}-${seed}`);
	if (await isComplete(dataDir)) return dataDir;
	rmSync(dataDir, { recursive: true, force: true });
	mkdirSync(dataDir, { recursive: true });
	const { bavail, bsize } = statfsSync(dataDir);
	if (bavail * bsize < shops * ROOM_PER_SHOP) throw new Error(`no room for the database in ${dataDir}`);
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const began = performance.now();
	const random = seeded(seed);
	let [made, products] = [0, 0];
	let batch: SampleShop[] = [];
	const flush = async () => {
		const writing = batch;
		batch = [];
		await app.store.write(async (tx) => {
			await sql.raw(`pragma cache_size = -${CACHE}`).execute(tx.db);
			for (const [i, shop] of writing.entries()) {
				await writeShop(tx, shop);
				if ((made + i) % SHOPS_PER_SELLER === 0) await addSeller(tx, shop, newKey(shop.at, bytesOf(random)));
			}
		});
		made += writing.length;
		if (made % (BATCH * 20) === 0) process.stderr.write(`  ${made} of ${shops} shops\n`);
	};
	for (const shop of sampleShops(shops, seed, await loadAddresses())) {
		batch.push(shop);
		products += shop.products.length;
		if (batch.length === BATCH) await flush();
	}
	await flush();
	await app.store.write((tx) => writeNote(tx, NOTE, COMPLETE));
	await app.store.close();
	const minutes = ((performance.now() - began) / 60_000).toFixed(1);
	process.stderr.write(`  ${made} shops, ${products} products in ${minutes} minutes: ${dataDir}\n`);
	return dataDir;
}

async function isComplete(dataDir: string): Promise<boolean> {
	if (!existsSync(join(dataDir, 'tambon.sqlite'))) return false;
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const note = await app.store.read((tx) => readNote(tx, NOTE));
	await app.store.close();
	return note === COMPLETE;
}

/** The sample country again and again, each time with other chance, and with ten products a shop in the end. */
function* sampleShops(count: number, seed: number, addresses: Addresses): Generator<SampleShop> {
	let [shops, products] = [0, 0];
	for (let round = 0; ; round++) {
		for (const shop of country(seed * 1_000_003 + round, NOW, addresses)) {
			const wanted = PRODUCTS_PER_SHOP * (shops + 1) - products;
			const isLast = shops + 1 === count;
			// Behind the average small shops are left out; ahead of it large ones lose some goods
			if (shop.products.length < Math.min(wanted, isLast ? wanted : PRODUCTS_PER_SHOP)) continue;
			const ahead = Math.min(MOST_AHEAD, (count - 1 - shops) * 4);
			const kept = { ...shop, products: shop.products.slice(0, wanted + ahead) };
			yield kept;
			shops += 1;
			products += kept.products.length;
			if (isLast) return;
		}
	}
}

async function writeShop(tx: Tx, { key, shop, story, products, at }: SampleShop): Promise<void> {
	const facts = { id: catalogueOf(key), area: shop.address?.province ?? '', shop: key };
	const edits: ServerEdit[] = [
		{ kind: 'shop', key, set: shop as Fields },
		{ kind: 'story', key, set: { th: story, en: '' } },
		...products.flatMap(({ key, product, story }) => [
			{ kind: 'product', key, set: product as Fields },
			...(story ? [{ kind: 'story', key, set: { th: story.th, en: '' } }] : []),
		]),
	];
	await writeAs(tx, AUTHOR, facts, edits, at);
}

async function addSeller(tx: Tx, { key, shop, at }: SampleShop, id: string): Promise<void> {
	const person = {
		person: `p${id}`,
		role: 'seller',
		areas: [shop.address?.province ?? ''],
		shop: key,
	} as const;
	await addPerson(tx, { ...person, name: shop.consent?.by ?? '', createdAt: at, revokedAt: null });
	await addEnrolment(tx, {
		id,
		person: person.person,
		device: `d${id}`,
		secretHash: hashOf(secretOf(id)),
		phone: 'bench',
		createdAt: at,
		heardAt: at,
		revokedAt: null,
	});
}
