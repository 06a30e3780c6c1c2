import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Principal } from '$lib/domain/access.ts';
import { deskShop } from '$lib/server/desk/shop.ts';
import { historyOf } from '$lib/server/history.ts';
import { showPhoto } from '$lib/server/photos/show.ts';
import { putPhotoFile } from '$lib/server/store/queries/photo-files.ts';
import { answerSync } from '$lib/server/sync/answer.ts';
import { sqlParts } from '$lib/server/sync/sql.ts';
import { writeAs } from '$lib/server/write.ts';
import { decodeRequest, decodeSection, encodeRequest } from '$lib/sync/protocol.ts';
import { change } from '$lib/sync/testing/make.ts';
import type { Change } from '$lib/sync/change.ts';
import { joined, testApp } from '../support/joined.ts';

/** A province's visits over the real server: who hears of them, who writes them, and who never does. */
type App = Awaited<ReturnType<typeof testApp>>;
let app: App;
const people = new Map<string, Principal>();
beforeEach(async () => {
	app = await testApp();
	for (const [shop, area] of [
		['shop-one', '30'],
		['shop-far', '50'],
	] as const) {
		const address = { province: area, district: `${area}01`, subdistrict: '', postcode: '', line: '' };
		const set = { nameTh: shop, address };
		await app.store.write((tx) =>
			writeAs(tx, 'register', { id: `c.${shop}`, area, shop }, [{ kind: 'shop', key: shop, set }], 1),
		);
	}
	const staff = await joined(app, null, { role: 'staff', areas: [], name: 'คุณสมใจ' });
	people.set('staff', staff.person);
	for (const [name, areas] of [
		['somchai', ['30']],
		['wipa', ['30', '31']],
		['other', ['50']],
	] as const)
		people.set(name, (await joined(app, staff.person, { role: 'marketer', areas, name })).person);
	people.set('seller', (await joined(app, staff.person, { areas: [], shop: 'shop-one' })).person);
});
afterEach(() => app.store.close());

const named = (name: string): Principal => {
	const who = people.get(name);
	if (!who) throw new Error(name);
	return who;
};

/** What a request is told: each space by its number, the reasons of refusals, and everything as a text. */
async function ask(
	name: string,
	space: string,
	edits: readonly Partial<Change>[],
	scopes?: readonly string[],
) {
	const base = { epoch: app.store.epoch, number: 0 };
	const changes = edits.map((edit, i) => ({
		...{ short: 0, age: 0, change: change({ base, space, kind: 'visit', key: 'visit1', ...edit, n: i + 1 }) },
	}));
	const spaces = changes.length > 0 ? [{ space, cursor: 0, changes }] : [];
	const body = encodeRequest({
		...{ version: 1, enrolment: 'any1', epoch: app.store.epoch, device: null, spaces },
		...(scopes && { scopes: [...scopes] }),
	});
	const who = { enrolment: 'any1', device: `dev-${name}`, renamed: false, principal: named(name) };
	const lines: string[] = [];
	for await (const page of answerSync(sqlParts(app), who, decodeRequest(body))) lines.push(...page);
	const sections = lines.slice(1).map((line) => decodeSection(line, spaces.length > 0 ? [space] : []));
	return {
		text: lines.join('\n'),
		told: sections.map((section) => `${section.space}${section.visible ? '' : ' gone'}`).sort(),
		refused: sections.flatMap(({ ack }) =>
			(ack?.exceptions ?? []).flatMap(([, outcome]) => (outcome.kind === 'refused' ? [outcome.reason] : [])),
		),
	};
}

const VISIT: Partial<Change> = {
	set: {
		shop: 'shop-one',
		nameTh: 'one',
		marketer: 'somchai',
		plannedFor: '2026-11-26',
		order: 'V',
		notes: 'ลับมาก',
	},
};

test('the first visit founds the space, and marketers of the province hear of it whatever they carry', async () => {
	expect((await ask('somchai', 'v.30', [VISIT])).refused).toEqual([]);
	// A district, a province without makers, and nothing chosen yet.
	expect((await ask('wipa', '', [], ['d.3001'])).told).toEqual(['c.shop-one', 'v.30']);
	expect((await ask('wipa', '', [], ['a.31'])).told).toEqual(['v.30']);
	expect((await ask('wipa', '', [])).told).toEqual(['v.30']);
	expect((await ask('other', '', [], ['a.30', 'a.50', 'v.30'])).told).toEqual(['c.shop-far']);
});

test('the people of the shop are told nothing of it, nor is anybody of another province', async () => {
	await ask('somchai', 'v.30', [VISIT]);
	for (const name of ['seller', 'other']) {
		for (const scopes of [undefined, ['v.30', 'a.30']])
			expect((await ask(name, '', [], scopes)).text, name).not.toContain('v.30');
		const pushed = await ask(name, 'v.30', [{ set: { notes: 'x' } }]);
		expect(pushed.told, name).toContain('v.30 gone');
		expect(pushed.text).not.toContain('ลับมาก');
		const asker = { enrolment: 'e', device: 'd', renamed: false, principal: named(name) };
		expect(await historyOf(app, asker, 'v.30', 'visit', 'visit1')).toBeNull();
	}
	expect(JSON.stringify(await deskShop(app, named('wipa'), 'shop-one'))).toContain('ลับมาก');
	expect(JSON.stringify(await deskShop(app, named('staff'), 'shop-one'))).toContain('ลับมาก');
	expect(await deskShop(app, named('other'), 'shop-one')).toBeNull();
});

test('a space of visits is founded by whoever makes them there, and by nobody else', async () => {
	for (const [name, space] of [
		['staff', 'v.30'],
		['seller', 'v.30'],
		['somchai', 'v.50'],
		['somchai', 'v.'],
		['somchai', 'v.xx'],
	] as const)
		expect((await ask(name, space, [VISIT])).told, `${name} ${space}`).toContain(`${space} gone`);
	const founded = await app.store.read(({ db }) => db.selectFrom('space').select('id').execute());
	expect(founded.map(({ id }) => id).sort()).toEqual(['c.shop-far', 'c.shop-one']);
});

test('visits lie in their space and nothing else does, whatever a phone says', async () => {
	const wrong = await ask('somchai', 'v.30', [
		VISIT,
		{ kind: 'product', key: 'mango', set: { nameTh: 'x' } },
		{ kind: 'shop', key: 'shop-one', set: { nameTh: 'x' } },
		{ kind: 'order', key: 'order1', set: { notes: 'x' } },
		{ set: { place: { lat: 99, lng: 0, accuracy: null } } },
		{ set: { plannedFor: 'tomorrow' } },
	]);
	expect(wrong.refused).toEqual([
		...['not-allowed', 'not-allowed', 'not-allowed'],
		'bad-place',
		'bad-plannedFor',
	]);
	expect((await ask('wipa', 'c.shop-one', [VISIT])).refused).toEqual(['not-allowed']);
});

test('a picture of a visit is shown to those who see the visit', async () => {
	const hash = 'a'.repeat(64);
	const photo = { kind: 'photo', key: 'photo1', set: { full: hash, of: 'visit/visit1', order: 'V' } };
	await ask('somchai', 'v.30', [VISIT, photo]);
	const row = { hash, type: 'image/webp', bytes: 9, created_at: 1 };
	await app.store.write((tx) => putPhotoFile(tx, row, { person: named('somchai').person, space: '' }));
	const asked: string[] = [];
	const noted = { ...app, log: { ...app.log, error: (text: string) => void asked.push(text) } };
	const sees = async (name: string) => {
		asked.length = 0;
		const who = { enrolment: 'e', device: 'd', renamed: false, principal: named(name) };
		await showPhoto(noted, hash, () => Promise.resolve(who));
		// No file lies there: whoever may see it gets as far as the disk.
		return asked.length > 0;
	};
	const names = ['staff', 'somchai', 'wipa', 'other', 'seller'];
	const told = [];
	for (const name of names) told.push(await sees(name));
	expect(told).toEqual([true, true, true, false, false]);
});
