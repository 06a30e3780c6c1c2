import { expect, test } from '@playwright/test';
import { ordersOf } from '../../src/lib/domain/access.ts';
import { findSpace } from '../../src/lib/server/store/queries/spaces.ts';
import {
	CONTENT_TYPE,
	decodeSection,
	encodeRequest,
	type Section,
	type SpaceRequest,
} from '../../src/lib/sync/protocol.ts';
import { change } from '../../src/lib/sync/testing/make.ts';
import { leaks, openOffice, type Office } from '../support/access/office.ts';
import { TARGETS, type Target, type Tried } from '../support/access/probe.ts';
import { shopKey, SHOPS, spaceOf, type Asker } from '../support/access/world.ts';

/** Every kind of record, read and written by everybody, of the real server. */
let office: Office;
let tried: Tried;
test.beforeAll(async () => {
	office = await openOffice();
	({ tried } = office);
});
test.afterAll(() => office.close());

let phones = 0;
/** One round of a phone that has never spoken before; null where it is told who it is not. */
async function sync(asker: Asker, spaces: readonly SpaceRequest[]): Promise<readonly Section[] | null> {
	const { enrolment } = asker;
	const device = `device-${phones++}`;
	const body = encodeRequest({ version: 1, enrolment, epoch: '', device, spaces });
	const headers = { 'content-type': CONTENT_TYPE };
	const answer = await office.ask(asker, { method: 'POST', path: '/api/sync', headers, body });
	expect([200, 401]).toContain(answer.status);
	expect(answer.status === 401, asker.name).toBe(asker.role === null);
	expect(leaks(asker, answer), asker.name).toEqual([]);
	if (answer.status === 401) return null;
	const asked = spaces.map(({ space }) => space);
	return answer.body
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => decodeSection(line, asked));
}

/** Every kind that the server knows, one of its own (`question`), and one of a newer app. */
const KINDS: Readonly<Record<string, (target: Target) => { key: string; set: Record<string, string> }>> = {
	shop: (target) => ({ key: shopKey(target), set: { nameEn: 'written' } }),
	product: () => ({ key: 'mat-of-reed', set: { nameEn: 'written' } }),
	photo: () => ({ key: 'mat-photo', set: { order: 'W' } }),
	story: () => ({ key: 'mat-of-reed', set: { en: 'written' } }),
	maker: (target) => ({ key: shopKey(target), set: { contact: 'written' } }),
	question: () => ({ key: 'product-mat-price', set: { of: 'written' } }),
	recipe: () => ({ key: 'of-a-newer-app', set: { text: 'written' } }),
};

test('a pull brings every kind of record of what is visible, and of nothing else', async () => {
	for (const asker of tried.askers)
		for (const target of TARGETS) {
			const told = await sync(asker, [{ space: spaceOf(target), cursor: 0, changes: [] }]);
			// Long texts come last, in a section of their own
			const sections = told?.filter(({ space }) => space === spaceOf(target)) ?? [];
			const isTheirs = target !== 'nowhere' && asker.sees.includes(target);
			const kinds = [...new Set(sections.flatMap(({ news }) => news.map(({ kind }) => kind)))].sort();
			const whole = ['maker', 'photo', 'product', 'shop', 'story'];
			expect(kinds, `${asker.name} ${target}`).toEqual(isTheirs ? whole : []);
			if (!isTheirs)
				expect(
					sections.some(({ visible }) => visible),
					`${asker.name} ${target}`,
				).toBe(false);
			expect(
				told?.filter(({ space, news }) => space === spaceOf('nowhere') && news.length > 0) ?? [],
			).toEqual([]);
		}
});

test('a push is taken of each kind that this person may write in what is visible, and leaves no trace elsewhere', async () => {
	const counter = async (target: Target) =>
		(await office.app.store.read((tx) => findSpace(tx, spaceOf(target))))?.counter ?? null;
	for (const asker of tried.askers)
		for (const target of SHOPS)
			for (const [kind, make] of Object.entries(KINDS)) {
				const name = `${asker.name} writes a ${kind} of ${target}`;
				const before = await counter(target);
				const { key, set } = make(target);
				const value = Object.fromEntries(Object.keys(set).map((field) => [field, valueOf(kind, asker)]));
				const said = change({
					space: spaceOf(target),
					kind,
					key,
					set: value,
					base: { epoch: '', number: 0 },
				});
				const changes = [{ change: said, short: 0, age: 0 }];
				const told = await sync(asker, [{ space: spaceOf(target), cursor: 0, changes }]);
				const section = told?.find(({ space }) => space === spaceOf(target));
				const isTheirs = asker.sees.includes(target);
				const may = isTheirs && asker.role !== 'staff' && kind !== 'maker' && kind !== 'question';
				const [, outcome] = section?.ack?.exceptions[0] ?? [];
				const refused = outcome?.kind === 'refused' ? outcome.reason : null;
				expect(refused, name).toBe(isTheirs && !may ? 'not-allowed' : null);
				expect((await counter(target)) !== before, name).toBe(may);
			}
});

/** No two pushes say the same, so that each that is taken moves the space's number. */
let pushes = 0;
const valueOf = (kind: string, { name }: Asker) => {
	pushes += 1;
	return kind === 'photo' ? `W${pushes}` : `${name} ${pushes}`;
};

test('orders are made, seen and written by the people of the shop alone, and never in the catalogue', async () => {
	const set = { notes: 'written', fulfilment: 'new' };
	const said = (space: string) => {
		const base = { epoch: '', number: 0 };
		const order = change({ space, kind: 'order', key: `order-${phones}`, set, base });
		return [{ change: order, short: 0, age: 0 }];
	};
	const isOfShop = (asker: Asker, target: Target) =>
		asker.role === 'seller' && target !== 'nowhere' && asker.sees.includes(target);
	for (const asker of tried.askers)
		for (const target of TARGETS) {
			const name = `${asker.name} ${target}`;
			const space = ordersOf(shopKey(target));
			const told = await sync(asker, [{ space, cursor: 0, changes: said(space) }]);
			const section = told?.find((one) => one.space === space);
			expect(section?.visible ?? false, name).toBe(isOfShop(asker, target));
			expect(section?.ack?.exceptions ?? [], name).toEqual([]);
			if (target === 'nowhere') continue;
			const elsewhere = spaceOf(target);
			const refused = await sync(asker, [{ space: elsewhere, cursor: 0, changes: said(elsewhere) }]);
			const [, outcome] = refused?.find((one) => one.space === elsewhere)?.ack?.exceptions[0] ?? [];
			const isTheirs = asker.sees.includes(target);
			expect(outcome ?? null, name).toEqual(isTheirs ? { kind: 'refused', reason: 'not-allowed' } : null);
		}
	// They are there now: whoever pulls all there is gets those of the own shop
	for (const asker of tried.askers)
		for (const target of SHOPS) {
			const space = ordersOf(shopKey(target));
			const told = await sync(asker, [{ space, cursor: 0, changes: [] }]);
			const kinds = told?.filter((one) => one.space === space).flatMap(({ news }) => news) ?? [];
			expect(kinds.length > 0, `${asker.name} ${target}`).toBe(isOfShop(asker, target));
		}
});

test('a space that does not exist is made by a marketer alone, and a shop of its own by its seller', async () => {
	const key = 'shop-new';
	const said = change({
		space: `c.${key}`,
		kind: 'shop',
		key,
		set: { nameTh: 'ใหม่' },
		base: { epoch: '', number: 0 },
	});
	for (const asker of tried.askers.filter(({ role }) => role !== 'marketer')) {
		await sync(asker, [{ space: `c.${key}`, cursor: 0, changes: [{ change: said, short: 0, age: 0 }] }]);
		expect(await office.app.store.read((tx) => findSpace(tx, `c.${key}`)), asker.name).toBeNull();
	}
});
