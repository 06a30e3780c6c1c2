import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { catalogueOf, ordersOf, type Principal } from '$lib/domain/access.ts';
import type { App } from '$lib/server/app.ts';
import { visible } from '$lib/server/access.ts';
import { invitablePerson, invitableShop } from '$lib/server/desk/invitable.ts';
import { tradeCode } from '$lib/server/codes.ts';
import { deskShop } from '$lib/server/desk/shop.ts';
import { historyOf } from '$lib/server/history.ts';
import { invite } from '$lib/server/invitations.ts';
import { invitationState } from '$lib/server/own-invitations.ts';
import { showPhoto } from '$lib/server/photos/show.ts';
import { needsNoBytes } from '$lib/server/photos/receive.ts';
import { endEnrolment, endInvitation, endPerson } from '$lib/server/revocations.ts';
import { authenticate } from '$lib/server/sessions.ts';
import { shopsOfProvince } from '$lib/server/store/queries/listing.ts';
import { findProductfront, findShopfront } from '$lib/server/store/queries/shopfront.ts';
import { carrying, invited, joined, testApp } from '../support/joined.ts';
import { counted } from '../support/access/counted.ts';
import {
	build,
	buyerOf,
	bytesOf,
	happenings,
	KEYS,
	marketers,
	markOf,
	photoOf,
	type Happening,
	type Truth,
} from '../support/access/random-world.ts';
import { desk, enrolled, nowhere, pull, storefront } from '../support/access/tellings.ts';

/** Where pictures lie; no test writes two of one name with other bytes. */
const folder = mkdtempSync(join(tmpdir(), 'visible-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function newApp(): Promise<App> {
	const app = await testApp();
	return { ...app, env: { ...app.env, dataDir: folder } };
}

const marks = (text: string): string[] => KEYS.filter((key) => text.includes(markOf(key)));

const buyers = (text: string): string[] => KEYS.filter((key) => text.includes(buyerOf(key)));

/** The shop whose bytes a picture has. */
async function pictured(app: App, who: Principal | null, key: string): Promise<string | null> {
	const shown = await showPhoto(app, photoOf(key), () => Promise.resolve(who && enrolled(who)));
	if (!shown) return null;
	expect(Buffer.from(shown.bytes)).toEqual(bytesOf(key));
	return key;
}

async function check(app: App, truth: Truth, people: readonly (Principal | null)[]): Promise<void> {
	const shopWindow = await storefront(app);
	expect(marks(shopWindow).filter((key) => !truth.isPublic(key))).toEqual([]);
	expect(buyers(shopWindow)).toEqual([]);
	for (const who of people) {
		const theirs = KEYS.filter((key) => truth.sees(who, key));
		for (const key of KEYS) {
			const mayShow = truth.isPublicPhoto(key) || theirs.includes(key);
			if (!mayShow) expect(await pictured(app, who, key), `${who?.role} ${key}`).toBeNull();
		}
		if (who === null) continue;
		const pulled = await pull(app, who);
		expect(marks(pulled), `pull of ${who.role} ${who.areas}`).toEqual(theirs);
		const sold = KEYS.filter((key) => truth.seesBuyers(who, key));
		expect(buyers(pulled), `buyers in a pull of ${who.role} ${who.areas}`).toEqual(sold);
		const ordersNamed = KEYS.filter((key) => pulled.includes(ordersOf(key)));
		expect(ordersNamed).toEqual(sold);
		// Nor that there is such a shop: an answer names by its id what the request did not list
		const named = KEYS.filter((key) => pulled.includes(catalogueOf(key)));
		expect(named.filter((key) => !theirs.includes(key))).toEqual([]);
		for (const key of KEYS) {
			expect(await historyOf(app, enrolled(who), ordersOf(key), 'order', 'order')).toBeNull();
			const former = await historyOf(app, enrolled(who), catalogueOf(key), 'product', 'goods');
			expect(former !== null, `history for ${who.role}`).toBe(theirs.includes(key));
		}
		const told = await desk(app, who);
		expect(marks(told).filter((key) => !theirs.includes(key))).toEqual([]);
		expect(buyers(told)).toEqual([]);
		const spaces = await app.store.read(({ db }) =>
			db.selectFrom('space').select('id').where(visible(who).where).orderBy('id').execute(),
		);
		expect(spaces.map(({ id }) => id)).toEqual([...theirs.map(catalogueOf), ...sold.map(ordersOf)]);
	}
}

/** Somebody else's draft, shown to all by a product on sale that names its hash. */
const STOLEN: Happening[] = [
	{ kind: 'sends', shop: 'shop2' },
	{ kind: 'names', shop: 'shop1', photo: 'shop2' },
	{ kind: 'opens', shop: 'shop1', state: 'published' },
	{ kind: 'offers', shop: 'shop1', state: 'published' },
];

test('no pull, picture, history, list or page carries anything outside what is visible, nor a buyer to others than the shop', async () => {
	await fc.assert(
		fc.asyncProperty(happenings, marketers, async (all, areas) => {
			const app = await newApp();
			try {
				const truth = await build(app, all);
				const staff = await joined(app, null, { role: 'staff', areas: [] });
				const office = areas.map((own) => joined(app, null, { role: 'marketer', areas: own }));
				const people: Principal[] = [staff, ...(await Promise.all(office))].map(({ person }) => person);
				for (const shop of KEYS) people.push({ person: shop, role: 'seller', areas: ['30'], shop });
				people.push({ person: 'new', role: 'seller', areas: ['30'], shop: 'unborn' });
				await check(app, truth, [null, ...people]);
			} finally {
				await app.store.close();
			}
		}),
		{ numRuns: 25, examples: [[STOLEN, []]] },
	);
}, 60_000);

describe('what is not theirs', () => {
	/** A seller of one shop, and of another all that could be guessed, beside ids that stand for nothing. */
	async function scene() {
		const app = await newApp();
		await build(app, [
			{ kind: 'names', shop: 'shop2', photo: 'shop2' },
			{ kind: 'sends', shop: 'shop2' },
		]);
		const theirs = await joined(app, null, { areas: [], shop: 'shop2', name: markOf('shop2') });
		const link = await invited(app, theirs.person, { areas: [], shop: 'shop2', spoken: true });
		const mine = await joined(app, null, { areas: [], shop: 'shop1' });
		return { theirs, link, mine: mine.person, ...counted(app) };
	}
	type Scene = Awaited<ReturnType<typeof scene>>;

	const asks: [string, (scene: Scene, there: boolean) => Promise<unknown>][] = [
		[
			'a space pulled',
			({ app, mine }, there) =>
				pull(app, mine, [{ space: there ? 'c.shop2' : nowhere, cursor: 1, changes: [] }]).then((text) =>
					text.replaceAll(/^\[.*\]$/gm, (line) => line.replace(/"[\w-]{5,}"/g, '')),
				),
		],
		[
			'earlier values',
			({ app, mine }, there) =>
				historyOf(app, enrolled(mine), there ? 'c.shop2' : nowhere, 'product', 'goods'),
		],
		[
			'a picture',
			({ app, mine }, there) =>
				showPhoto(app, there ? photoOf('shop2') : 'f'.repeat(64), () => Promise.resolve(enrolled(mine))),
		],
		[
			'a picture, to nobody',
			({ app }, there) =>
				showPhoto(app, there ? photoOf('shop2') : 'f'.repeat(64), () => Promise.resolve(null)),
		],
		[
			'an upload',
			({ app, mine }, there) => needsNoBytes(app, there ? photoOf('shop2') : 'f'.repeat(64), mine),
		],
		[
			'an invitation to a shop',
			({ app, mine }, there) => {
				const wish = { role: 'seller', areas: [], shop: there ? 'shop2' : 'nowhere', name: 'x' } as const;
				return invite(app, mine, { ...wish, validMs: 1 });
			},
		],
		['a shop to invite to', ({ app, mine }, there) => invitableShop(app, mine, there ? 'shop2' : 'nowhere')],
		[
			'a person to renew',
			({ app, mine, theirs }, there) => invitablePerson(app, mine, there ? theirs.person.person : 'x'),
		],
		[
			'a phone for another',
			({ app, mine, theirs }, there) => {
				const wish = { role: 'seller', areas: [], shop: null, name: 'x', validMs: 1 } as const;
				return invite(app, mine, { ...wish, person: there ? theirs.person.person : 'x' });
			},
		],
		['a shop at the desk', ({ app, mine }, there) => deskShop(app, mine, there ? 'shop2' : 'nowhere')],
		['a person', ({ app, mine, theirs }, there) => endPerson(app, mine, there ? theirs.person.person : 'x')],
		['a phone', ({ app, mine, theirs }, there) => endEnrolment(app, mine, there ? theirs.enrolment : 'x')],
		['a link', ({ app, mine, link }, there) => endInvitation(app, mine, there ? link.id : 'x')],
		['who joined', ({ app, mine, link }, there) => invitationState(app, mine, there ? link.id : 'x')],
		[
			'a code',
			({ app, link }, there) =>
				tradeCode(app, there ? (link.spoken?.number ?? '') : '000000', 'กกกกกกกก', 'k'.repeat(43)),
		],
		[
			'a session',
			({ app, theirs }, there) => {
				const id = there ? theirs.enrolment : 'nobody00';
				return authenticate(app, carrying([id, 'x'.repeat(43)]), id);
			},
		],
		[
			'a shop on the storefront',
			({ app }, there) => app.store.read((tx) => findShopfront(tx, there ? 'shop2' : 'nowhere')),
		],
		[
			'a product on the storefront',
			({ app }, there) => app.store.read((tx) => findProductfront(tx, there ? 'shop2' : 'nowhere', 'goods')),
		],
		[
			'a page of the storefront',
			({ app }, there) => app.store.read((tx) => shopsOfProvince(tx, '30', there ? 'shop2' : 'nowhere')),
		],
	];

	test.each(asks)('is answered like what does not exist, by the same queries: %s', async (_, ask) => {
		const made = await scene();
		// Being turned away is noted once an hour, whatever was asked for: this is that once
		await ask(made, false);
		await made.app.store.write(() => Promise.resolve());
		const answers: unknown[] = [];
		const queries: string[][] = [];
		for (const there of [true, false]) {
			made.asked.length = 0;
			answers.push(await ask(made, there));
			queries.push([...made.asked]);
		}
		await made.app.store.close();
		expect(answers[0]).toEqual(answers[1]);
		expect(queries[0]?.length).toBeGreaterThan(0);
		expect(queries[0]).toEqual(queries[1]);
	});
});
