import { expect, type Page } from '@playwright/test';
import { linkFor, writeShop } from '../support/office.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { seeded, type Random } from '../support/random.ts';
import { installed, join } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';
import { Ledger } from './ledger.ts';
import { openLine, type BadLine } from './line.ts';
import { Relative } from './relative.ts';
import { calm, rough } from './weather.ts';

export const SHOP = 'shop-of-boon';
const SHOP_FIELDS = {
	nameTh: 'กลุ่มทอผ้าบ้านหนองบัว',
	producerType: 'GROUP',
	address: { province: '30', district: '3001', subdistrict: '300101', postcode: '30000', line: 'หมู่ 3' },
	phones: ['0812345678'],
	state: 'published',
};

/** Products whose names stay: their prices are set on the price sheet, their stock moves. */
export const PRICED = ['เสื่อกกทอมือ', 'น้ำพริกเผา', 'ผ้าขาวม้าย้อมคราม', 'ชาใบหม่อน'].map((nameTh, i) => {
	return { key: `priced-${i}`, nameTh };
});
/** Products whose names change. */
export const NAMED = ['ตะกร้าหวาย', 'กระติบข้าว', 'สบู่สมุนไพร', 'กล้วยฉาบ'].map((nameTh, i) => {
	return { key: `named-${i}`, nameTh };
});
/** What two people set the price of. */
export const SHARED = { key: 'shared-0', nameTh: 'หมวกสาน' };
export const UNIT = 'ผืน';
const STOCK = 1_000;
export const priceOf = (baht: number) => ({ satang: baht * 100, unit: UNIT });

/** How long one tap may take while two browsers share a core, milliseconds. */
const PATIENCE = 60_000;

async function openPatiently(profile: string): Promise<Phone> {
	const phone = await openPhone(profile);
	phone.context.setDefaultTimeout(PATIENCE);
	return phone;
}

type Parts = Pick<Scene, 'line' | 'relative' | 'server' | 'profile' | 'phone'>;

/** A server, a bad line and a phone, with what its person was told; and the story of what befell them. */
export class Scene {
	readonly ledger = new Ledger();
	readonly random: Random;
	readonly folder: string;
	readonly line: BadLine;
	readonly relative: Relative;
	server: RunningServer;
	phone: Phone;
	profile: string;
	/** All that was made on the disk. */
	readonly folders: string[];
	story: string[] = [];
	kills = 0;
	/** Names are told apart by a number that never comes again. */
	names = 0;
	/** Edits that were begun when the phone died. */
	unsure = 0;
	readonly #weather: Random;

	private constructor(seed: number, parts: Parts) {
		this.random = seeded(seed);
		this.#weather = seeded(seed + 1_000_003);
		this.line = parts.line;
		this.relative = parts.relative;
		this.server = parts.server;
		this.folder = parts.server.dataDir;
		this.profile = parts.profile;
		this.phone = parts.phone;
		this.folders = [this.folder, this.profile];
	}

	/** A published shop on a fresh server, and a seller who has joined over a good line. */
	static async open(seed: number): Promise<Scene> {
		const line = await openLine();
		const origin = `http://localhost:${line.port}`;
		const server = await startServer(freeFolder(), undefined, { ORIGIN: origin });
		line.leadTo(server.port);
		const place = { dataDir: server.dataDir, origin };
		const products = [...PRICED, ...NAMED, SHARED].map(({ key, nameTh }) => {
			const set = { nameTh, category: 'CRAFT', price: priceOf(100), stock: STOCK, state: 'published' };
			return { kind: 'product', key, set };
		});
		await writeShop(place, SHOP, SHOP_FIELDS, products);
		const relative = await Relative.join(place, server.port, SHOP);
		const profile = freeFolder();
		const phone = await openPatiently(profile);
		const scene = new Scene(seed, { line, relative, server, profile, phone });
		for (const { key, set } of products) {
			scene.ledger.knows('product', key, 'nameTh', set.nameTh);
			scene.ledger.knows('product', key, 'price', set.price);
			scene.ledger.moves.set(`product/${key}/stock`, { start: STOCK, sure: 0, unsure: [] });
		}
		await join(scene.page, await scene.link());
		await listed(scene.page);
		await installed(scene.page);
		return scene;
	}

	get page(): Page {
		return this.phone.page;
	}

	get origin(): string {
		return `http://localhost:${this.line.port}`;
	}

	link(): Promise<string> {
		return linkFor({ dataDir: this.folder, origin: this.origin }, { shop: SHOP });
	}

	tell(what: string): void {
		this.story.push(what);
	}

	faultsBegin(): void {
		this.line.weather(() => rough(this.#weather));
	}

	faultsEnd(): void {
		this.line.weather(calm);
	}

	async killServer(): Promise<void> {
		await this.server.kill();
		this.kills++;
		this.tell('the server is killed');
	}

	async startServer(): Promise<void> {
		this.server = await this.server.again();
		this.tell('the server is back');
	}

	async killPhone(): Promise<void> {
		await this.phone.kill();
		this.kills++;
		this.tell('the phone is killed');
	}

	/** The same profile in a new browser, at an address of the app. */
	async reopenPhone(address: string | null): Promise<void> {
		this.phone = await openPatiently(this.profile);
		if (address !== null) await this.page.goto(this.origin + address, { waitUntil: 'commit' });
		this.tell('the phone is opened again');
	}

	/** Puts the phone away for good, and takes a new one that has never been here. */
	async newPhone(): Promise<void> {
		await this.phone.kill();
		this.profile = freeFolder();
		this.folders.push(this.profile);
		this.phone = await openPatiently(this.profile);
		this.tell('a new phone');
	}

	/** What is on the phone's screen, in words. */
	screen(): Promise<string> {
		return this.page
			.locator('body')
			.ariaSnapshot()
			.then(
				(words) => `${this.page.url()}\n${words}`,
				() => 'none',
			);
	}

	async close(): Promise<void> {
		await this.phone.kill().catch(() => undefined);
		this.relative.close();
		await this.server.stop();
		await this.line.close();
	}
}

/** Waits until the list is on the screen: the app has opened and knows its shop. */
export async function listed(page: Page): Promise<void> {
	await expect(page.getByText(PRICED[0]?.nameTh ?? '').first()).toBeVisible({ timeout: 60_000 });
}
