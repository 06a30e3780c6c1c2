import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { newFollowed } from '../sync/device/edit.ts';
import type { Account } from './accounts.ts';
import {
	askOffer,
	chooseScopes,
	chosenOf,
	holdCarry,
	noteWhole,
	readCarrying,
	scopesFor,
	sumOf,
} from './carry.ts';
import { openSession, type Session } from './session.ts';
import { isHeld } from './store/heard.ts';

const marketer: Account = {
	...{ enrolment: 'e1', person: 'm1', role: 'marketer', name: 'สมชาย', areas: ['30'], shop: null },
};
const OFFER = [
	['3001', 10, 1_000],
	['3021', 5, 600],
	['3000', 1, 90],
	['4001', 7, 700],
] as const;

let session: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	session = await openSession(marketer, nothing, nothing);
});

const answering = (status: number, body: unknown) =>
	(() => Promise.resolve(new Response(JSON.stringify(body), { status }))) as typeof fetch;

it('names a province whole where all of it is chosen, and its districts where not', () => {
	const areas = ['30', '40'];
	expect(scopesFor(areas, OFFER, new Set(['3001', '3021', '3000']))).toEqual(['a.30']);
	expect(scopesFor(areas, OFFER, new Set(['3001', '4001']))).toEqual(['d.3001', 'a.40']);
	expect(scopesFor(areas, OFFER, new Set())).toEqual([]);
	expect(scopesFor(['30', '31'], OFFER, new Set(['3001']))).toEqual(['d.3001', 'a.31']);
});

it('knows again what was chosen, and what it comes to', () => {
	expect(sumOf(chosenOf(OFFER, ['d.3001', 'a.40']))).toEqual({ makers: 17, bytes: 1_700 });
	expect(sumOf(chosenOf(OFFER, ['a.30']))).toEqual({ makers: 16, bytes: 1_690 });
	expect(sumOf(chosenOf(OFFER, []))).toEqual({ makers: 0, bytes: 0 });
});

it('keeps what there is to carry for when there is no signal, and takes nothing else for it', async () => {
	expect(await askOffer(session, answering(200, { offer: OFFER }))).toEqual({ kind: 'ok', offer: OFFER });
	expect((await readCarrying(session)).carry.offer).toEqual(OFFER);
	expect(await askOffer(session, answering(200, { offer: ['x'] }))).toEqual({ kind: 'offline' });
	expect(await askOffer(session, answering(401, {}))).toEqual({ kind: 'unauthorised' });
	const broken = (() => Promise.reject(new TypeError('failed'))) as typeof fetch;
	expect(await askOffer(session, broken)).toEqual({ kind: 'offline' });
	expect((await readCarrying(session)).carry.offer).toEqual(OFFER);
});

it('is stopped and goes on, whatever the app went through between', async () => {
	await chooseScopes(session, ['a.30']);
	await holdCarry(session, true);
	session.close();
	const nothing = () => undefined;
	session = await openSession(marketer, nothing, nothing);
	expect(await isHeld(session.db)).toBe(true);
	expect((await readCarrying(session)).scopes).toEqual(['a.30']);
	await holdCarry(session, false);
	expect(await isHeld(session.db)).toBe(false);
});

const heard = (...scopes: string[]) =>
	session.db.self.update('self', { vector: { id: 'v', taken: 1, scopes } });

it('says once for each choice when all of it is here, and never while it is stopped', async () => {
	await session.db.followed.put({ ...newFollowed('c.shop-1'), cursor: 3 });
	await session.db.followed.put(newFollowed('c.half-here'));
	await noteWhole(session);
	expect((await readCarrying(session)).carry.whole).toBeUndefined();
	await chooseScopes(session, ['a.30']);
	// The round that ends now was asked for before.
	await heard('d.3001');
	// It must be asked again at once: the choice was made while that one was under way.
	expect(await noteWhole(session)).toBe('a.30');
	expect((await readCarrying(session)).carry.whole).toBeUndefined();
	await heard('a.30');
	await holdCarry(session, true);
	await noteWhole(session);
	expect((await readCarrying(session)).carry.whole).toBeUndefined();
	await holdCarry(session, false);
	await noteWhole(session);
	const { whole } = (await readCarrying(session)).carry;
	expect(whole?.makers).toBe(1);
	expect(await noteWhole(session)).toBeNull();
	expect((await readCarrying(session)).carry.whole).toEqual(whole);
	await chooseScopes(session, ['d.3001']);
	expect((await readCarrying(session)).carry.whole).toBeUndefined();
});
