import { catalogueOf, visitsOf, type Principal } from '../../src/lib/domain/access.ts';
import { DAY, HOUR } from '../../src/lib/domain/dates.ts';
import { REGISTER_AUTHOR } from '../../src/lib/domain/register-author.ts';
import { mergeShops, undoMerge } from '../../src/lib/server/desk/duplicates.ts';
import { endEnrolment, endPerson } from '../../src/lib/server/revocations.ts';
import { authenticate } from '../../src/lib/server/sessions.ts';
import { setTold } from '../../src/lib/server/store/queries/accounts.ts';
import { putPhotoFile } from '../../src/lib/server/store/queries/photo-files.ts';
import { findSpace } from '../../src/lib/server/store/queries/spaces.ts';
import { answerSync } from '../../src/lib/server/sync/answer.ts';
import { sqlParts } from '../../src/lib/server/sync/sql.ts';
import { writeAs } from '../../src/lib/server/write.ts';
import type { Change } from '../../src/lib/sync/change.ts';
import { decodeRequest, encodeRequest } from '../../src/lib/sync/protocol.ts';
import { change } from '../../src/lib/sync/testing/make.ts';
import { joined, requestOf, testApp, type Joined } from './joined.ts';
import type { Random } from './random.ts';

/** Few provinces, so that shops meet in them. */
export const AREAS = ['30', '31', '50', '96'] as const;
const SHOPS = ['maker-1', 'maker-2', 'maker-3', 'own-shop-1', 'own-shop-2'];
const PRODUCTS = ['prod-1', 'prod-2', 'prod-3'];
const STATES = ['draft', 'published', 'published', 'paused'];

interface Phone {
	readonly who: Joined;
	readonly shop: string | null;
	/** Of the phone's changes, by space. */
	readonly last: Map<string, number>;
	ended: boolean;
}

/** What the database does not tell of its own past, noted while it happened. */
export interface Noted {
	/** By space and number: when it was taken, ms UTC. */
	readonly at: Map<string, number>;
	/** Hashes of pictures whose bytes somebody of the shop has sent, with that shop. */
	readonly sent: Map<string, string>;
	/** `SPACE/HASH`: where a picture may be seen, in its own shop and in those that took it over from there. */
	readonly shown: Set<string>;
}

type App = Awaited<ReturnType<typeof testApp>>;

/** Lives of shops in an office, through the server's own doors: chance decides what happens next. */
export class History {
	readonly noted: Noted = { at: new Map(), sent: new Map(), shown: new Set() };
	readonly #phones: Phone[] = [];
	readonly #random: Random;
	readonly app: App;
	readonly staff: Principal;
	readonly marketers: Principal[] = [];

	/** False: as it was before shops could be made one. */
	readonly #merges: boolean;

	private constructor(app: App, staff: Principal, random: Random, merges: boolean) {
		this.#merges = merges;
		this.app = app;
		this.staff = staff;
		this.#random = random;
	}

	static async begin(random: Random, merges = true): Promise<History> {
		const app = await testApp();
		const { person } = await joined(app, null, { role: 'staff', areas: [] });
		return new History(app, person, random, merges);
	}

	/** One thing that happens, and some time that passes. */
	async step(): Promise<void> {
		const { app } = this;
		const random = this.#random;
		app.pass(random.pick([0, HOUR, DAY, 3 * DAY, random.below(40) * HOUR]));
		const chance = random.next();
		if (chance < 0.08) await this.#import();
		else if (chance < 0.18) await this.#join();
		else if (chance < 0.22) await this.#end();
		else if (chance < 0.28) await this.#speak();
		else if (chance < 0.36) await this.#send();
		else if (chance < 0.41 && this.#merges) await this.#merge();
		else await this.#edit();
		if (random.chance(0.3)) {
			await this.#note();
			await this.#visit();
		}
		await this.#note();
	}

	async #import(): Promise<void> {
		const random = this.#random;
		const shop = random.pick(SHOPS.slice(0, 3));
		const rows = Array.from({ length: 1 + random.below(3) }, (_, i) => i + 2);
		const area = random.pick(AREAS);
		const set = { nameTh: `กลุ่ม ${random.below(9)}`, address: addressIn(area), phones: ['0812345678'] };
		await this.app.store.write((tx) =>
			writeAs(
				tx,
				REGISTER_AUTHOR,
				{ id: catalogueOf(shop), area, shop },
				[
					{ kind: 'shop', key: shop, set: { ...set, state: 'draft' } },
					{ kind: 'maker', key: shop, set: { name: 'x', rows } },
					{ kind: 'product', key: 'prod-1', set: { nameTh: 'ผ้า', state: 'draft', category: 'TEXTILE' } },
				],
				this.app.now(),
			),
		);
	}

	async #join(): Promise<void> {
		const random = this.#random;
		const { app, staff } = this;
		if (random.chance(0.25)) {
			const first = random.pick(AREAS);
			const areas = AREAS.filter((area) => area === first || random.chance(0.3));
			const who = await joined(app, staff, { role: 'marketer', areas, name: `ม${this.marketers.length}` });
			this.marketers.push(who.person);
			this.#phones.push({ who, shop: null, last: new Map(), ended: false });
			return;
		}
		const shop = random.pick(SHOPS);
		const found = await app.store.read((tx) => findSpace(tx, catalogueOf(shop)));
		const wish = found ? { areas: [], shop } : { areas: [random.pick(AREAS)], shop: null };
		const who = await joined(app, staff, wish);
		this.#phones.push({ who, shop: who.person.shop, last: new Map(), ended: false });
	}

	async #end(): Promise<void> {
		const phone = this.#pickPhone();
		if (!phone) return;
		const { person, enrolment } = phone.who;
		if (this.#random.chance(0.5)) {
			await endEnrolment(this.app, this.staff, enrolment);
			phone.ended = true;
			return;
		}
		await endPerson(this.app, this.staff, person.person);
		for (const other of this.#phones) if (other.who.person.person === person.person) other.ended = true;
	}

	#pickPhone(): Phone | null {
		const alive = this.#phones.filter(({ ended }) => !ended);
		return alive.length > 0 ? this.#random.pick(alive) : null;
	}

	/** A phone is heard; it may tell what waits on it. */
	async #speak(): Promise<void> {
		const phone = this.#pickPhone();
		if (!phone) return;
		const { enrolment } = phone.who;
		await authenticate(this.app, requestOf(phone.who), enrolment);
		if (this.#random.chance(0.3)) return;
		const unsent = this.#random.below(3);
		const told = { unsent, unsentSince: unsent === 0 ? null : this.app.now(), version: '1' };
		await this.app.store.write((tx) => setTold(tx, enrolment, told, this.app.now()));
	}

	/** The bytes of a picture arrive, before or after the record that names it. */
	async #send(): Promise<void> {
		const phone = this.#pickPhone();
		if (!phone || phone.shop === null) return;
		const hash = hashOf(phone.shop, this.#random.pick(PRODUCTS));
		const row = { hash, type: 'image/webp', bytes: 9, created_at: this.app.now() };
		const { person } = phone.who.person;
		await this.app.store.write((tx) => putPhotoFile(tx, row, { person, space: '' }));
		this.noted.sent.set(hash, phone.shop);
	}

	/** The office makes one of two shops, or two again. */
	async #merge(): Promise<void> {
		const random = this.#random;
		if (random.chance(0.5)) {
			for (const alias of SHOPS) await undoMerge(this.app, this.staff, alias);
			return;
		}
		const [stays, goes] = [random.pick(SHOPS), random.pick(SHOPS)];
		await mergeShops(this.app, this.staff, { stays, goes, picks: new Set() });
	}

	/** A marketer plans, makes, takes back or throws away a visit, or looks at a colleague's. */
	async #visit(): Promise<void> {
		const marketers = this.#phones.filter(({ ended, who }) => !ended && who.person.role === 'marketer');
		if (marketers.length === 0) return;
		const random = this.#random;
		const phone = random.pick(marketers);
		// Some try a province that is not theirs
		const space = visitsOf(
			random.chance(0.1) ? random.pick(AREAS) : random.pick([...phone.who.person.areas]),
		);
		const now = this.app.now();
		const sets: readonly object[] = [
			{ plannedFor: '2026-11-26' },
			{ startedAt: now - HOUR },
			{ endedAt: now - random.below(5) * DAY },
			{ endedAt: now + 3 * DAY, startedAt: now },
			{ endedAt: null },
			{ droppedAt: now },
			{ droppedAt: null },
			{ notes: 'x' },
		];
		const key = random.pick(['visit-1', 'visit-2', 'visit-3']);
		const { marketers: people } = this;
		const own = { shop: random.pick(SHOPS), marketer: random.pick(people).person };
		await this.#push(phone, space, () =>
			random.chance(0.1)
				? { kind: 'visit', key, remove: true }
				: { kind: 'visit', key, set: { ...own, ...random.pick(sets) } as Change['set'] },
		);
	}

	async #edit(): Promise<void> {
		const phone = this.#pickPhone();
		if (!phone) return;
		const shop = phone.shop ?? this.#random.pick(SHOPS);
		await this.#push(phone, catalogueOf(shop), () => this.#change(shop));
	}

	async #push(phone: Phone, space: string, make: () => Partial<Change>): Promise<void> {
		const random = this.#random;
		const { app } = this;
		const known = await app.store.read((tx) => findSpace(tx, space));
		// A phone that saw less than there is, so that some of what it sets is asked about
		const number = Math.max(0, (known?.counter ?? 0) - (random.chance(0.3) ? random.below(4) : 0));
		let n = phone.last.get(space) ?? 0;
		const changes = Array.from({ length: 1 + random.below(3) }, () => {
			const base = { epoch: app.store.epoch, number };
			return { change: change({ ...make(), n: ++n, base, space }), short: 0, age: 0 };
		});
		const { enrolment, person } = phone.who;
		const body = encodeRequest({
			version: 1,
			enrolment,
			epoch: app.store.epoch,
			device: null,
			spaces: [{ space, cursor: number, changes }],
		});
		const who = { enrolment, device: `dev-${enrolment}`, renamed: false, principal: person };
		const lines: string[] = [];
		for await (const page of answerSync(sqlParts(app), who, decodeRequest(body))) lines.push(...page);
		const isSeen = (await app.store.read((tx) => findSpace(tx, space))) !== null;
		if (lines.length > 1 && isSeen) phone.last.set(space, n);
	}

	#change(shop: string): Partial<Change> {
		const random = this.#random;
		const key = random.pick(PRODUCTS);
		const product = (set: object) => ({ kind: 'product', key, set: set as Change['set'] });
		const price = { satang: random.pick([0, 5_000, 25_000, 250_000]), unit: random.pick(['ผืน', 'ชิ้น']) };
		const whole = { nameTh: 'ผ้าไหม', category: 'TEXTILE', price };
		switch (random.below(11)) {
			case 0:
				return { kind: 'shop', key: shop, set: { address: addressIn(random.pick(AREAS)) } };
			case 1:
				return { kind: 'shop', key: shop, set: { state: random.pick(STATES) } };
			case 2:
				return {
					kind: 'shop',
					key: shop,
					set: { nameTh: random.pick(['ร้าน', 'ร้าน', ' ']), phones: ['0812345678'], state: 'published' },
				};
			case 3:
			case 4:
				return product({ ...whole, state: 'published' });
			case 5:
				return product({ price: random.chance(0.2) ? null : price });
			case 6:
				return product({ state: random.pick(STATES), alcohol: random.chance(0.2) });
			case 7:
				return { kind: 'product', key, remove: true };
			case 8:
				return { kind: 'photo', key: `photo-${key}`, remove: true };
			default:
				return {
					kind: 'photo',
					key: `photo-${key}`,
					set: { full: hashOf(shop, key), of: `product/${key}`, order: 'V' },
				};
		}
	}

	async #note(): Promise<void> {
		const spaces = await this.app.store.read(({ db }) =>
			db.selectFrom('space').select(['id', 'counter']).execute(),
		);
		for (const { id, counter } of spaces) {
			const name = `${id}@${counter}`;
			if (!this.noted.at.has(name)) this.noted.at.set(name, this.app.now());
		}
		await this.#noteShown();
	}

	/** What is shown in a shop is shown in the one that stands for it, from the moment that it does. */
	async #noteShown(): Promise<void> {
		const { shown, sent } = this.noted;
		for (const [hash, shop] of sent) shown.add(`${catalogueOf(shop)}/${hash}`);
		const shops = await this.app.store.read(({ db }) =>
			db.selectFrom('record').select(['space', 'fields']).where('kind', '=', 'shop').execute(),
		);
		for (const { space, fields } of shops) {
			const { mergedInto = '' } = JSON.parse(fields) as { mergedInto?: string };
			if (mergedInto === '') continue;
			for (const name of [...shown].filter((one) => one.startsWith(`${space}/`)))
				shown.add(`${catalogueOf(mergedInto)}/${name.slice(space.length + 1)}`);
		}
	}
}

const addressIn = (province: string) => {
	return { province, district: `${province}01`, subdistrict: '', postcode: '', line: '' };
};

/** The one picture of a product. */
const hashOf = (shop: string, key: string): string =>
	Buffer.from(`${shop}/${key}`).toString('hex').padEnd(64, '0').slice(0, 64);
