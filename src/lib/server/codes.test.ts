import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invited, KEY, OTHER_KEY, testApp, use } from '../../../tests/support/joined.ts';
import { LINK_VALID } from '../domain/invitation.ts';
import { chosen, CODE_LENGTH, CODE_LETTERS, CODE_TRIES, CODE_VALID } from '../domain/spoken-code.ts';
import { tradeCode, type SpokenCode } from './codes.ts';
import { readInvitation, redeem } from './invitations.ts';

let app: Awaited<ReturnType<typeof testApp>>;
beforeEach(async () => {
	app = await testApp();
});
afterEach(() => app.store.close());

async function spoken(): Promise<SpokenCode & { secret: string }> {
	const made = await invited(app, null, { spoken: true });
	if (!made.spoken) throw new Error('no code');
	return { ...made.spoken, secret: made.secret };
}

const WRONG = 'อออออออก';
const trade = ({ number, code }: SpokenCode, key = KEY) => tradeCode(app, number, code, key);
const guess = ({ number }: SpokenCode, code = WRONG) => tradeCode(app, number, code, OTHER_KEY);

async function traded(code: SpokenCode, key = KEY): Promise<string> {
	const got = await trade(code, key);
	if (got.kind !== 'ok') throw new Error(got.kind);
	return got.secret;
}

describe('a code', () => {
	it('is traded for a secret that joins, as the link does', async () => {
		const code = await spoken();
		const secret = await traded(code);
		expect(secret).toMatch(/^[\w-]{22}$/);
		expect(await readInvitation(app, secret, null)).toMatchObject({ kind: 'ok', name: 'ยายบุญ' });
		const { enrolment } = await use(app, secret);
		// One invitation, whichever way it was opened
		expect(await redeem(app, { secret: code.secret, key: OTHER_KEY, phone: '', device: '' })).toEqual({
			kind: 'used',
		});
		// And the phone whose answer was lost asks again, days later too
		app.pass(LINK_VALID - 1);
		expect((await use(app, secret)).enrolment).toBe(enrolment);
	});

	it('gives the same phone another secret where its answer was lost, and another phone none', async () => {
		const code = await spoken();
		await traded(code);
		expect(await trade(code, OTHER_KEY)).toEqual({ kind: 'unknown' });
		await use(app, await traded(code));
	});

	it('is over after ten minutes, and where its invitation was used', async () => {
		const late = await spoken();
		app.pass(CODE_VALID);
		expect(await trade(late)).toEqual({ kind: 'unknown' });
		const used = await spoken();
		await use(app, used.secret);
		const secret = await traded(used, OTHER_KEY);
		expect(await readInvitation(app, secret, null)).toEqual({ kind: 'used' });
	});

	it('takes five tries for its number, then the right one opens nothing', async () => {
		const code = await spoken();
		for (let i = 1; i < CODE_TRIES; i++) expect(await guess(code)).toEqual({ kind: 'unknown' });
		await traded(code);
		const other = await spoken();
		for (let i = 0; i < CODE_TRIES; i++) await guess(other);
		expect(await trade(other)).toEqual({ kind: 'unknown' });
		// The link is no guess, and goes on working
		await use(app, other.secret);
	});

	it('is counted try by try where they come at once', async () => {
		const code = await spoken();
		await Promise.all(Array.from({ length: CODE_TRIES }, () => guess(code)));
		expect(await trade(code)).toEqual({ kind: 'unknown' });
	});

	it('is kept as a hash alone, and forgotten when its time is over', async () => {
		const code = await spoken();
		const rows = () => app.store.read(({ db }) => db.selectFrom('invitation_code').selectAll().execute());
		expect(JSON.stringify(await rows())).not.toContain(code.code);
		app.pass(CODE_VALID);
		await spoken();
		expect((await rows()).map(({ number }) => number)).not.toContain(code.number);
	});
});

describe('guessing', () => {
	const signs = 100;
	it('ten thousand times opens nothing, and whoever is invited joins meanwhile', async () => {
		const codes = await Promise.all(Array.from({ length: signs }, spoken));
		let seed = 7;
		const chance = (length: number) =>
			new Uint8Array(Array.from({ length }, () => (seed = (seed * 48_271) % 2_147_483_647) % 256));
		let joins = 0;
		for (let round = 0; round < 100; round++) {
			const guesses = codes.map((code) => {
				// Half of them know a number that is open, which is more than a stranger does
				const number = round % 2 ? code.number : String(100_000 + (seed % 900_000));
				return tradeCode(app, number, chosen(CODE_LETTERS, CODE_LENGTH, chance), OTHER_KEY);
			});
			expect((await Promise.all(guesses)).every(({ kind }) => kind === 'unknown')).toBe(true);
			if (round % 10 !== 0) continue;
			await use(app, (await invited(app, null)).secret, `${'k'.repeat(40)}${100 + round}`);
			await use(app, await traded(await spoken()));
			joins += 2;
		}
		expect(joins).toBe(20);
		expect(await Promise.all(codes.map((code) => trade(code)))).toEqual(
			codes.map(() => ({ kind: 'unknown' })),
		);
	}, 60_000);

	it('an invitation’s secret ten thousand times opens nothing', async () => {
		const { secret } = await invited(app, null);
		for (let i = 0; i < 10_000; i += 500) {
			const guesses = Array.from({ length: 500 }, (_, at) => secret.slice(0, 17) + String(10_000 + i + at));
			const looks = await Promise.all(guesses.map((one) => readInvitation(app, one, null)));
			expect(looks.every(({ kind }) => kind === 'unknown')).toBe(true);
		}
		await use(app, secret);
	}, 60_000);
});

it('a thousand join within a minute, be it from one address', async () => {
	const links = await Promise.all(Array.from({ length: 1_000 }, () => invited(app, null)));
	const joins = await Promise.all(
		links.map(({ secret }) => redeem(app, { secret, key: KEY, phone: '', device: '' })),
	);
	expect(joins.filter(({ kind }) => kind === 'ok')).toHaveLength(1_000);
}, 60_000);

it('a province where more join in a minute than there are makers is asked to wait, and loses nothing', async () => {
	const { secret } = await invited(app, null);
	while ((await app.limits.take('join', { area: '30' })) === null);
	const busy = await redeem(app, { secret, key: KEY, phone: '', device: '' });
	expect(busy).toMatchObject({ kind: 'busy' });
	expect(await readInvitation(app, secret, null)).toMatchObject({ kind: 'ok' });
	const elsewhere = await invited(app, null, { areas: ['50'] });
	await use(app, elsewhere.secret);
});
