import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	invited,
	joined,
	OTHER_KEY,
	requestOf,
	testApp,
	use,
	type Joined,
} from '../../../tests/support/joined.ts';
import { HOUR, MINUTE } from '../domain/dates.ts';
import { LINK_VALID, NEAR_VALID } from '../domain/invitation.ts';
import { CODE_TRIES } from '../domain/spoken-code.ts';
import { tradeCode } from './codes.ts';
import { invitationState, recentJoins } from './own-invitations.ts';
import { endEnrolment, endInvitation } from './revocations.ts';
import { authenticate } from './sessions.ts';
import { foundSpace } from './store/queries/spaces.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let boon: Joined;
let shop: string;
beforeEach(async () => {
	app = await testApp();
	boon = await joined(app, null);
	shop = boon.person.shop ?? '';
	await app.store.write((tx) => foundSpace(tx, { id: `c.${shop}`, area: '30', shop }));
});
afterEach(() => app.store.close());

const state = (id: string, who = boon) => invitationState(app, who.person, id);
const helper = { name: 'น้องฝ้าย', validMs: NEAR_VALID };

describe('whoever invited', () => {
	it('sees that nobody has joined, how long there is, and when it has run out', async () => {
		const { id } = await invited(app, boon.person, { shop, ...helper });
		expect(await state(id)).toEqual({
			kind: 'ok',
			standing: 'open',
			left: NEAR_VALID,
			isCodeShut: false,
			joined: null,
		});
		app.pass(9 * MINUTE);
		expect(await state(id)).toMatchObject({ standing: 'open', left: MINUTE });
		app.pass(MINUTE);
		expect(await state(id)).toMatchObject({ standing: 'expired', left: 0, joined: null });
	});

	it('sees who joined with which phone, and can undo it', async () => {
		const { id, secret } = await invited(app, boon.person, { shop, ...helper });
		const wrong = await use(app, secret);
		const name = { name: 'น้องฝ้าย', phone: 'SM-A127F', at: app.now() };
		expect(await state(id)).toMatchObject({ standing: 'used', joined: name });
		expect(await recentJoins(app, boon.person)).toEqual([{ id, ...name }]);
		expect(await endInvitation(app, boon.person, id)).toEqual({ kind: 'ok' });
		expect(await state(id)).toMatchObject({ standing: 'revoked' });
		expect(await authenticate(app, requestOf(wrong), wrong.enrolment)).toBeNull();
		expect(await recentJoins(app, boon.person)).toEqual([]);
	});

	it('sees it as undone where the phone was put out of use from the list', async () => {
		const { id, secret } = await invited(app, boon.person, { shop, ...helper });
		const { enrolment } = await use(app, secret);
		await endEnrolment(app, boon.person, enrolment);
		expect(await state(id)).toMatchObject({ standing: 'revoked' });
		expect(await recentJoins(app, boon.person)).toEqual([]);
	});

	it('is told when a code was typed wrongly too often', async () => {
		const { id, spoken } = await invited(app, boon.person, { shop, ...helper, spoken: true });
		const guess = () => tradeCode(app, spoken?.number ?? '', 'อออออออก', OTHER_KEY);
		for (let i = 1; i < CODE_TRIES; i++) await guess();
		expect(await state(id)).toMatchObject({ isCodeShut: false });
		await guess();
		expect(await state(id)).toMatchObject({ standing: 'open', isCodeShut: true });
	});

	it('is shown the joins of three days', async () => {
		const { id, secret } = await invited(app, boon.person, { shop, ...helper });
		await use(app, secret);
		app.pass(LINK_VALID - HOUR);
		expect((await recentJoins(app, boon.person)).map((join) => join.id)).toEqual([id]);
		app.pass(HOUR);
		expect(await recentJoins(app, boon.person)).toEqual([]);
	});
});

it('is for those who may take it back, and others learn nothing of it', async () => {
	const none = { kind: 'not-found' };
	const { id } = await invited(app, boon.person, { shop, ...helper });
	const stranger = await joined(app, null, { role: 'marketer', areas: ['50'] });
	const neighbour = await joined(app, null, { name: 'ตาสุข' });
	const marketer = await joined(app, null, { role: 'marketer', areas: ['30'] });
	const theirs = await joined(app, boon.person, { shop, name: 'ลูกสาว' });
	for (const who of [stranger, neighbour]) expect(await state(id, who)).toEqual(none);
	for (const who of [boon, marketer, theirs]) expect(await state(id, who)).toMatchObject({ kind: 'ok' });
	expect(await state('missing0')).toEqual(none);
	expect(await recentJoins(app, marketer.person)).toEqual([]);
});
