import { expect, it } from 'vitest';
import { carrying, joined, requestOf, testApp } from '../../../tests/support/joined.ts';
import { goneCookie, leave } from './leaving.ts';
import { authenticate } from './sessions.ts';

it('ends the way in of the phone that asks, and of no other phone of the same shop', async () => {
	const app = await testApp();
	const mine = await joined(app, null);
	const other = await joined(app, mine.person, { shop: mine.person.shop, self: true });
	await leave(app, requestOf(mine), mine.enrolment);
	expect(await authenticate(app, requestOf(mine), mine.enrolment)).toBeNull();
	expect((await authenticate(app, requestOf(other), other.enrolment))?.enrolment).toBe(other.enrolment);
	// Its answer was lost: it asks again.
	await leave(app, requestOf(mine), mine.enrolment);
});

it('lets nobody end the way in of another by its name', async () => {
	const app = await testApp();
	const mine = await joined(app, null);
	const other = await joined(app, null, { name: 'ตาสุข' });
	await leave(app, requestOf(other), mine.enrolment);
	await leave(app, carrying([mine.enrolment, 'guessed']), mine.enrolment);
	expect(await authenticate(app, requestOf(mine), mine.enrolment)).not.toBeNull();
});

it('takes the cookie back', () => {
	expect(goneCookie('e1')).toMatch(/^__Host-t-e1=; .*Max-Age=0$/);
});
