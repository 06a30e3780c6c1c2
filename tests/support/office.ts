import { catalogueOf } from '../../src/lib/domain/access.ts';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { openApp, type App } from '../../src/lib/server/app.ts';
import { invite, type Wish } from '../../src/lib/server/invitations.ts';
import { receivePhoto } from '../../src/lib/server/photos/receive.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import type { Fields } from '../../src/lib/sync/value.ts';

type Place = { readonly dataDir: string; readonly origin: string };

/** Works on the data of a server that runs beside, as the command-line tools do. */
export async function inOffice<T>({ dataDir, origin }: Place, work: (app: App) => Promise<T>): Promise<T> {
	const app = await openApp({ DATA_DIR: dataDir, ORIGIN: origin, LOG_LEVEL: 'error' });
	try {
		return await work(app);
	} finally {
		await app.store.close();
	}
}

/** An invitation link, as `npm run invite` makes it and without its second of starting. */
export function linkFor(place: Place, wish: Partial<Wish>): Promise<string> {
	const nobody = { role: 'seller', areas: [], shop: null, name: 'ยายบุญ', validMs: LINK_VALID } as const;
	return inOffice(place, async (app) => {
		const invited = await invite(app, null, { ...nobody, ...wish });
		if (invited.kind !== 'ok') throw new Error(invited.kind);
		return invited.link;
	});
}

/** A shop that is open, with all that it must have. */
export const OPEN_SHOP: Fields = {
	nameTh: 'กลุ่มทอผ้าบ้านหนองบัว',
	producerType: 'GROUP',
	address: { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '' },
	phones: ['0812345678'],
	state: 'published',
};

/** A shop with whatever `edits` bring, written by the server itself. */
export function writeShop(place: Place, shop: string, fields: Fields, edits: ServerEdit[]): Promise<void> {
	const area = (fields['address'] as { province: string } | undefined)?.province ?? '30';
	const all = [{ kind: 'shop', key: shop, set: fields }, ...edits];
	return inOffice(place, (app) =>
		app.store.write(async (tx) => {
			await writeAs(tx, 'test', { id: catalogueOf(shop), area, shop }, all, app.now());
		}),
	);
}

/** The open shop with one thing on sale. */
export function writeOneGood(place: Place, shop: string, nameTh: string): Promise<void> {
	const price = { satang: 45_000, unit: 'ผืน' };
	const set = { nameTh, category: 'CRAFT', price, state: 'published' };
	return writeShop(place, shop, OPEN_SHOP, [{ kind: 'product', key: 'mat-of-reed', set }]);
}

/** Keeps a picture's bytes under their hash, as an upload does; answers the hash. */
export async function keepPicture(place: Place, bytes: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
	const hash = Buffer.from(digest).toString('hex');
	const whole = (async function* () {
		yield await Promise.resolve(bytes);
	})();
	const receipt = await inOffice(place, (app) => receivePhoto(app, hash, whole, bytes.length));
	if (receipt.kind === 'refused') throw new Error(receipt.reason);
	return hash;
}
