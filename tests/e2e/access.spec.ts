import { expect, test } from '@playwright/test';
import { openApp, type App } from '../../src/lib/server/app.ts';
import { ROUTES } from '../../src/lib/server/routes-access.ts';
import { findVariant } from '../../src/lib/server/store/queries/photo-variants.ts';
import { findSpace } from '../../src/lib/server/store/queries/spaces.ts';
import {
	CONTENT_TYPE,
	decodeSection,
	encodeRequest,
	type Section,
	type SpaceRequest,
} from '../../src/lib/sync/protocol.ts';
import { change } from '../../src/lib/sync/testing/make.ts';
import {
	ASKED_ELSEWHERE,
	PROBES,
	TARGETS,
	type Asked,
	type Target,
	type Tried,
} from '../support/access/probes.ts';
import {
	makeWorld,
	markOf,
	OPEN_SHOP,
	shopKey,
	SHOPS,
	spaceOf,
	type Asker,
} from '../support/access/world.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';

/**
 * Every route and every kind of record, asked by everybody, of the real server: what each may is written by hand in
 * `support/access/`, and nothing else may come of it. A route or an act without a probe fails.
 */
let server: RunningServer;
let app: App;
let tried: Tried;
test.beforeAll(async () => {
	const dataDir = freeFolder();
	app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const world = await makeWorld(app);
	server = await startServer(dataDir);
	tried = { ...world, app, origin: server.origin };
	// The small copies of the pictures are made beside
	for (const hash of [...Object.values(tried.photo), tried.openPhoto])
		await expect
			.poll(() => app.store.read((tx) => findVariant(tx, hash, { width: 320, format: 'webp' })))
			.not.toBeNull();
});
test.afterAll(async () => {
	await app.store.close();
	await server.stop();
});

interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

async function ask({ cookie }: Asker, { path, method = 'GET', headers, body }: Asked): Promise<Answer> {
	const response = await fetch(server.origin + path, {
		method,
		headers: { ...headers, ...(cookie && { cookie }) },
		redirect: 'manual',
		...(body !== undefined && { body }),
	});
	const told = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
	return { status: response.status, headers: told, body: await response.text() };
}

/** The marks of shops in an answer that this person may not see. */
const leaks = ({ sees }: Asker, { body }: Answer): string[] =>
	SHOPS.filter((shop) => !sees.includes(shop) && body.includes(markOf(shop)));

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
					const answer = await ask(asker, asked);
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
		const { status, headers: told } = await ask(asker, { path: `/photos/${tried.openPhoto}`, headers });
		const isTheirs = asker.role === 'staff' || asker.name === 'marketer';
		expect([status, told['cache-control']?.split(',')[0]], asker.name).toEqual([
			200,
			isTheirs ? 'private' : 'public',
		]);
	}
});

let phones = 0;
/** One round of a phone that has never spoken before; null where it is told who it is not. */
async function sync(asker: Asker, spaces: readonly SpaceRequest[]): Promise<readonly Section[] | null> {
	const { enrolment } = asker;
	const device = `device-${phones++}`;
	const body = encodeRequest({ version: 1, enrolment, epoch: '', device, spaces });
	const headers = { 'content-type': CONTENT_TYPE };
	const answer = await ask(asker, { method: 'POST', path: '/api/sync', headers, body });
	expect([200, 401]).toContain(answer.status);
	expect(answer.status === 401, asker.name).toBe(asker.role === null);
	expect(leaks(asker, answer), asker.name).toEqual([]);
	if (answer.status === 401) return null;
	const asked = spaces.map(({ space }) => space);
	return answer.body
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => decodeSection(line, asked));
}

/** Every kind that the server knows, one of its own (`question`), and one of a newer app. */
const KINDS: Readonly<Record<string, (target: Target) => { key: string; set: Record<string, string> }>> = {
	shop: (target) => ({ key: shopKey(target), set: { nameEn: 'written' } }),
	product: () => ({ key: 'mat-of-reed', set: { nameEn: 'written' } }),
	photo: () => ({ key: 'mat-photo', set: { order: 'W' } }),
	story: () => ({ key: 'mat-of-reed', set: { en: 'written' } }),
	maker: (target) => ({ key: shopKey(target), set: { contact: 'written' } }),
	question: () => ({ key: 'product-mat-price', set: { of: 'written' } }),
	recipe: () => ({ key: 'of-a-newer-app', set: { text: 'written' } }),
};

test('a pull brings every kind of record of what is visible, and of nothing else', async () => {
	for (const asker of tried.askers)
		for (const target of TARGETS) {
			const told = await sync(asker, [{ space: spaceOf(target), cursor: 0, changes: [] }]);
			// Long texts come last, in a section of their own
			const sections = told?.filter(({ space }) => space === spaceOf(target)) ?? [];
			const isTheirs = target !== 'nowhere' && asker.sees.includes(target);
			const kinds = [...new Set(sections.flatMap(({ news }) => news.map(({ kind }) => kind)))].sort();
			const whole = ['maker', 'photo', 'product', 'shop', 'story'];
			expect(kinds, `${asker.name} ${target}`).toEqual(isTheirs ? whole : []);
			if (!isTheirs)
				expect(
					sections.some(({ visible }) => visible),
					`${asker.name} ${target}`,
				).toBe(false);
			expect(
				told?.filter(({ space, news }) => space === spaceOf('nowhere') && news.length > 0) ?? [],
			).toEqual([]);
		}
});

test('a push is taken of each kind that this person may write in what is visible, and leaves no trace elsewhere', async () => {
	const counter = async (target: Target) =>
		(await app.store.read((tx) => findSpace(tx, spaceOf(target))))?.counter ?? null;
	for (const asker of tried.askers)
		for (const target of SHOPS)
			for (const [kind, make] of Object.entries(KINDS)) {
				const name = `${asker.name} writes a ${kind} of ${target}`;
				const before = await counter(target);
				const { key, set } = make(target);
				const value = Object.fromEntries(Object.keys(set).map((field) => [field, valueOf(kind, asker)]));
				const said = change({
					space: spaceOf(target),
					kind,
					key,
					set: value,
					base: { epoch: '', number: 0 },
				});
				const changes = [{ change: said, short: 0, age: 0 }];
				const told = await sync(asker, [{ space: spaceOf(target), cursor: 0, changes }]);
				const section = told?.find(({ space }) => space === spaceOf(target));
				const isTheirs = asker.sees.includes(target);
				const may = isTheirs && asker.role !== 'staff' && kind !== 'maker' && kind !== 'question';
				const [, outcome] = section?.ack?.exceptions[0] ?? [];
				const refused = outcome?.kind === 'refused' ? outcome.reason : null;
				expect(refused, name).toBe(isTheirs && !may ? 'not-allowed' : null);
				expect((await counter(target)) !== before, name).toBe(may);
			}
});

/** No two pushes say the same, so that each that is taken moves the space's number. */
let pushes = 0;
const valueOf = (kind: string, { name }: Asker) => {
	pushes += 1;
	return kind === 'photo' ? `W${pushes}` : `${name} ${pushes}`;
};

test('a space that does not exist is made by a marketer alone, and a shop of its own by its seller', async () => {
	const key = 'shop-new';
	const said = change({
		space: `c.${key}`,
		kind: 'shop',
		key,
		set: { nameTh: 'ใหม่' },
		base: { epoch: '', number: 0 },
	});
	for (const asker of tried.askers.filter(({ role }) => role !== 'marketer')) {
		await sync(asker, [{ space: `c.${key}`, cursor: 0, changes: [{ change: said, short: 0, age: 0 }] }]);
		expect(await app.store.read((tx) => findSpace(tx, `c.${key}`)), asker.name).toBeNull();
	}
});

test('a foreign page, a wrong type and an unknown act are turned away before anybody is asked who they are', async () => {
	const [staff] = tried.askers.filter(({ role }) => role === 'staff');
	if (!staff) throw new Error('nobody');
	const body = JSON.stringify({ enrolment: staff.enrolment, shop: OPEN_SHOP, name: 'x' });
	const typed = { 'content-type': 'application/json' };
	const invite = (headers: Record<string, string>) =>
		ask(staff, { method: 'POST', path: '/api/invitations', headers, body }).then(({ status }) => status);
	expect(await invite(typed)).toBe(200);
	expect(await invite({ ...typed, origin: 'https://evil.example' })).toBe(403);
	expect(await invite({ ...typed, 'sec-fetch-site': 'cross-site' })).toBe(403);
	expect(await invite({ 'content-type': 'application/octet-stream' })).toBe(415);
	const act = (method: string, path: string) =>
		ask(staff, { method, path, headers: { origin: server.origin } }).then(({ status }) => status);
	expect(await act('DELETE', '/api/invitations')).toBe(405);
	expect(await act('GET', '/api/sync')).toBe(405);
	expect(await act('POST', '/desk/people?/anything')).toBe(405);
	expect(await act('POST', '/sell')).toBe(405);
});
