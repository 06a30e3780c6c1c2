import { describe, expect, it } from 'vitest';
import { KEY, invited, joined, requestOf, testApp, use } from '../../../tests/support/joined.ts';
import { readInvitation, redeem } from './invitations.ts';
import { endEnrolment, endInvitation, endPerson } from './revocations.ts';
import { authenticate } from './sessions.ts';
import { foundSpace } from './store/queries/spaces.ts';

describe('taking back', () => {
	it('closes an unused link', async () => {
		const app = await testApp();
		const staff = await joined(app, null, { role: 'staff', areas: [] });
		const { id, secret } = await invited(app, staff.person);
		expect(await endInvitation(app, staff.person, id)).toEqual({ kind: 'ok' });
		expect(await readInvitation(app, secret, null)).toEqual({ kind: 'revoked' });
		expect(await redeem(app, { secret, key: KEY, phone: '', device: '' })).toEqual({ kind: 'revoked' });
	});

	it('undoes a link that was used: the phone it let in is out', async () => {
		const app = await testApp();
		const office = await joined(app, null, { role: 'marketer', areas: ['30'] });
		const { id, secret } = await invited(app, office.person);
		const wrongPhone = await use(app, secret);
		await endInvitation(app, office.person, id);
		expect(await authenticate(app, requestOf(wrongPhone), wrongPhone.enrolment)).toBeNull();
	});

	it('ends the open links of a person whose access ended', async () => {
		const app = await testApp();
		const staff = await joined(app, null, { role: 'staff', areas: [] });
		const office = await joined(app, staff.person, { role: 'marketer', areas: ['30'] });
		const { secret } = await invited(app, office.person);
		const { secret: ownPhone } = await invited(app, office.person, { self: true });
		await endPerson(app, staff.person, office.person.person);
		for (const open of [secret, ownPhone]) {
			expect(await readInvitation(app, open, null)).toEqual({ kind: 'revoked' });
		}
	});

	it('is not for those it does not belong to, who learn nothing of it', async () => {
		const app = await testApp();
		const office = await joined(app, null, { role: 'marketer', areas: ['30'] });
		const stranger = await joined(app, null, { role: 'marketer', areas: ['50'] });
		const seller = await joined(app, office.person);
		const { id } = await invited(app, office.person);
		const none = { kind: 'not-found' };
		expect(await endInvitation(app, stranger.person, id)).toEqual(none);
		expect(await endPerson(app, stranger.person, seller.person.person)).toEqual(none);
		expect(await endEnrolment(app, stranger.person, seller.enrolment)).toEqual(none);
		expect(await endPerson(app, seller.person, office.person.person)).toEqual(none);
		for (const end of [endInvitation, endPerson, endEnrolment]) {
			expect(await end(app, stranger.person, 'missing0')).toEqual(none);
		}
	});

	it('follows a shop that moved to another province', async () => {
		const app = await testApp();
		const before = await joined(app, null, { role: 'marketer', areas: ['30'] });
		const after = await joined(app, null, { role: 'marketer', areas: ['50'] });
		const { person } = await joined(app, before.person);
		const shop = person.shop ?? '';
		await app.store.write((tx) => foundSpace(tx, { id: `c.${shop}`, area: '50', shop }));
		expect(await endPerson(app, before.person, person.person)).toEqual({ kind: 'not-found' });
		expect(await endPerson(app, after.person, person.person)).toEqual({ kind: 'ok' });
	});
});
