import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { catalogueOf, ordersOf, type Principal } from '../../../src/lib/domain/access.ts';
import type { App } from '../../../src/lib/server/app.ts';
import { photoFiles } from '../../../src/lib/server/photos/receive.ts';
import { putPhotoFile } from '../../../src/lib/server/store/queries/photo-files.ts';
import { writeAs } from '../../../src/lib/server/write.ts';
import { joined } from '../joined.ts';

export const AREAS = ['30', '31', '50'];
export const KEYS = ['shop1', 'shop2', 'shop3'];
/** Stands in everything that a shop wrote. */
export const markOf = (shop: string): string => `ลับ${shop}`;
/** Stands in everything that tells of a shop's buyers. */
export const buyerOf = (shop: string): string => `ผู้ซื้อของ${shop}`;
/** The picture that a shop's phone sent: its bytes name the shop too. */
export const bytesOf = (shop: string): Buffer => Buffer.from(`RIFF1234WEBPVP8 ${markOf(shop)}`);
export const photoOf = (shop: string): string => createHash('sha256').update(bytesOf(shop)).digest('hex');

const shop = fc.constantFrom(...KEYS);
const area = fc.constantFrom(...AREAS);
const state = fc.constantFrom('draft', 'published', 'paused');

/** Something that happens at a shop. */
export type Happening =
	/** Its address, and with it the province whose marketers see it. */
	| { readonly kind: 'moves'; readonly shop: string; readonly area: string }
	| { readonly kind: 'opens'; readonly shop: string; readonly state: string }
	| { readonly kind: 'offers'; readonly shop: string; readonly state: string }
	/** A photo record names a file, be it another's whose hash was guessed. */
	| { readonly kind: 'names'; readonly shop: string; readonly photo: string }
	| { readonly kind: 'sends'; readonly shop: string };

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
	fc.oneof(
		fc.record({ kind: fc.constant('moves' as const), shop, area }),
		fc.record({ kind: fc.constant('opens' as const), shop, state }),
		fc.record({ kind: fc.constant('offers' as const), shop, state }),
		fc.record({ kind: fc.constant('names' as const), shop, photo: shop }),
		fc.record({ kind: fc.constant('sends' as const), shop }),
	),
	{ maxLength: 14 },
);

export const marketers = fc.array(fc.uniqueArray(area, { minLength: 1, maxLength: 2 }), { maxLength: 2 });

/** Where each shop lies, and what of it a shopper may see, kept beside the server by the simplest rule. */
export class Truth {
	readonly area = new Map(KEYS.map((key) => [key, '30']));
	readonly isOpen = new Map<string, boolean>();
	readonly isOffered = new Map<string, boolean>();
	/** Shops whose own product has their own picture. */
	readonly names = new Map<string, string>();
	readonly sent = new Set<string>();

	sees(who: Principal | null, key: string): boolean {
		if (who?.role === 'staff') return true;
		if (who?.role === 'marketer') return who.areas.includes(this.area.get(key) ?? '');
		return who !== null && who.shop === key;
	}

	/** Its own people, and nobody else. */
	seesBuyers = (who: Principal | null, key: string): boolean => who?.role === 'seller' && who.shop === key;

	isPublic = (key: string): boolean => this.isOpen.get(key) ?? false;

	/** Whether anybody may see a shop's picture: it shows a product on sale of that shop. */
	isPublicPhoto = (key: string): boolean =>
		this.isPublic(key) &&
		this.isOffered.get(key) === true &&
		this.names.get(key) === key &&
		this.sent.has(key);
}

const addressIn = (province: string) => {
	return { province, district: `${province}01`, subdistrict: '', postcode: '', line: '' };
};

/** Shops with their sellers, as drafts of province 30, then whatever happens to them. */
export async function build(app: App, all: readonly Happening[]): Promise<Truth> {
	const truth = new Truth();
	const write = (key: string, kind: string, of: string, set: Record<string, unknown>) =>
		app.store.write((tx) => {
			const facts = { id: catalogueOf(key), area: '30', shop: key };
			return writeAs(tx, 'test', facts, [{ kind, key: of, set: set as never }], app.now());
		});
	const sellers = new Map<string, Principal>();
	for (const key of KEYS) {
		const nameTh = markOf(key);
		const whole = { nameTh, producerType: 'GROUP', phones: ['0812345678'], state: 'draft' };
		await write(key, 'shop', key, { ...whole, address: addressIn('30') });
		await write(key, 'product', 'goods', {
			nameTh,
			category: 'CRAFT',
			price: { satang: 100, unit: 'ผืน' },
			state: 'draft',
		});
		await write(key, 'story', 'goods', { th: nameTh });
		await app.store.write((tx) => {
			const facts = { id: ordersOf(key), area: '30', shop: key };
			const name = buyerOf(key);
			const set = { buyer: { name, phone: '0898765432', address: null }, notes: name, fulfilment: 'new' };
			return writeAs(tx, 'test', facts, [{ kind: 'order', key: 'order', set }], app.now());
		});
		sellers.set(key, (await joined(app, null, { areas: [], shop: key, name: markOf(key) })).person);
	}
	for (const one of all) await happen(app, truth, one, write, sellers);
	return truth;
}

async function happen(
	app: App,
	truth: Truth,
	one: Happening,
	write: (key: string, kind: string, of: string, set: Record<string, unknown>) => Promise<unknown>,
	sellers: ReadonlyMap<string, Principal>,
): Promise<void> {
	switch (one.kind) {
		case 'moves':
			truth.area.set(one.shop, one.area);
			await write(one.shop, 'shop', one.shop, { address: addressIn(one.area) });
			break;
		case 'opens':
			truth.isOpen.set(one.shop, one.state === 'published');
			await write(one.shop, 'shop', one.shop, { state: one.state });
			break;
		case 'offers':
			truth.isOffered.set(one.shop, one.state === 'published');
			await write(one.shop, 'product', 'goods', { state: one.state });
			break;
		case 'names':
			truth.names.set(one.shop, one.photo);
			await write(one.shop, 'photo', 'pict1', { full: photoOf(one.photo), of: 'product/goods', order: 'V' });
			break;
		case 'sends': {
			truth.sent.add(one.shop);
			const hash = photoOf(one.shop);
			const bytes = bytesOf(one.shop);
			await photoFiles(app).keep(hash, 'image/webp', bytes);
			const row = { hash, type: 'image/webp', bytes: bytes.length, created_at: 1 };
			const person = sellers.get(one.shop)?.person ?? '';
			await app.store.write((tx) => putPhotoFile(tx, row, { person, space: '' }));
		}
	}
}
