import { describe, expect, it } from 'vitest';
import {
	KEY,
	NEW_SHOP,
	OTHER_KEY,
	invited,
	joined,
	requestOf,
	testApp,
	use,
} from '../../../tests/support/joined.ts';
import type { Principal } from '../domain/access.ts';
import { LINK_VALID } from '../domain/invitation.ts';
import { invite, readInvitation, redeem } from './invitations.ts';
import type { Wish } from './invitations.ts';
import { endEnrolment, endPerson } from './revocations.ts';
import { hashOf } from './secret.ts';
import { authenticate } from './sessions.ts';
import { foundSpace } from './store/queries/spaces.ts';

describe('an invitation', () => {
	it('is a link whose secret stands behind # and is kept as a hash alone', async () => {
		const app = await testApp();
		const { link, secret } = await invited(app, null);
		expect(link).toBe(`https://tambon.example/join#${secret}`);
		expect(secret).toMatch(/^[\w-]{22}$/);
		const rows = await app.store.read(({ db }) => db.selectFrom('invitation').selectAll().execute());
		expect(JSON.stringify(rows)).not.toContain(secret);
		expect(rows[0]?.secret_hash).toBe(hashOf(secret));
	});

	it('says who invites to what, and being read uses nothing up', async () => {
		const app = await testApp();
		const office = await joined(app, null, { role: 'marketer', areas: ['30'], name: 'คุณมาลี' });
		const { secret } = await invited(app, office.person);
		for (let time = 0; time < 3; time++) {
			expect(await readInvitation(app, secret, null)).toMatchObject({
				kind: 'ok',
				role: 'seller',
				name: 'ยายบุญ',
				inviterName: 'คุณมาลี',
				shopName: '',
			});
		}
		expect(await use(app, secret)).toMatchObject({ kind: 'ok' });
	});

	it('makes a seller with a shop key of their own and the province of the invitation', async () => {
		const app = await testApp();
		const { person } = await joined(app, null);
		expect(person).toMatchObject({ role: 'seller', areas: ['30'], name: 'ยายบุญ' });
		expect(person.shop).toMatch(/^[\w-]{16}$/);
	});

	it('to a maker of the register leads to that shop and its province', async () => {
		const app = await testApp();
		await app.store.write((tx) => foundSpace(tx, { id: 'c.maker123', area: '44', shop: 'maker123' }));
		const { person } = await joined(app, null, { areas: [], shop: 'maker123' });
		expect(person).toMatchObject({ shop: 'maker123', areas: ['44'] });
	});

	it('to a shop that nobody knows is refused, as is one that says too little', async () => {
		const app = await testApp();
		expect(await invite(app, null, { ...NEW_SHOP, areas: [], shop: 'nobody' })).toEqual({
			kind: 'not-allowed',
		});
		expect(await invite(app, null, { ...NEW_SHOP, areas: [] })).toEqual({ kind: 'incomplete' });
		expect(await invite(app, null, { ...NEW_SHOP, name: '  ' })).toEqual({ kind: 'incomplete' });
		expect(await invite(app, null, { ...NEW_SHOP, name: 'ก'.repeat(201) })).toEqual({ kind: 'incomplete' });
	});

	it('goes no further than its inviter may', async () => {
		const app = await testApp();
		const office = await joined(app, null, { role: 'marketer', areas: ['30'], name: 'คุณมาลี' });
		const seller = await joined(app, office.person);
		const other = await joined(app, null, { areas: ['50'] });
		const tries: [Principal, Partial<Wish>, string][] = [
			[office.person, { areas: ['30'] }, 'ok'],
			[office.person, { areas: ['50'] }, 'not-allowed'],
			[office.person, { areas: ['30'], shop: other.person.shop }, 'not-allowed'],
			[office.person, { areas: [], shop: seller.person.shop }, 'ok'],
			[office.person, { role: 'staff', areas: [] }, 'not-allowed'],
			[seller.person, { areas: [], shop: seller.person.shop }, 'ok'],
			[seller.person, { areas: [], shop: other.person.shop }, 'not-allowed'],
			[seller.person, { areas: ['30'] }, 'not-allowed'],
			[seller.person, { role: 'marketer', areas: ['30'] }, 'not-allowed'],
		];
		for (const [inviter, wish, kind] of tries) {
			expect((await invite(app, inviter, { ...NEW_SHOP, ...wish })).kind).toBe(kind);
		}
	});

	it('for a further phone makes the same person on another device', async () => {
		const app = await testApp();
		const first = await joined(app, null);
		const second = await joined(app, first.person, { self: true });
		expect(second.person).toEqual(first.person);
		expect(second.enrolment).not.toBe(first.enrolment);
		expect(await authenticate(app, requestOf(first), first.enrolment)).not.toBeNull();
	});

	it('for a further phone of somebody else is the marketer’s of their province to make, and staff’s', async () => {
		const app = await testApp();
		const marketer = await joined(app, null, { role: 'marketer', areas: ['30'] });
		const elsewhere = await joined(app, null, { role: 'marketer', areas: ['50'] });
		const first = await joined(app, marketer.person);
		const { person } = first.person;
		const second = await joined(app, marketer.person, { person, role: 'staff', areas: [], name: '' });
		expect(second.person).toEqual(first.person);
		for (const other of [elsewhere, await joined(app, null, { name: 'ตาสุข' })])
			expect((await invite(app, other.person, { ...NEW_SHOP, person })).kind).toBe('not-allowed');
		await endPerson(app, marketer.person, person);
		for (const whose of [person, 'missing0'])
			expect((await invite(app, marketer.person, { ...NEW_SHOP, person: whose })).kind).toBe('not-allowed');
	});

	it('expires', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		app.pass(LINK_VALID);
		expect(await readInvitation(app, secret, null)).toEqual({ kind: 'expired' });
		const late = await redeem(app, { secret, key: KEY, phone: '', device: '' });
		expect(late).toEqual({ kind: 'expired' });
	});

	it('that was never made is unknown', async () => {
		const app = await testApp();
		expect(await readInvitation(app, 'x'.repeat(22), null)).toEqual({ kind: 'unknown' });
		const guess = await redeem(app, { secret: 'x'.repeat(22), key: KEY, phone: '', device: '' });
		expect(guess).toEqual({ kind: 'unknown' });
	});
});

describe('a lost answer', () => {
	it('is repeated by the same key: one person, one device, a fresh secret', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		const lost = await use(app, secret);
		app.pass(LINK_VALID * 2);
		expect(await readInvitation(app, secret, KEY)).toMatchObject({ kind: 'ok' });
		const again = await use(app, secret);
		expect(again.enrolment).toBe(lost.enrolment);
		expect(again.person).toEqual(lost.person);
		expect(again.session).not.toBe(lost.session);
		expect(await authenticate(app, requestOf(lost), lost.enrolment)).toBeNull();
		expect(await authenticate(app, requestOf(again), again.enrolment)).toMatchObject({
			principal: { person: lost.person.person },
		});
		const people = await app.store.read(({ db }) => db.selectFrom('person').select('id').execute());
		expect(people).toHaveLength(1);
	});

	it('is not repeated to another key', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		await use(app, secret);
		expect(await readInvitation(app, secret, OTHER_KEY)).toEqual({ kind: 'used' });
		expect(await redeem(app, { secret, key: OTHER_KEY, phone: '', device: '' })).toEqual({ kind: 'used' });
	});

	it('is repeated for some days after the cookie was seen: a killed browser may not have written it down', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		const first = await use(app, secret);
		await authenticate(app, requestOf(first), first.enrolment);
		app.pass(LINK_VALID / 2);
		expect((await use(app, secret)).enrolment).toBe(first.enrolment);
	});

	it('is over after that: the link and the key open nothing any more', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		const first = await use(app, secret);
		await authenticate(app, requestOf(first), first.enrolment);
		app.pass(LINK_VALID + 1);
		expect(await redeem(app, { secret, key: KEY, phone: '', device: '' })).toEqual({ kind: 'used' });
		expect(await authenticate(app, requestOf(first), first.enrolment)).not.toBeNull();
	});

	it('is told as revoked when the device was revoked in the meantime', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		const { enrolment, person } = await use(app, secret);
		await endEnrolment(app, person, enrolment);
		expect(await redeem(app, { secret, key: KEY, phone: '', device: '' })).toEqual({ kind: 'revoked' });
	});
});

describe('two phones with one link at once', () => {
	it('one joins, the other is told that it was used', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null);
		const both = await Promise.all(
			[KEY, OTHER_KEY].map((key) => redeem(app, { secret, key, phone: '', device: '' })),
		);
		expect(both.map(({ kind }) => kind).sort()).toEqual(['ok', 'used']);
	});
});
