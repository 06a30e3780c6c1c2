import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { besides, listOf, wantedOf, withList, withMaker } from './carry-list.ts';
import { askOffer, chooseScopes, readCarrying, scopesFor } from './carry.ts';
import { findListed, LIST_DRAFT, noteLine } from './find-listed.ts';
import { openSession, type Session } from './session.ts';
import type { ListedMaker } from './store/database.ts';

const OFFER = [
	['3001', 10, 1_000],
	['3021', 5, 600],
	['3000', 1, 90],
] as const;

const maker = (shop: string, district: string): ListedMaker => ({
	...{ shop, district, name: `ร้าน ${shop}`, subdistrict: '', phone: '', otop: '', bytes: 70 },
});
const NEAR = maker('near', '3001');
const FAR = maker('far', '3021');
const LOST = maker('lost', '3000');
const LIST = [NEAR, FAR, LOST];

describe('a list beside districts', () => {
	it('names each maker once: not whoever a chosen district or province brings along', () => {
		expect(withList([], LIST)).toEqual(['c.near', 'c.far', 'c.lost']);
		expect(withList(['d.3001'], LIST)).toEqual(['d.3001', 'c.far', 'c.lost']);
		expect(withList(['d.3000', 'd.3021'], LIST)).toEqual(['d.3000', 'd.3021', 'c.near']);
		expect(withList(['a.30'], LIST)).toEqual(['a.30']);
		expect(withList(['a.31'], LIST)).toEqual(['a.31', 'c.near', 'c.far', 'c.lost']);
		// Chosen before with another list
		expect(withList(['d.3001', 'c.gone'], [FAR])).toEqual(['d.3001', 'c.far']);
	});

	it('stays whatever is done to the districts, and they whatever is done to it', () => {
		const all = scopesFor(['30'], OFFER, new Set(['3001', '3021', '3000']));
		const some = scopesFor(['30'], OFFER, new Set(['3001']));
		let scopes = withList(all, LIST);
		expect(scopes).toEqual(['a.30']);
		scopes = withList(some, LIST);
		expect(scopes).toEqual(['d.3001', 'c.far', 'c.lost']);
		scopes = withList(scopes, withMaker(LIST, FAR, false));
		expect(scopes).toEqual(['d.3001', 'c.lost']);
		expect(withList(scopesFor(['30'], OFFER, new Set()), LIST)).toEqual(['c.near', 'c.far', 'c.lost']);
	});

	it('is added to and taken from without changing the others', () => {
		expect(withMaker([NEAR], FAR, true)).toEqual([NEAR, FAR]);
		expect(withMaker([NEAR, FAR], { ...FAR, name: 'ใหม่' }, true)).toEqual([NEAR, { ...FAR, name: 'ใหม่' }]);
		expect(withMaker([NEAR, FAR], NEAR, false)).toEqual([FAR]);
		expect(besides(LIST, ['d.3021'])).toEqual([NEAR, LOST]);
	});

	it('is added up with them, each maker once', () => {
		const carry = { offer: OFFER, list: LIST };
		expect(wantedOf({ scopes: ['d.3001', 'c.far', 'c.lost'], carry })).toEqual({ makers: 12, bytes: 1_140 });
		expect(wantedOf({ scopes: ['c.near', 'c.far', 'c.lost'], carry })).toEqual({ makers: 3, bytes: 210 });
		expect(wantedOf({ scopes: ['a.30'], carry })).toEqual({ makers: 16, bytes: 1_690 });
		expect(wantedOf({ scopes: null, carry: {} })).toEqual({ makers: 0, bytes: 0 });
	});

	it('holds whoever is carried by name though the phone has lost what it knew of them', () => {
		expect(listOf({ scopes: ['d.3001', 'c.who', 'c.far'], carry: { list: [FAR] } })).toEqual([
			FAR,
			expect.objectContaining({ shop: 'who', name: '' }),
		]);
	});
});

let session: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	const account = { enrolment: 'e1', person: 'm1', name: 'สมชาย', areas: ['30'], shop: null } as const;
	session = await openSession({ ...account, role: 'marketer' }, nothing, nothing);
});

const answering = (status: number, body: unknown) =>
	(() => Promise.resolve(new Response(JSON.stringify(body), { status }))) as typeof fetch;

it('is kept when districts are chosen, and when the office says anew what there is', async () => {
	await chooseScopes(session, ['c.near'], [NEAR]);
	await chooseScopes(session, ['d.3001']);
	await askOffer(session, answering(200, { offer: OFFER }));
	expect((await readCarrying(session)).carry).toEqual({ offer: OFFER, list: [NEAR] });
	await chooseScopes(session, ['d.3001'], []);
	expect((await readCarrying(session)).carry).toEqual({ offer: OFFER });
});

describe('asking whom lines mean', () => {
	const told = ['near', 'ร้าน near', '3001', '', '', '', 70] as const;
	const asked: unknown[] = [];
	const office = (answer: unknown, status = 200): typeof fetch => {
		return ((_path: string, { body }: RequestInit) => {
			asked.push(JSON.parse(String(body)));
			return Promise.resolve(new Response(JSON.stringify(answer), { status }));
		}) as typeof fetch;
	};

	it('gives each line what was found, in their order; one too long for a name is not asked about', async () => {
		const long = 'ก'.repeat(400);
		const lines = [
			[[0], 1, 0],
			[[], 0, 0],
		] as const;
		const answer = office({ kind: 'ok', makers: [told], lines });
		expect(await findListed(session.account, ['near', long, 'ไม่มี'], answer)).toEqual({
			kind: 'ok',
			lines: [
				{ line: 'near', makers: [NEAR], isSure: true, more: 0 },
				{ line: long, makers: [], isSure: false, more: 0 },
				{ line: 'ไม่มี', makers: [], isSure: false, more: 0 },
			],
		});
		expect(asked.at(-1)).toEqual({ enrolment: 'e1', lines: ['near', 'ไม่มี'] });
	});

	it('takes nothing for an answer that is none', async () => {
		const lines = ['near'];
		for (const answer of [
			{ kind: 'ok' },
			{ kind: 'ok', makers: [told], lines: [] },
			{ kind: 'ok', makers: [['x']], lines: [[[0], 1, 0]] },
		])
			expect(await findListed(session.account, lines, office(answer))).toEqual({ kind: 'offline' });
		expect(await findListed(session.account, lines, office({ kind: 'unknown-enrolment' }, 401))).toEqual({
			kind: 'ended',
		});
		const broken = (() => Promise.reject(new TypeError('failed'))) as typeof fetch;
		expect(await findListed(session.account, lines, broken)).toEqual({ kind: 'offline' });
	});

	it('can wait: a name is put with what was typed before, once', async () => {
		for (const line of ['ก', 'ข', 'ก']) await noteLine(session, line);
		expect((await session.db.drafts.toArray()).map(({ id, text }) => [id, text])).toEqual([
			[`/${LIST_DRAFT}`, 'ก\nข'],
		]);
	});
});
