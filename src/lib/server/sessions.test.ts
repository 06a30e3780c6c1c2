import { describe, expect, it } from 'vitest';
import { carrying, joined, requestOf, testApp } from '../../../tests/support/joined.ts';
import { DAY, HOUR } from '../domain/dates.ts';
import { endEnrolment, endPerson } from './revocations.ts';
import { anyStaff, authenticate, sessionCookie } from './sessions.ts';

describe('a session', () => {
	it('is a cookie that no script reads, for one enrolment, kept as a hash alone', async () => {
		const app = await testApp();
		const { enrolment, session } = await joined(app, null);
		expect(enrolment).toMatch(/^[\w-]{8}$/);
		expect(session).toMatch(/^[\w-]{43}$/);
		expect(sessionCookie(enrolment, session)).toBe(
			`__Host-t-${enrolment}=${session}; Max-Age=34560000; Path=/; Secure; HttpOnly; SameSite=Lax`,
		);
		const rows = await app.store.read(({ db }) => db.selectFrom('enrolment').selectAll().execute());
		expect(JSON.stringify(rows)).not.toContain(session);
	});

	it('speaks for nobody with the cookie of another, a wrong one, or none', async () => {
		const app = await testApp();
		const mine = await joined(app, null);
		const theirs = await joined(app, null);
		expect(await authenticate(app, requestOf(mine), theirs.enrolment)).toBeNull();
		const crossed = carrying([mine.enrolment, theirs.session]);
		expect(await authenticate(app, crossed, mine.enrolment)).toBeNull();
		expect(await authenticate(app, carrying([mine.enrolment, '']), mine.enrolment)).toBeNull();
		expect(await authenticate(app, carrying(), mine.enrolment)).toBeNull();
		expect(await authenticate(app, carrying(['nobody00', mine.session]), 'nobody00')).toBeNull();
	});

	it('of two accounts on one phone is told apart by the enrolment that the request names', async () => {
		const app = await testApp();
		const [one, two] = [await joined(app, null), await joined(app, null)];
		const both = carrying([one.enrolment, one.session], [two.enrolment, two.session]);
		for (const { enrolment, person } of [one, two]) {
			expect((await authenticate(app, both, enrolment))?.principal.person).toBe(person.person);
		}
	});

	it('ends with its device or its person', async () => {
		const app = await testApp();
		const one = await joined(app, null);
		const two = await joined(app, one.person, { self: true });
		await endEnrolment(app, one.person, one.enrolment);
		expect(await authenticate(app, requestOf(one), one.enrolment)).toBeNull();
		expect(await authenticate(app, requestOf(two), two.enrolment)).not.toBeNull();
		await endPerson(app, one.person, one.person.person);
		expect(await authenticate(app, requestOf(two), two.enrolment)).toBeNull();
	});

	it('ends on the server when the browser forgets its cookie, 400 days after its last contact', async () => {
		const app = await testApp();
		const one = await joined(app, null);
		const isIn = async () => (await authenticate(app, requestOf(one), one.enrolment)) !== null;
		app.pass(399 * DAY);
		expect(await isIn()).toBe(true);
		app.pass(400 * DAY);
		expect(await isIn()).toBe(true);
		app.pass(400 * DAY + 1);
		expect(await isIn()).toBe(false);
	});

	it('notes its contact once an hour at most', async () => {
		const app = await testApp();
		const one = await joined(app, null);
		const heard = async () => {
			await authenticate(app, requestOf(one), one.enrolment);
			const rows = await app.store.read(({ db }) => db.selectFrom('enrolment').select('heard_at').execute());
			return rows[0]?.heard_at;
		};
		const first = await heard();
		app.pass(HOUR - 1);
		expect(await heard()).toBe(first);
		app.pass(1);
		expect(await heard()).toBe(app.now());
	});
});

describe('the desk', () => {
	it('is opened to staff before marketers, to no seller and to no revoked account', async () => {
		const app = await testApp();
		const seller = await joined(app, null);
		const office = await joined(app, null, { role: 'marketer', areas: ['30'] });
		const staff = await joined(app, null, { role: 'staff', areas: [] });
		const all = [seller, office, staff].map(({ enrolment, session }) => [enrolment, session] as const);
		expect(await anyStaff(app, carrying(...all))).toMatchObject({ enrolment: staff.enrolment });
		expect(await anyStaff(app, requestOf(seller))).toBeNull();
		await endPerson(app, staff.person, staff.person.person);
		expect(await anyStaff(app, carrying(...all))).toMatchObject({ enrolment: office.enrolment });
	});
});
