import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { catalogueOf, type Principal } from '../../../src/lib/domain/access.ts';
import { LINK_VALID } from '../../../src/lib/domain/invitation.ts';
import type { App } from '../../../src/lib/server/app.ts';
import { invite, redeem, type Wish } from '../../../src/lib/server/invitations.ts';
import { receivePhoto } from '../../../src/lib/server/photos/receive.ts';
import { endEnrolment, endPerson } from '../../../src/lib/server/revocations.ts';
import { writeAs, type ServerEdit } from '../../../src/lib/server/write.ts';

/** Two shops of one province and one of another, none of them open: whoever sees something of one is let in. */
export const SHOPS = ['mine', 'near', 'far'] as const;
export type ShopName = (typeof SHOPS)[number];
export const shopKey = (shop: ShopName | 'nowhere'): string => `shop-${shop}`;
export const spaceOf = (shop: ShopName | 'nowhere'): string => catalogueOf(shopKey(shop));
export const AREA: Readonly<Record<ShopName, string>> = { mine: '30', near: '30', far: '50' };
/** Stands in every text of a shop: an answer that holds it tells something of that shop. */
export const markOf = (shop: ShopName): string => `ความลับของ-${shop}`;

/** Somebody who asks: what their requests carry, and what they may see, written down here once more by hand. */
export interface Asker {
	readonly name: string;
	/** What the request names, and the cookie it brings. */
	readonly enrolment: string;
	readonly cookie: string;
	/** Null: nobody, whatever the request says. */
	readonly role: Principal['role'] | null;
	readonly sees: readonly ShopName[];
}

export interface World {
	readonly askers: readonly Asker[];
	/** The hash of the picture of each shop's product. */
	readonly photo: Readonly<Record<ShopName, string>>;
	/** The product of the open shop, and its picture. */
	readonly openPhoto: string;
}

/** The shop that anybody may look at; the bytes of its picture as they arrived are for its own people. */
export const OPEN_SHOP = 'shop-open';
const ALL = SHOPS;

const cookieOf = (enrolment: string, session: string) => `__Host-t-${enrolment}=${session}`;

export async function joinAs(app: App, inviter: Principal | null, wish: Partial<Wish>, device = '') {
	const whole = {
		role: 'seller',
		areas: [],
		shop: null,
		name: 'ทดสอบ',
		validMs: LINK_VALID,
		...wish,
	} as const;
	const invited = await invite(app, inviter, whole);
	if (invited.kind !== 'ok') throw new Error(invited.kind);
	const redeemed = await redeem(app, {
		secret: invited.secret,
		key: 'k'.repeat(43),
		phone: 'SM-A127F',
		device,
	});
	if (redeemed.kind !== 'ok') throw new Error(redeemed.kind);
	return { ...redeemed, invitation: invited.id, cookie: cookieOf(redeemed.enrolment, redeemed.session) };
}

export async function makeWorld(app: App): Promise<World> {
	const photo = { mine: '', near: '', far: '' };
	for (const shop of SHOPS) photo[shop] = await writeDraft(app, shop);
	const openPhoto = await writeOpen(app);
	return { askers: await makeAskers(app), photo, openPhoto };
}

async function makeAskers(app: App): Promise<Asker[]> {
	const staff = await joinAs(app, null, { role: 'staff' });
	const marketer = await joinAs(app, staff.person, { role: 'marketer', areas: ['30'] });
	const elsewhere = await joinAs(app, staff.person, { role: 'marketer', areas: ['50'] });
	const seller = await joinAs(app, marketer.person, { shop: shopKey('mine') });
	const helper = await joinAs(app, seller.person, { shop: shopKey('mine') });
	const neighbour = await joinAs(app, marketer.person, { shop: shopKey('near') });
	const left = await joinAs(app, seller.person, { shop: shopKey('mine') });
	await endPerson(app, seller.person, left.person.person);
	const lost = await joinAs(app, seller.person, { self: true });
	await endEnrolment(app, seller.person, lost.enrolment);
	const old = await joinAs(app, seller.person, { self: true });
	await app.store.write(({ db }) =>
		db.updateTable('enrolment').set({ created_at: 1, heard_at: 1 }).where('id', '=', old.enrolment).execute(),
	);
	const nobody = { role: null, sees: [] } as const;
	const own = { sees: ['mine'] } as const;
	return [
		{ name: 'nobody', enrolment: 'nobody00', cookie: '', ...nobody },
		{ name: 'staff', ...staff, role: 'staff', sees: ALL },
		{ name: 'marketer', ...marketer, role: 'marketer', sees: ['mine', 'near'] },
		{ name: 'marketer of another area', ...elsewhere, role: 'marketer', sees: ['far'] },
		{ name: 'seller', ...seller, role: 'seller', ...own },
		{ name: 'helper', ...helper, role: 'seller', ...own },
		{ name: 'seller of another shop', ...neighbour, role: 'seller', sees: ['near'] },
		{ name: 'person whose access ended', ...left, ...nobody },
		{ name: 'phone whose access ended', ...lost, ...nobody },
		{ name: 'session that is over', ...old, ...nobody },
		{
			name: 'seller with another’s cookie',
			enrolment: seller.enrolment,
			cookie: neighbour.cookie,
			...nobody,
		},
		{
			name: 'wrong secret',
			enrolment: staff.enrolment,
			cookie: cookieOf(staff.enrolment, 'x'.repeat(43)),
			...nobody,
		},
	];
}

async function keepPhoto(app: App, colour: string): Promise<string> {
	const exif = { IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '14/1 0/1 0/1', GPSLatitudeRef: 'N' } };
	const create = { width: 400, height: 300, channels: 3, background: colour } as const;
	const bytes = await sharp({ create }).withExif(exif).jpeg().toBuffer();
	const hash = createHash('sha256').update(bytes).digest('hex');
	const whole = (async function* () {
		yield await Promise.resolve(new Uint8Array(bytes));
	})();
	const receipt = await receivePhoto(app, hash, whole, bytes.length);
	if (receipt.kind === 'refused') throw new Error(receipt.reason);
	return hash;
}

const write = (app: App, shop: string, area: string, edits: readonly ServerEdit[]) =>
	app.store.write((tx) => writeAs(tx, 'test', { id: catalogueOf(shop), area, shop }, edits, app.now()));

async function writeDraft(app: App, shop: ShopName): Promise<string> {
	const mark = markOf(shop);
	const hash = await keepPhoto(app, { mine: '#a33', near: '#3a3', far: '#33a' }[shop]);
	const address = {
		province: AREA[shop],
		district: `${AREA[shop]}01`,
		subdistrict: '',
		postcode: '',
		line: mark,
	};
	await write(app, shopKey(shop), AREA[shop], [
		{ kind: 'shop', key: shopKey(shop), set: { nameTh: mark, address, state: 'draft' } },
		{ kind: 'product', key: 'mat-of-reed', set: { nameTh: mark, state: 'draft' } },
		{ kind: 'story', key: 'mat-of-reed', set: { th: mark } },
		{ kind: 'maker', key: shopKey(shop), set: { name: mark } },
		{ kind: 'photo', key: 'mat-photo', set: { full: hash, of: 'product/mat-of-reed', order: 'V' } },
	]);
	return hash;
}

async function writeOpen(app: App): Promise<string> {
	const hash = await keepPhoto(app, '#aa3');
	const address = { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '' };
	const price = { satang: 45_000, unit: 'ผืน' };
	await write(app, OPEN_SHOP, '30', [
		{
			kind: 'shop',
			key: OPEN_SHOP,
			set: { nameTh: 'ร้านเปิด', producerType: 'GROUP', address, phones: ['0812345678'], state: 'published' },
		},
		{
			kind: 'product',
			key: 'mat-open',
			set: { nameTh: 'เสื่อ', category: 'CRAFT', price, state: 'published' },
		},
		{ kind: 'photo', key: 'photo-open', set: { full: hash, of: 'product/mat-open', order: 'V' } },
	]);
	return hash;
}
