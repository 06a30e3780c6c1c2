import { expect, test } from 'vitest';
import { COLUMNS, type Figures } from '$lib/domain/coverage.ts';
import { REGISTER_AUTHOR } from '$lib/domain/register-author.ts';
import { coverageFor } from '$lib/server/desk/coverage.ts';
import { makersPage } from '$lib/server/desk/makers.ts';
import type { Rec } from '$lib/sync/record.ts';
import { AREAS, History, type Noted } from '../support/desk-history.ts';
import { seeded } from '../support/random.ts';

/*
 * What the desk shows is kept in tables beside the records. Here it is counted once more from the records themselves, by
 * plain loops that share no code with it, after whatever chance made of twenty offices.
 */
const SEEDS = 20;
const STEPS = 90;
const LOOKS = 6;
const SILENT = 3;
const DAY = 86_400_000;
/** Bangkok. */
const dayOf = (at: number) => Math.floor((at + 7 * 3_600_000) / DAY);

/** The database as it lies there. */
async function raw({ app }: History) {
	return app.store.read(async ({ db }) => ({
		spaces: await db.selectFrom('space').select(['id', 'area', 'shop']).execute(),
		records: (await db.selectFrom('record').selectAll().execute()).map((row): Rec => {
			return {
				...row,
				fields: JSON.parse(row.fields) as Rec['fields'],
				stamps: JSON.parse(row.stamps) as Rec['stamps'],
				removed: row.removed === null ? null : (JSON.parse(row.removed) as Rec['removed']),
			};
		}),
		people: await db.selectFrom('person').selectAll().execute(),
		enrolments: await db.selectFrom('enrolment').selectAll().execute(),
	}));
}
type Raw = Awaited<ReturnType<typeof raw>>;

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

function isOnSale({ fields, removed, kind }: Rec): boolean {
	const price = fields['price'] as { satang: number } | null | undefined;
	return (
		kind === 'product' &&
		removed === null &&
		fields['state'] === 'published' &&
		fields['alcohol'] !== true &&
		text(fields['nameTh']) !== '' &&
		text(fields['category']) !== '' &&
		(price?.satang ?? 0) > 0
	);
}

function isListed(records: readonly Rec[], shop: string): boolean {
	const own = records.find(({ kind, key, removed }) => kind === 'shop' && key === shop && removed === null);
	const { state, nameTh, address, phones } = own?.fields ?? {};
	const { province = '' } = (address ?? {}) as { province?: string };
	return (
		state === 'published' && text(nameTh) !== '' && province !== '' && ((phones ?? []) as string[]).length > 0
	);
}

/** The shop that stands for this one; '': none. */
const standsFor = (records: readonly Rec[], shop: string): string =>
	text(records.find(({ kind, key }) => kind === 'shop' && key === shop)?.fields['mergedInto']);

/** The shop at the end of that way. */
function lastFor(records: readonly Rec[], shop: string): string {
	let at = shop;
	for (let next = standsFor(records, at); next !== ''; next = standsFor(records, at)) at = next;
	return at;
}

const isPictured = (records: readonly Rec[], product: Rec, isShown: (hash: string) => boolean): boolean =>
	records.some(
		({ kind, removed, fields }) =>
			kind === 'photo' &&
			removed === null &&
			fields['of'] === `product/${product.key}` &&
			isShown(String(fields['full'])),
	);

/** The figures of visits: of some provinces, or of one marketer wherever they were. */
function recountVisits({ records }: Raw, noted: Noted, isMeant: (visit: Rec) => boolean, now: number) {
	let [planned, visited] = [0, 0];
	const [made, came]: [number[], number[]] = [[], []];
	for (const visit of records) {
		const { kind, space, removed, fields, stamps } = visit;
		if (kind !== 'visit' || !space.startsWith('v.') || removed !== null || !isMeant(visit)) continue;
		const { endedAt, droppedAt } = fields as { endedAt?: number | null; droppedAt?: number | null };
		if (typeof droppedAt === 'number') continue;
		if (typeof endedAt !== 'number') planned += 1;
		else {
			visited += 1;
			made.push(endedAt);
			came.push(noted.at.get(`${space}@${stamps['endedAt']?.number}`) ?? NaN);
		}
	}
	const told = (count: number) => (count === 0 ? { kind: 'zero' } : { kind: 'number', value: count });
	const since = (all: number[]) =>
		all.length === 0
			? { kind: 'unknown', why: 'no-visits' }
			: told(Math.max(0, dayOf(now) - dayOf(Math.max(...all))));
	return { planned: told(planned), visited: told(visited), made: since(made), came: since(came) };
}

/** The figures of what lies in some provinces, for the phones that are given. */
function recount(all: Raw, noted: Noted, areas: readonly string[], phones: Raw['enrolments'], now: number) {
	let [makers, register, shops, listed, shown] = [0, 0, 0, 0, 0];
	const ages: number[] = [];
	for (const { id, area, shop } of all.spaces) {
		if (shop === null || !areas.includes(area)) continue;
		const records = all.records.filter(({ space }) => space === id);
		const maker = records.find(({ kind, removed }) => kind === 'maker' && removed === null);
		const isBegun = records.some(({ stamps, removed }) =>
			[
				...Object.entries(stamps).flatMap(([field, stamp]) => (field.startsWith('merged') ? [] : [stamp])),
				...(removed ? [removed] : []),
			].some(({ author }) => author !== REGISTER_AUTHOR),
		);
		const onSale = records.filter(isOnSale);
		const isOfRegister = maker !== undefined && (maker.fields['rows'] as number[]).length > 0;
		// Whoever stands on a register counts there, also when another shop stands for it
		const isAlias = standsFor(records, shop) !== '';
		if (isOfRegister || !isAlias) makers += 1;
		if (isAlias) continue;
		if (isOfRegister) register += 1;
		if (isBegun) shops += 1;
		if (isListed(records, shop)) {
			listed += 1;
			if (onSale.some((product) => isPictured(records, product, (hash) => noted.shown.has(`${id}/${hash}`))))
				shown += 1;
		}
		for (const { stamps } of onSale)
			ages.push(dayOf(now) - dayOf(noted.at.get(`${id}@${stamps['price']?.number}`) ?? NaN));
	}
	ages.sort((a, b) => a - b);
	const half = ages.length / 2;
	const median = Number.isInteger(half)
		? ((ages[half - 1] ?? 0) + (ages[half] ?? 0)) / 2
		: (ages[Math.floor(half)] ?? 0);
	const joined = new Set<string>();
	for (const person of all.people) {
		if (person.role !== 'seller' || person.revoked_at !== null || person.shop === null) continue;
		const records = all.records.filter(({ space }) => space === `c.${person.shop}`);
		if (standsFor(records, person.shop) !== '') continue;
		if (areas.includes(provinceOf(all, person))) joined.add(person.shop);
	}
	const heard = phones.map(({ heard_at, created_at }) => heard_at ?? created_at);
	const waits = phones.reduce((sum, { unsent }) => sum + (unsent ?? 0), 0);
	// Three days are the desk's own: what was told before says nothing of what is there now
	const isSilent = phones.some(({ unsent }, i) => unsent === null || now - (heard[i] ?? 0) >= 3 * DAY);
	const told = (count: number) => (count === 0 ? { kind: 'zero' } : { kind: 'number', value: count });
	const unknown = (why: string) => ({ kind: 'unknown', why });
	return {
		...recountVisits(all, noted, ({ space }) => areas.includes(space.slice(2)), now),
		makers: told(makers),
		register: told(register),
		shops: told(shops),
		joined: told(joined.size),
		listed: told(listed),
		shown: told(shown),
		onSale: told(ages.length),
		median: ages.length === 0 ? unknown('no-prices') : told(median),
		oldest: ages.length === 0 ? unknown('no-prices') : told(ages.at(-1) ?? 0),
		phones: told(phones.length),
		silent:
			phones.length === 0 ? unknown('no-phones') : told(heard.filter((at) => now - at > SILENT * DAY).length),
		unsent:
			phones.length === 0 ? unknown('no-phones') : waits === 0 && isSilent ? unknown('no-news') : told(waits),
		news: phones.length === 0 ? unknown('no-phones') : told(dayOf(now) - dayOf(Math.max(...heard))),
	};
}

/** Where a seller is counted: where the shop lies, or where they were invited to until it lies anywhere. */
function provinceOf(all: Raw, { shop, areas }: Raw['people'][number]): string {
	const space = all.spaces.find(({ id }) => id === `c.${shop}`);
	return space?.area ?? (JSON.parse(areas) as string[])[0] ?? '';
}

function phonesOf(all: Raw, wanted: (person: Raw['people'][number]) => boolean): Raw['enrolments'] {
	return all.enrolments.filter(({ person, revoked_at }) => {
		const own = all.people.find(({ id }) => id === person);
		return own !== undefined && own.revoked_at === null && revoked_at === null && wanted(own);
	});
}

async function check(history: History): Promise<Figures> {
	const { app, staff, noted } = history;
	const all = await raw(history);
	const now = app.now();
	const country = await coverageFor(app, staff, SILENT);
	const sellersIn = (areas: readonly string[]) =>
		phonesOf(all, (person) => person.role === 'seller' && areas.includes(provinceOf(all, person)));
	const count = (areas: readonly string[]) => recount(all, noted, areas, sellersIn(areas), now);
	for (const { code, figures } of country.provinces) expect(figures, code).toMatchObject(count([code]));
	expect(country.total).toMatchObject(count(AREAS));
	const rows = all.records
		.filter(({ kind, removed }) => kind === 'maker' && removed === null)
		.reduce((sum, { fields }) => sum + (fields['rows'] as number[]).length, 0);
	expect(country.rows).toBe(rows);
	expect(country.unnoted).toBe(0);

	const office = all.people.filter(({ role, revoked_at }) => role === 'marketer' && revoked_at === null);
	expect(country.marketers?.map(({ person }) => person).sort()).toEqual(office.map(({ id }) => id).sort());
	for (const { person, areas, figures } of country.marketers ?? []) {
		const own = phonesOf(all, ({ id }) => id === person);
		const visits = recountVisits(all, noted, ({ fields }) => fields['marketer'] === person, now);
		expect(figures, person).toMatchObject({ ...recount(all, noted, areas, own, now), ...visits });
	}
	for (const who of history.marketers) {
		const theirs = await coverageFor(app, who, SILENT);
		expect(theirs.provinces.map(({ code }) => code).sort()).toEqual([...who.areas].sort());
		for (const { code, figures } of theirs.provinces) expect(figures).toMatchObject(count([code]));
		expect(theirs.total).toMatchObject(count(who.areas));
		expect(theirs.marketers).toBeNull();
	}
	// The list behind a figure is as long as the figure says
	for (const { code, figures } of country.provinces.filter(({ code }) => AREAS.some((area) => area === code)))
		for (const which of ['register', 'shops', 'listed', 'shown'] as const) {
			const list = await makersPage(app, staff, { area: code, query: '', which }, 1);
			const figure = figures[which];
			expect(list.count, `${which} in ${code}`).toBe(figure.kind === 'number' ? figure.value : 0);
		}
	for (const code of AREAS)
		for (const which of ['planned', 'visited'] as const) {
			const here = all.spaces.filter(({ area, shop }) => area === code && shop !== null);
			const behind = all.records.filter(
				({ kind, space, removed, fields }) =>
					kind === 'visit' &&
					space === `v.${code}` &&
					removed === null &&
					typeof fields['droppedAt'] !== 'number' &&
					(typeof fields['endedAt'] === 'number') === (which === 'visited'),
			);
			// A shop of another province that stands for one of this is on the list of its own
			const shops = new Set(behind.map(({ fields }) => lastFor(all.records, text(fields['shop']))));
			const listed = [...shops].filter((shop) => here.some((space) => space.shop === shop));
			const list = await makersPage(app, staff, { area: code, query: '', which }, 1);
			expect(list.count, `${which} in ${code}`).toBe(listed.length);
		}
	return country.total;
}

test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
	'the figures of the desk are those of the records, counted anew: history %i',
	async (seed) => {
		const history = await History.begin(seeded(seed));
		try {
			for (let i = 0; i < STEPS; i++) {
				await history.step();
				if ((i + 1) % (STEPS / LOOKS) === 0) await check(history);
			}
		} finally {
			await history.app.store.close();
		}
	},
);

test('what happens in these histories is what there is to count', async () => {
	const seen = new Set<string>();
	for (let seed = 1; seed <= 12; seed++) {
		const history = await History.begin(seeded(seed));
		for (let i = 0; i < STEPS; i++) {
			await history.step();
			if (i % 15 !== 14) continue;
			const { total } = await coverageFor(history.app, history.staff, SILENT);
			for (const [column, figure] of Object.entries(total)) if (figure.kind === 'number') seen.add(column);
		}
		const { records } = await raw(history);
		if (records.some(({ kind }) => kind === 'question')) seen.add('question');
		if (records.some(({ fields }) => text(fields['mergedInto']) !== '')) seen.add('merged shop');
		if (records.some(({ kind, removed }) => kind === 'product' && removed)) seen.add('removed product');
		await history.app.store.close();
	}
	expect([...seen].sort()).toEqual([...COLUMNS, 'merged shop', 'question', 'removed product'].sort());
});
