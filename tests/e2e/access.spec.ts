import { expect, test } from '@playwright/test';
import { ROUTES } from '../../src/lib/server/routes-access.ts';
import { latestAccesses } from '../../src/lib/server/store/queries/access-log.ts';
import { leaks, openOffice, type Answer, type Office } from '../support/access/office.ts';
import type { Target, Tried } from '../support/access/probe.ts';
import { ASKED_ELSEWHERE, PROBES } from '../support/access/probes.ts';
import { OPEN_SHOP, shopKey, type Asker } from '../support/access/world.ts';

/**
 * Every act of every route, asked by everybody, of the real server: what each may is written by hand in `support/access/`,
 * and nothing else may come of it. A route or an act without a probe fails. Records: `access-sync.spec.ts`.
 */
let office: Office;
let tried: Tried;
// Nothing here opens without a connection: no phone fetches the whole app first.
test.use({ serviceWorkers: 'block' });
test.beforeAll(async () => {
	office = await openOffice();
	({ tried } = office);
});
test.afterAll(() => office.close());

/** An answer without what the request said itself. */
const faceOf = ({ status, headers, body }: Answer, said: readonly string[]): string => {
	const without = (text: string) => said.reduce((rest, own) => rest.replaceAll(own, ''), text);
	const { etag: _own, ...rest } = headers;
	return without(JSON.stringify([status, rest, body]));
};

test('every act of every route is tried here', () => {
	const acts = (routes: Readonly<Record<string, object>>) =>
		Object.entries(routes)
			.filter(([route]) => !ASKED_ELSEWHERE.includes(route))
			.map(([route, of]) => [
				route,
				Object.keys(of)
					.filter((act) => act !== 'layout')
					.sort(),
			])
			.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
	expect(acts(PROBES)).toEqual(acts(ROUTES));
});

test('nobody gets what is not theirs, and everybody what is', async () => {
	const unexpected: string[] = [];
	let asks = 0;
	for (const [route, acts] of Object.entries(PROBES))
		for (const [act, probe] of Object.entries(acts))
			for (const asker of tried.askers) {
				const faces = new Map<string, Target[]>();
				// What is theirs first: it may change a list that stands on a page of the others
				for (const about of [...probe.over].sort((a, b) => Number(isOf(asker, b)) - Number(isOf(asker, a)))) {
					const target = about === 'nothing' ? 'nowhere' : about;
					const name = `${asker.name}: ${act} ${route} about ${about}`;
					const asked = await probe.ask(tried, asker, target);
					const answer = await office.ask(asker, asked);
					asks += 1;
					const expected = probe.expected(asker, target);
					if (answer.status !== expected) unexpected.push(`${name}: ${answer.status} for ${expected}`);
					const leaked = TOLD_ALL.includes(route) ? [] : leaks(asker, answer);
					for (const shop of leaked) unexpected.push(`${name}: tells of ${shop}`);
					const wrong = await asked.after?.(answer.status < 400 && asker.role !== null);
					if (wrong) unexpected.push(`${name}: ${wrong}`);
					const face = faceOf(answer, [shopKey(target), ...(asked.says ?? [])]);
					if (!isOf(asker, about)) faces.set(face, [...(faces.get(face) ?? []), target]);
				}
				if (faces.size > 1 && !TOLD_ALL.includes(route))
					unexpected.push(`${asker.name}: ${act} ${route} tells ${[...faces.values()].join(' from ')}`);
			}
	expect(unexpected).toEqual([]);
	expect(asks).toBeGreaterThan(1_000);
});

const isOf = ({ sees }: Asker, target: string) => sees.some((shop) => shop === target);
/** Whoever has an invitation sees what it says, whoever they are. */
const TOLD_ALL = ['/api/join', '/api/join/code', '/api/join/look'];

test('a picture that all may see is for all, and what it says of its place for the people of its shop', async () => {
	for (const asker of tried.askers) {
		const headers = { 'tambon-enrolment': asker.enrolment };
		const { status, headers: told } = await office.ask(asker, {
			path: `/photos/${tried.openPhoto}`,
			headers,
		});
		const isTheirs = asker.role === 'staff' || asker.name === 'marketer';
		expect([status, told['cache-control']?.split(',')[0]], asker.name).toEqual([
			200,
			isTheirs ? 'private' : 'public',
		]);
	}
});

test('a foreign page, a wrong type and an unknown act are turned away before anybody is asked who they are', async () => {
	const [staff] = tried.askers.filter(({ role }) => role === 'staff');
	if (!staff) throw new Error('nobody');
	const body = JSON.stringify({ enrolment: staff.enrolment, shop: OPEN_SHOP, name: 'x' });
	const typed = { 'content-type': 'application/json' };
	const invite = (headers: Record<string, string>) =>
		office
			.ask(staff, { method: 'POST', path: '/api/invitations', headers, body })
			.then(({ status }) => status);
	expect(await invite(typed)).toBe(200);
	expect(await invite({ ...typed, origin: 'https://evil.example' })).toBe(403);
	expect(await invite({ ...typed, 'sec-fetch-site': 'cross-site' })).toBe(403);
	expect(await invite({ 'content-type': 'application/octet-stream' })).toBe(415);
	const long = { method: 'POST', path: '/api/join', headers: typed, body: 'x'.repeat(20_000) };
	expect((await office.ask(staff, long)).status).toBe(413);
	const act = (method: string, path: string) =>
		office.ask(staff, { method, path, headers: { origin: tried.origin } }).then(({ status }) => status);
	expect(await act('DELETE', '/api/invitations')).toBe(405);
	expect(await act('GET', '/api/sync')).toBe(405);
	expect(await act('POST', '/desk/people?/anything')).toBe(405);
	expect(await act('POST', '/sell')).toBe(405);
});

test('who changed what, and who was turned away where, stands in the log', async () => {
	const one = (name: string) => tried.askers.find((asker) => asker.name === name) as Asker;
	const [staff, seller] = [one('staff'), one('seller')];
	const noted = async ({ enrolment }: Asker) =>
		(await office.app.store.read((tx) => latestAccesses(tx, 1_000)))
			.filter((row) => row.enrolment === enrolment)
			.map(({ act, thing, outcome }) => `${act} ${thing} ${outcome}`);
	const named = (asker: Asker) => ({ 'tambon-enrolment': asker.enrolment });
	const body = JSON.stringify({ enrolment: seller.enrolment, self: true });
	const headers = { 'content-type': 'application/json' };
	const before = (await noted(seller)).length;
	await office.ask(seller, { method: 'POST', path: '/api/invitations', headers, body });
	await office.ask(seller, { path: '/api/history/c.shop-far/product/mat-of-reed', headers: named(seller) });
	await office.ask(staff, { path: '/desk/people' });
	const theirs = await noted(seller);
	expect(theirs.length).toBeGreaterThan(before);
	expect(theirs).toContain('POST /api/invitations done');
	expect(theirs).toContain('GET /api/history/[space]/[kind]/[key] denied');
	expect(await noted(staff)).toContain('page /(desk)/desk/people done');
});

test('what a page is made of is asked for in no other way either', async () => {
	const pages = [
		'desk',
		'desk/invite',
		'desk/makers',
		'desk/people',
		's/shop-mine',
		's/shop-mine/p/mat-of-reed',
	];
	for (const asker of tried.askers)
		for (const page of pages) {
			const answer = await office.ask(asker, { path: `/${page}/__data.json` });
			const name = `${asker.name}: ${page}`;
			const theirs = answer.body.includes('"mine"') || answer.body.includes('"provinces"');
			expect(leaks(asker, answer), name).toEqual([]);
			if (asker.role === null || asker.role === 'seller') expect(theirs, name).toBe(false);
		}
});

test('an answer says what a browser may do with it, and who may keep it', async () => {
	const [staff] = tried.askers.filter(({ role }) => role === 'staff');
	if (!staff) throw new Error('nobody');
	const { enrolment } = staff;
	const headersOf = async (path: string) =>
		(await office.ask(staff, { path, headers: { 'tambon-enrolment': enrolment } })).headers;
	for (const path of ['/', '/sell', '/desk/people', `/photos/${tried.photo.far}`, '/health', '/nothing']) {
		const told = await headersOf(path);
		expect(told['x-content-type-options'], path).toBe('nosniff');
		expect(told['x-frame-options'], path).toBe('DENY');
		expect(told['content-type'], path).toMatch(
			/^(text\/html; ?charset=utf-8|image\/jpeg|application\/json)$/i,
		);
		expect(told['access-control-allow-origin'], path).toBeUndefined();
	}
	for (const path of ['/', '/desk/people']) {
		const policy = (await headersOf(path))['content-security-policy'] ?? '';
		expect(policy, path).toContain("frame-ancestors 'none'");
		expect(policy, path).toMatch(/script-src 'self'(?![^;]*unsafe)/);
	}
	expect((await headersOf(`/photos/${tried.photo.far}`))['content-security-policy']).toContain('sandbox');
	expect((await headersOf('/desk/people'))['cache-control']).toBe('private, no-store');
	const history = '/api/history/c.shop-far/product/mat-of-reed';
	expect((await headersOf(history))['cache-control']).toBe('no-store');
	expect((await headersOf(`/photos/${tried.photo.far}`))['cache-control']).toContain('private');
});
