import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invited, joined, NEW_SHOP, testApp } from '../../../tests/support/joined.ts';
import { HOUR } from '../domain/dates.ts';
import { decodeRequest, encodeRequest } from '../sync/protocol.ts';
import { noteAnswer, noteDenied, noteOnce } from './access-log.ts';
import type { Enrolled } from './principal.ts';
import { latestAccesses } from './store/queries/access-log.ts';
import { answerSync } from './sync/answer.ts';
import { sqlParts } from './sync/sql.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let who: Enrolled;
beforeEach(async () => {
	app = await testApp();
	const { enrolment, person } = await joined(app, null);
	who = { enrolment, device: 'dev0', renamed: false, principal: person };
});
afterEach(() => app.store.close());

const rows = () => app.store.read((tx) => latestAccesses(tx, 100));
const mine = () => ({ person: who.principal.person, enrolment: who.enrolment });
const invitation = { act: 'POST', route: '/api/invitations', everyTime: true };
const page = { act: 'page', route: '/(desk)/desk/people', everyTime: false };

describe('the access log', () => {
	it('has who joined, as what, on which phone, when', async () => {
		expect(await rows()).toMatchObject([
			{ ...mine(), act: 'join', thing: 'seller', outcome: 'done', at: app.now() },
		]);
	});

	it('holds nothing that anybody typed: no name, no number, no key of a thing', async () => {
		await invited(app, who.principal, { areas: [], shop: who.principal.shop, name: 'ลับ 0812345678' });
		await noteAnswer(app, who, invitation, 200);
		await noteDenied(app, who, 'GET', '/api/history/[space]/[kind]/[key]');
		const told = JSON.stringify(await rows());
		for (const secret of ['ลับ', '0812345678', NEW_SHOP.name, 'SM-A127F', who.principal.shop ?? '?'])
			expect(told).not.toContain(secret);
	});

	it('notes each change, and a page that is read or a denial that repeats once an hour', async () => {
		const count = async () => (await rows()).length - 1;
		for (let i = 0; i < 3; i++) {
			await noteAnswer(app, who, invitation, 200);
			await noteAnswer(app, who, page, 200);
			await noteAnswer(app, who, page, 404);
		}
		expect(await count()).toBe(3 + 1 + 1);
		app.pass(HOUR);
		await noteAnswer(app, who, page, 200);
		expect(await count()).toBe(6);
		expect((await rows()).filter(({ outcome }) => outcome === 'denied')).toMatchObject([
			{ ...mine(), act: 'page', thing: page.route },
		]);
	});

	it('that cannot be written makes no failure of what is done', async () => {
		const broken = { ...app, store: { ...app.store, write: () => Promise.reject(new Error('full')) } };
		await noteAnswer(broken, who, invitation, 200);
		await noteAnswer(broken, who, page, 200);
		expect(await rows()).toHaveLength(1);
	});

	it('takes a refused form for no access: what was typed was wrong, not who typed it', async () => {
		await noteAnswer(app, who, invitation, 422);
		expect(await rows()).toHaveLength(1);
	});

	it('notes who asks in a sync for what is not theirs', async () => {
		const spaces = ['c.another', 'c.nowhere'].map((space) => ({ space, cursor: 0, changes: [] }));
		const body = encodeRequest({ version: 1, enrolment: who.enrolment, epoch: '', device: null, spaces });
		const pages: (readonly string[])[] = [];
		for await (const lines of answerSync(sqlParts(app), who, decodeRequest(body))) pages.push(lines);
		await expect.poll(rows).toHaveLength(2);
		expect((await rows())[0]).toMatchObject({ ...mine(), thing: '/api/sync', outcome: 'denied' });
	});

	it.each(['update', 'delete'])('refuses a %s: rows are only added', async (change) => {
		const alter = app.store.write(async ({ db }) => {
			if (change === 'update') await db.updateTable('access_log').set({ person: 'x' }).execute();
			else await db.deleteFrom('access_log').execute();
		});
		await expect(alter).rejects.toThrow('rows are only added');
		expect(await rows()).toMatchObject([mine()]);
	});

	it('keeps nobody from their work when it cannot be written', async () => {
		const broken = { ...app, store: { ...app.store, write: () => Promise.reject(new Error('full')) } };
		await noteOnce(broken, { ...mine(), act: 'page', thing: 'x', outcome: 'done' });
	});
});
