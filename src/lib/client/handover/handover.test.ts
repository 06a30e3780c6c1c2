import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSigned, saidBy } from '../../domain/signed-invitation.ts';
import { isGuarded } from '../../domain/policy.ts';
import { edit } from '../../sync/device/edit.ts';
import { shown } from '../../sync/device/held.ts';
import { accounts, currentAccount, databaseName, type Account } from '../accounts.ts';
import { inShop } from '../in-shop.ts';
import { joinedHere } from '../keyring.ts';
import { othersDid } from '../others-did.ts';
import { lookInto, takeFile } from '../rescue/open.ts';
import { packFile } from '../rescue/pack.ts';
import { openSession, type Session } from '../session.ts';
import { deviceStore } from '../store/device.ts';
import { parcelOf, seriesOf } from './give.ts';
import { makeGathering } from './reading.ts';
import { callUnheard, isUnheard, takeParcel } from './receive.ts';
import { redeem } from './redeem.ts';
import { forgetKey, madeFor, maySign, officeTime, signInvitation, tellKey } from './signing.ts';

/** A marketer's phone and, on the same engine, the seller's: what the one hands over the other has. */

const SHOP = 'shop-of-boon-000';
const SPACE = `c.${SHOP}`;
const somchai: Account = {
	...{
		enrolment: 'enrol123',
		person: 'somchai1',
		role: 'marketer',
		name: 'คุณสมชาย',
		areas: ['30'],
		shop: null,
	},
};
const answering = (answer: object) =>
	vi.fn(() => Promise.resolve(Response.json(answer))) as unknown as typeof fetch;
const silent = () => Promise.reject(new TypeError('offline'));

let marketer: Session;
let databases = 0;
beforeEach(async () => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
		removeItem: (key: string) => kept.delete(key),
	});
	vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (Linux; Android 13; SM-A127F)' });
	const person = `somchai${databases++}`;
	marketer = await openSession(
		{ ...somchai, person },
		() => undefined,
		() => undefined,
	);
});
afterEach(() => {
	marketer.close();
	vi.unstubAllGlobals();
});

const clock = { heardAt: null, clockOffset: 0 };
const sign = () => signInvitation(marketer.account, { shop: SHOP, area: '30', name: 'ยายบุญ' }, clock);

async function handed() {
	await tellKey(marketer.account, 'now', answering({ kind: 'ok' }));
	const here = inShop(marketer, SHOP);
	const put = (set: object) =>
		deviceStore(here.db).transact((tx) =>
			edit(
				tx,
				{ space: SPACE, kind: 'product', key: 'mat-of-reed', set: set as never },
				Date.now(),
				isGuarded,
			),
		);
	await put({ nameTh: 'เสื่อกก', price: { satang: 28_000, unit: 'ผืน' } });
	const signed = await sign();
	const series = seriesOf(await parcelOf(here, signed, { name: 'ร้านยายบุญ', area: '30' }), 200) ?? [];
	const gathering = makeGathering();
	for (const text of [...series].reverse()) gathering.take(text);
	const whole = await gathering.whole();
	if (whole?.kind !== 'ok') throw new Error(whole?.kind ?? 'parts are missing');
	return { signed, parcel: whole.parcel, put };
}

async function hers() {
	const account = currentAccount();
	if (!account) throw new Error('nobody');
	return openSession(
		account,
		() => undefined,
		() => undefined,
	);
}

test('signs nothing before the office knows the key, and tells it once a day and in each history', async () => {
	const { account } = marketer;
	const asked = answering({ kind: 'ok' });
	await tellKey(account, 'now', silent);
	expect(await maySign(account)).toBe(false);
	await tellKey(account, 'now', asked);
	await tellKey(account, 'now', asked);
	expect(await maySign(account)).toBe(true);
	expect(asked).toHaveBeenCalledTimes(1);
	await tellKey(account, 'after', asked);
	expect(asked).toHaveBeenCalledTimes(2);
	await forgetKey(account.person);
	expect(await maySign(account)).toBe(false);
});

test('what it signs is good, is kept, and its key cannot be taken away', async () => {
	const asked = answering({ kind: 'ok' });
	await tellKey(marketer.account, 'now', asked);
	const signed = await sign();
	expect(await madeFor(marketer.account, SHOP)).toEqual([signed]);
	// Whom it is for stays here.
	expect(signed.name).toBe('ยายบุญ');
	expect(signed.text).toMatch(/^[\w.-]+$/);
	const read = readSigned(signed.text);
	const body = (asked as unknown as ReturnType<typeof vi.fn>).mock.calls[0]?.[1] as { body: string };
	const { key } = JSON.parse(body.body) as { key: string };
	const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
	const known = await crypto.subtle.importKey('raw', Buffer.from(key, 'base64url'), curve, true, ['verify']);
	const isGood = await crypto.subtle.verify(
		{ name: 'ECDSA', hash: 'SHA-256' },
		known,
		Buffer.from(read?.signature ?? '', 'base64url'),
		new TextEncoder().encode(read ? saidBy(read.invitation) : ''),
	);
	expect(isGood).toBe(true);
});

test('a clock that was set back is no earlier than the office was heard', () => {
	expect(officeTime({ heardAt: 5_000, clockOffset: 7 }, 9_000)).toBe(9_007);
	expect(officeTime({ heardAt: 5_000, clockOffset: 7 }, 0)).toBe(5_007);
});

test('she has the shop at once, in an account that no office knows', async () => {
	const { parcel } = await handed();
	const account = await takeParcel(parcel);
	expect(isUnheard(account)).toBe(true);
	expect(currentAccount()).toEqual(account);
	const session = await hers();
	const row = await session.db.records.get([SPACE, 'product', 'mat-of-reed']);
	expect(row && shown(row)).toMatchObject({ nameTh: 'เสื่อกก', price: { satang: 28_000 } });
	expect(await session.db.carried.toArray()).toMatchObject([{ state: 'waiting', kind: 'rescue' }]);
	const { did, isWhole } = await othersDid(session, silent);
	expect(isWhole).toBe(false);
	expect(did.map(({ field, by }) => [field, by])).toContainEqual([
		'price',
		{ kind: 'named', name: 'คุณสมชาย', role: 'marketer' },
	]);
	session.close();
});

test('its pictures come in a file that holds nothing of another shop', async () => {
	const { parcel } = await handed();
	const { db } = marketer;
	const bytes = new Blob([new Uint8Array([0xff, 0xd8, 1, 2, 3])], { type: 'image/jpeg' });
	const hash = Buffer.from(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())).toString('hex');
	const row = { photo: 'photo-of-mat-0000', size: 'full', madeAt: 1, refused: null } as const;
	await db.files.bulkPut([
		{ hash, blob: bytes },
		{ hash: 'f'.repeat(64), blob: bytes },
	]);
	await db.uploads.bulkPut([
		{ ...row, hash, space: SPACE },
		{ ...row, hash: 'f'.repeat(64), space: 'c.shop-of-chan-000' },
	]);
	await marketer.edit({
		space: 'c.shop-of-chan-000',
		kind: 'product',
		key: 'chili-paste',
		set: { nameTh: 'น้ำพริก' },
	});
	const packed = await packFile(inShop(marketer, SHOP), { space: SPACE, preamble: () => ['ร้าน'] });
	if (packed.kind !== 'ready') throw new Error(packed.kind);
	expect([packed.changes, packed.pictures]).toEqual([1, 1]);
	await takeParcel(parcel);
	const session = await hers();
	const found = await lookInto(session, packed.files[0] as File);
	if (found.kind !== 'found') throw new Error(found.kind);
	// What the codes brought is known already.
	expect([found.freshChanges, found.freshFiles]).toEqual([0, 1]);
	await takeFile(session, found);
	expect(await session.db.uploads.toArray()).toMatchObject([{ hash, space: SPACE, carried: true }]);
	expect((await db.queue.toArray()).find(({ key }) => key === 'chili-paste')?.state).toBe('waiting');
	session.close();
});

test('read twice, it is one shop; what the marketer did since comes along', async () => {
	const { parcel, put } = await handed();
	await takeParcel(parcel);
	await put({ price: { satang: 29_000, unit: 'ผืน' } });
	const again = await parcelOf(inShop(marketer, SHOP), await sign(), { name: '', area: '30' });
	const gathering = makeGathering();
	for (const text of seriesOf(again, 200) ?? []) gathering.take(text);
	const whole = await gathering.whole();
	if (whole?.kind === 'ok') await takeParcel(whole.parcel);
	expect(accounts()).toHaveLength(1);
	const session = await hers();
	expect(await session.db.carried.count()).toBe(2);
	session.close();
});

test('joined when there is a line she goes on with the same database, and a kill forgets neither', async () => {
	const { parcel, signed } = await handed();
	const before = await takeParcel(parcel);
	const joined = {
		kind: 'ok',
		enrolment: 'hers5678',
		person: 'boon5678',
		role: 'seller',
		name: 'ยายบุญ',
		areas: ['30'],
		shop: SHOP,
	};
	const asked = answering(joined);
	expect(await redeem(before, silent)).toEqual({ kind: 'offline' });
	expect(await redeem(before, asked)).toEqual({ kind: 'again' });
	const { body } = (asked as unknown as ReturnType<typeof vi.fn>).mock.calls[0]?.[1] as { body: string };
	expect(JSON.parse(body)).toMatchObject({
		...{ secret: signed.text, phone: 'SM-A127F · Android', name: 'ยายบุญ' },
	});
	const after = currentAccount();
	expect(after).toMatchObject({ enrolment: 'hers5678', person: 'boon5678' });
	expect(after && databaseName(after)).toBe(databaseName(before));
	const [known] = await joinedHere();
	expect(known && databaseName(known)).toBe(databaseName(before));
});

test('what she says she is called goes to the office, and no later than that it is hers', async () => {
	const { parcel } = await handed();
	const before = await takeParcel(parcel);
	expect(before.name).toBe('ยายบุญ');
	await callUnheard(before, 'น้องฝ้าย');
	expect(currentAccount()).toEqual({ ...before, name: 'น้องฝ้าย' });
	expect(await joinedHere()).toContainEqual({ ...before, name: 'น้องฝ้าย' });
	const asked = answering({
		kind: 'ok',
		...before,
		enrolment: 'hers5678',
		person: 'fai56789',
		name: 'น้องฝ้าย',
	});
	await redeem(before, asked);
	const { body } = (asked as unknown as ReturnType<typeof vi.fn>).mock.calls[0]?.[1] as { body: string };
	expect(JSON.parse(body)).toMatchObject({ name: 'น้องฝ้าย' });
	const joined = currentAccount();
	await callUnheard(before, 'ยายบัว');
	expect(currentAccount()).toEqual(joined);
	expect(accounts()).toHaveLength(1);
});

test('refused, her work stays, and the next invitation to the shop takes it up', async () => {
	const { parcel } = await handed();
	const before = await takeParcel(parcel);
	for (const kind of ['used', 'revoked', 'expired', 'unknown'])
		expect(await redeem(before, answering({ kind }))).toEqual({ kind: 'unauthorised' });
	expect(currentAccount()).toEqual(before);
});
