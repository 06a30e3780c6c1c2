import { describe, expect, it } from 'vitest';
import { invited, testApp, use } from '../../../tests/support/joined.ts';
import { FIRST_STAFF, firstStaffLink } from './first-staff.ts';
import { readInvitation } from './invitations.ts';

describe('the first staff', () => {
	it('gets a link at each start until they joined, each ending the one before', async () => {
		const app = await testApp();
		const first = (await firstStaffLink(app))?.split('#')[1] ?? '';
		const second = (await firstStaffLink(app))?.split('#')[1] ?? '';
		expect(await readInvitation(app, first, null)).toEqual({ kind: 'revoked' });
		expect((await use(app, second)).person).toMatchObject({ role: 'staff', name: FIRST_STAFF });
		expect(await firstStaffLink(app)).toBeNull();
	});

	it('leaves the links alone that were made by command', async () => {
		const app = await testApp();
		const { secret } = await invited(app, null, { role: 'staff', areas: [], name: 'คุณสมชาย' });
		await firstStaffLink(app);
		expect(await readInvitation(app, secret, null)).toMatchObject({ kind: 'ok' });
	});
});
