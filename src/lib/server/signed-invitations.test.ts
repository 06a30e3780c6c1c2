import { describe, expect, it } from 'vitest';
import { joined, KEY, OTHER_KEY, requestOf, testApp, use } from '../../../tests/support/joined.ts';
import { makeSigner } from '../../../tests/support/signing.ts';
import { HOUR } from '../domain/dates.ts';
import { LINK_VALID } from '../domain/invitation.ts';
import { CLOCK_MARGIN, readSigned } from '../domain/signed-invitation.ts';
import { readInvitation, redeem } from './invitations.ts';
import { invitationState } from './own-invitations.ts';
import { endEnrolment, endInvitation, endPerson } from './revocations.ts';
import { authenticate } from './sessions.ts';
import { publicKeyOf, takeSigningKey } from './signed-invitations.ts';
import { foundSpace, findSpace } from './store/queries/spaces.ts';

const SHOP = 'shop-of-boon-000';

async function road() {
	const app = await testApp();
	const marketer = await joined(app, null, { role: 'marketer', areas: ['30', '31'], name: 'คุณสมชาย' });
	const signer = await makeSigner();
	const { role, areas, shop, person } = marketer.person;
	const who = { enrolment: marketer.enrolment, principal: { person, role, areas, shop } };
	const enrolled = { ...who, device: '', renamed: false, secretIsDue: false };
	await takeSigningKey(app, enrolled, signer.key);
	await app.store.write((tx) => foundSpace(tx, { id: `c.${SHOP}`, area: '30', shop: SHOP }));
	const facts = { enrolment: marketer.enrolment, shop: SHOP, area: '30', madeAt: app.now() };
	const ask = (secret: string, key = KEY, name = 'ยายบุญ') =>
		redeem(app, { secret, key, phone: 'SM-A127F', device: '', name });
	return {
		app,
		marketer,
		enrolled,
		signer,
		facts,
		ask,
		sign: (more = {}) => signer.sign({ ...facts, ...more }),
	};
}
const idOf = (text: string) => readSigned(text)?.invitation.nonce ?? '';

describe('an invitation that a phone made with no connection', () => {
	it('says what one of the office says but a name, and being read keeps nothing', async () => {
		const { app, sign } = await road();
		const text = await sign();
		expect(await readInvitation(app, text, null)).toMatchObject({
			...{ kind: 'ok', role: 'seller', name: '', areas: ['30'], inviterName: 'คุณสมชาย' },
			expiresAt: app.now() + LINK_VALID,
		});
		expect(await app.store.read(({ db }) => db.selectFrom('invitation').selectAll().execute())).toHaveLength(
			1,
		);
	});

	it('opens its shop once; the same phone again gets the same', async () => {
		const { app, sign, ask } = await road();
		const text = await sign();
		const first = await use(app, text, KEY, 'ยายบุญ');
		expect(first.person).toMatchObject({ role: 'seller', shop: SHOP, areas: ['30'], name: 'ยายบุญ' });
		expect(await ask(text)).toMatchObject({ kind: 'ok', enrolment: first.enrolment });
		expect(await ask(text, OTHER_KEY)).toEqual({ kind: 'used' });
		expect(await readInvitation(app, text, OTHER_KEY)).toEqual({ kind: 'used' });
	});

	it('is its maker’s: who joined is shown, and can be undone', async () => {
		const { app, sign, enrolled, ask } = await road();
		const text = await sign();
		await use(app, text, KEY, '  น้องฝ้าย ');
		const state = await invitationState(app, enrolled.principal, idOf(text));
		expect(state).toMatchObject({ standing: 'used', joined: { name: 'น้องฝ้าย', phone: 'SM-A127F' } });
		expect(await endInvitation(app, enrolled.principal, idOf(text))).toEqual({ kind: 'ok' });
		expect(await ask(text)).toEqual({ kind: 'revoked' });
	});

	it('is taken back before anybody came with it, and stays so in a database put back to before', async () => {
		const { app, sign, enrolled, ask } = await road();
		const [text, other] = [await sign(), await sign()];
		expect(await endInvitation(app, enrolled.principal, idOf(text))).toEqual({ kind: 'not-found' });
		expect(await endInvitation(app, enrolled.principal, idOf(text), other)).toEqual({ kind: 'not-found' });
		expect(await endInvitation(app, enrolled.principal, idOf(text), text)).toEqual({ kind: 'ok' });
		expect(await ask(text)).toEqual({ kind: 'revoked' });
		await app.store.write(({ db }) => db.deleteFrom('invitation').where('id', '=', idOf(text)).execute());
		expect(await ask(text)).toEqual({ kind: 'revoked' });
	});

	it('opens nothing where a letter of it is another, or the key is not known', async () => {
		const { app, sign, facts, ask } = await road();
		const text = await sign();
		for (const [from, to] of [
			[SHOP, 'shop-of-chan-000'],
			['.30.', '.31.'],
			[facts.enrolment, 'nobody00'],
		] as const)
			expect(await ask(text.replace(from, to))).toEqual({ kind: 'unknown' });
		expect(await ask(await (await makeSigner()).sign(facts))).toEqual({ kind: 'unknown' });
		expect(await readInvitation(app, text, null)).toMatchObject({ kind: 'ok' });
	});

	it('with no name joins nobody and uses nothing up: what is only spaces or far too long is none', async () => {
		const { app, sign, ask } = await road();
		const text = await sign();
		for (const name of ['', ' \u200b ', 'ก'.repeat(201)])
			expect(await ask(text, KEY, name)).toEqual({ kind: 'nameless' });
		expect(await readInvitation(app, text, KEY)).toMatchObject({ kind: 'ok', name: '' });
		expect(await ask(text)).toMatchObject({ kind: 'ok', person: { name: 'ยายบุญ' } });
	});

	it('a name that is corrected before the answer was heard counts; later it stands', async () => {
		const { app, sign, ask } = await road();
		const text = await sign();
		await ask(text, KEY, 'ยายบุน');
		expect(await readInvitation(app, text, KEY)).toMatchObject({ kind: 'ok', name: 'ยายบุน' });
		expect(await ask(text, KEY, 'ยายบุญ')).toMatchObject({ kind: 'ok', person: { name: 'ยายบุญ' } });
		const again = await use(app, text);
		expect(again.person.name).toBe('ยายบุญ');
		await authenticate(app, requestOf(again), again.enrolment);
		expect(await ask(text, KEY, 'ยายบัว')).toMatchObject({ kind: 'ok', person: { name: 'ยายบุญ' } });
	});

	it('by an earlier app it has a name, which is used where whoever joins says none', async () => {
		const { app, sign, ask } = await road();
		const [text, other] = [await sign({ name: 'ยาย บุญ.' }), await sign({ name: 'ยายบัว' })];
		expect(await readInvitation(app, text, null)).toMatchObject({ kind: 'ok', name: 'ยาย บุญ.' });
		expect(await ask(text.replace('ยาย บุญ.', 'ยายบัว'))).toEqual({ kind: 'unknown' });
		expect(await ask(text, KEY, '')).toMatchObject({ kind: 'ok', person: { name: 'ยาย บุญ.' } });
		expect(await ask(other, KEY, 'น้องฝ้าย')).toMatchObject({ kind: 'ok', person: { name: 'น้องฝ้าย' } });
	});

	it('ends after 72 hours; a clock somewhat ahead is borne, one far ahead is not', async () => {
		const { app, sign, facts, ask } = await road();
		const ahead = await sign({ madeAt: facts.madeAt + CLOCK_MARGIN });
		expect(await ask(await sign({ madeAt: facts.madeAt + CLOCK_MARGIN + HOUR }))).toEqual({
			kind: 'expired',
		});
		const late = await sign();
		app.pass(LINK_VALID);
		expect(await ask(late)).toEqual({ kind: 'expired' });
		expect(await ask(ahead)).toMatchObject({ kind: 'ok' });
	});

	it('a nonce opens once, whatever else is said with it', async () => {
		const { sign, ask } = await road();
		const text = await sign();
		const twin = await sign({ nonce: idOf(text), area: '31' });
		expect(await ask(text)).toMatchObject({ kind: 'ok' });
		expect(await ask(twin, OTHER_KEY)).toEqual({ kind: 'used' });
	});

	it('ends with the phone that made it, and with its person', async () => {
		const one = await road();
		await endEnrolment(one.app, one.enrolled.principal, one.enrolled.enrolment);
		expect(await one.ask(await one.sign())).toEqual({ kind: 'revoked' });
		const other = await road();
		const text = await other.sign();
		await endPerson(other.app, other.enrolled.principal, other.marketer.person.person);
		expect(await other.ask(text)).toEqual({ kind: 'revoked' });
	});

	it('leads to no shop of another province, known or made up', async () => {
		const { app, sign, ask } = await road();
		await app.store.write((tx) => foundSpace(tx, { id: 'c.shop-of-far', area: '90', shop: 'shop-of-far' }));
		expect(await ask(await sign({ shop: 'shop-of-far' }))).toEqual({ kind: 'revoked' });
		expect(await ask(await sign({ shop: 'shop-of-new', area: '90' }))).toEqual({ kind: 'revoked' });
		expect(await app.store.read((tx) => findSpace(tx, 'c.shop-of-new'))).toBeNull();
	});

	it('founds a shop that the marketer made on the road, where they said it lies', async () => {
		const { app, sign } = await road();
		const { person } = await use(app, await sign({ shop: 'shop-of-new', area: '31' }), KEY, 'ยายบุญ');
		expect(person).toMatchObject({ shop: 'shop-of-new', areas: ['31'] });
		expect(await app.store.read((tx) => findSpace(tx, 'c.shop-of-new'))).toMatchObject({ area: '31' });
	});

	it('made with a former key it opens while it could have been on its way', async () => {
		const { app, sign, enrolled, ask } = await road();
		const [text, late] = [await sign(), await sign({ madeAt: app.now() + CLOCK_MARGIN })];
		await takeSigningKey(app, enrolled, (await makeSigner()).key);
		expect(await ask(text)).toMatchObject({ kind: 'ok' });
		app.pass(LINK_VALID + CLOCK_MARGIN);
		expect(await ask(late)).toEqual({ kind: 'unknown' });
	});
});

it('takes no key that is no point of the curve', async () => {
	expect(publicKeyOf((await makeSigner()).key)).not.toBeNull();
	for (const key of ['', 'A'.repeat(87), 'B' + 'A'.repeat(86)]) expect(publicKeyOf(key)).toBeNull();
});
