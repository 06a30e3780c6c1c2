import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { carrying, joined, testApp, type Joined } from '../../../tests/support/joined.ts';
import { DAY, HOUR } from '../domain/dates.ts';
import { fileRenewals, memoryRenewals, replayRenewals } from './renewal-journal.ts';
import { authenticate, renewSecret } from './sessions.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let one: Joined;
beforeEach(async () => {
	app = await testApp();
	one = await joined(app, null);
	await shows(one.session);
});

const shows = (secret: string, of = app) =>
	authenticate(of, carrying([one.enrolment, secret]), one.enrolment);
const isIn = async (secret: string, of = app) => (await shows(secret, of)) !== null;

/** One sync with this secret: the secret that its answer sets, null where it sets none. Throws where it is refused. */
async function syncs(secret: string): Promise<string | null> {
	const who = await shows(secret);
	if (!who) throw new Error('refused');
	const answer = await renewSecret(app, who, new Response(''));
	const [, set] = /^__Host-t-[\w-]+=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
	return set ?? null;
}

/** A browser's jar: what is in memory, and what is on the disk half a minute later. */
function browser(secret: string) {
	let memory = secret;
	let disk = secret;
	return {
		async sync(lost = false) {
			const set = await syncs(memory);
			if (set !== null && !lost) memory = set;
			return set !== null;
		},
		/** The next `ms` pass, long enough for what is in memory to be written. */
		live(ms: number) {
			disk = memory;
			app.pass(ms);
		},
		kill: () => (memory = disk),
		holds: () => memory,
	};
}

describe('a secret that is renewed while it is used', () => {
	it('is left alone for thirty days, and then changes once: no other answer has a cookie', async () => {
		const phone = browser(one.session);
		const changed: number[] = [];
		for (let day = 0; day <= 65; day++) {
			for (let time = 0; time < 3; time++) {
				if (await phone.sync()) changed.push(day);
				phone.live(8 * HOUR);
			}
		}
		expect(changed).toEqual([30, 60]);
	});

	it('opens nothing any more once the next is surely on the disk of the phone', async () => {
		app.pass(30 * DAY);
		const next = await syncs(one.session);
		expect(next).not.toBeNull();
		expect(await isIn(one.session)).toBe(true);
		expect(await isIn(next ?? '')).toBe(true);
		expect(await isIn(one.session)).toBe(true);
		app.pass(HOUR);
		expect(await isIn(next ?? '')).toBe(true);
		expect(await isIn(one.session)).toBe(false);
		expect(await isIn(next ?? '')).toBe(true);
	});

	it('goes on with the old one where the answer was lost, and offers another a day later', async () => {
		app.pass(30 * DAY);
		const phone = browser(one.session);
		expect(await phone.sync(true)).toBe(true);
		expect(await phone.sync()).toBe(false);
		app.pass(DAY);
		expect(await phone.sync()).toBe(true);
		expect(await phone.sync()).toBe(false);
		app.pass(HOUR);
		expect(await phone.sync()).toBe(false);
		expect(await isIn(one.session)).toBe(false);
	});

	it('lets a browser in that was killed before the cookie was written, weeks later', async () => {
		app.pass(30 * DAY);
		const phone = browser(one.session);
		await phone.sync();
		// The new one was even shown before the kill.
		await phone.sync();
		phone.kill();
		expect(phone.holds()).toBe(one.session);
		app.pass(60 * DAY);
		expect(await phone.sync()).toBe(true);
		phone.live(HOUR);
		await phone.sync();
		phone.live(HOUR);
		await phone.sync();
		expect(await isIn(one.session)).toBe(false);
	});

	it('gives two tabs that ask at once one new secret, whichever answer comes last', async () => {
		app.pass(30 * DAY);
		const [a, b] = await Promise.all([syncs(one.session), syncs(one.session)]);
		expect([a, b].filter((secret) => secret !== null)).toHaveLength(1);
		const next = a ?? b ?? '';
		// A long upload goes on under the old one meanwhile.
		expect(await isIn(next)).toBe(true);
		expect(await isIn(one.session)).toBe(true);
	});

	it('notes that a spent one was shown, and lets the phone itself go on', async () => {
		app.pass(30 * DAY);
		const next = (await syncs(one.session)) ?? '';
		await isIn(next);
		app.pass(HOUR);
		await isIn(next);
		expect(await isIn(one.session)).toBe(false);
		const log = await app.store.read(({ db }) => db.selectFrom('access_log').selectAll().execute());
		expect(log).toContainEqual(
			expect.objectContaining({
				enrolment: one.enrolment,
				act: 'session',
				thing: 'spent',
				outcome: 'denied',
			}),
		);
		expect(await isIn(next)).toBe(true);
	});

	it('keeps hashes alone', async () => {
		app.pass(30 * DAY);
		const next = (await syncs(one.session)) ?? '';
		const rows = await app.store.read(({ db }) => db.selectFrom('enrolment').selectAll().execute());
		const kept = JSON.stringify([rows, [...app.renewals.since(0)]]);
		for (const secret of [one.session, next]) expect(kept).not.toContain(secret);
	});

	it('never locks a phone out, whatever is lost, killed or asked at once', async () => {
		for (let seed = 1; seed <= 60; seed++) {
			let state = seed * 2_654_435_761;
			const chance = (of: number) => {
				state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
				return state % of;
			};
			app = await testApp();
			one = await joined(app, null);
			const phone = browser(one.session);
			for (let step = 0; step < 60; step++) {
				const what = chance(6);
				if (what === 0) phone.kill();
				else if (what === 1) await phone.sync(true);
				else await phone.sync();
				if (chance(2) === 0) phone.live([HOUR / 2, HOUR, DAY, 31 * DAY][chance(4)] ?? DAY);
			}
			expect(await isIn(phone.holds()), `seed ${seed}`).toBe(true);
			await app.store.close();
		}
	});
});

describe('a database that was put back', () => {
	/** As it was before anything was renewed. */
	async function putBack(): Promise<typeof app> {
		const restored = await testApp();
		const kept = await app.store.read(async ({ db }) => ({
			people: await db.selectFrom('person').selectAll().execute(),
			phones: await db.selectFrom('enrolment').selectAll().execute(),
		}));
		await restored.store.write(async ({ db }) => {
			await db.insertInto('person').values(kept.people).execute();
			await db.insertInto('enrolment').values(kept.phones).execute();
		});
		return restored;
	}

	it('knows the secrets that were offered since, and those they took the place of', async () => {
		const restored = await putBack();
		const secrets = [one.session];
		for (let time = 0; time < 3; time++) {
			app.pass(30 * DAY);
			const next = (await syncs(secrets.at(-1) ?? '')) ?? '';
			secrets.push(next);
			// The last may not have come.
			if (time === 2) break;
			await isIn(next);
			app.pass(HOUR);
			await isIn(next);
		}
		restored.pass(91 * DAY);
		expect(await isIn(secrets[3] ?? '', restored)).toBe(false);
		await replayRenewals(restored.store, app.renewals, 0);
		const open = await Promise.all(secrets.map((secret) => isIn(secret, restored)));
		expect(open).toEqual([false, false, true, true]);
		await restored.store.close();
	});

	it('is not changed where it knows more than the journal: a phone that joined again since', async () => {
		app.pass(30 * DAY);
		const next = (await syncs(one.session)) ?? '';
		await isIn(next);
		app.pass(HOUR);
		await isIn(next);
		await replayRenewals(app.store, app.renewals, 0);
		expect([await isIn(one.session), await isIn(next)]).toEqual([false, true]);
	});

	it('reads the files of its months, a line that was cut short too, and throws old ones away', () => {
		const folder = mkdtempSync(join(tmpdir(), 'renewals-'));
		const at = Date.UTC(2026, 10, 26);
		writeFileSync(join(folder, '2025-01.jsonl'), '{"enrolment":"old"}\n');
		const renewals = fileRenewals(folder, at);
		const line = { enrolment: 'e1', held: 'a', offered: 'b', at };
		renewals.add({ ...line, at: at - 40 * DAY });
		renewals.add(line);
		writeFileSync(join(folder, '2026-12.jsonl'), '{"enrol');
		expect([...renewals.since(0)]).toEqual([{ ...line, at: at - 40 * DAY }, line]);
		expect([...renewals.since(at)]).toEqual([line]);
		expect([...memoryRenewals().since(0)]).toEqual([]);
		rmSync(folder, { recursive: true });
	});
});
