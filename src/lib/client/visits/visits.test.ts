import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../domain/spans.ts';
import type { Visit } from '../../domain/visit.ts';
import { newFollowed } from '../../sync/device/edit.ts';
import { checkProgramme } from '../../domain/programme.ts';
import type { Account } from '../accounts.ts';
import { inVisits } from '../in-shop.ts';
import { refreshMakers } from '../makers/refresh.ts';
import { OLD_PRICE } from '../makers/row.ts';
import { finishAll, takenRow } from '../photos/taken.ts';
import { openSession, type Session } from '../session.ts';
import type { MakerRow } from '../store/database.ts';
import * as acts from './acts.ts';
import { suggest, whysOf } from './suggest.ts';
import * as visits from './visits.ts';
import { byWay, placeOf } from './way.ts';

const NOW = 1_800_000_000_000;
const TODAY = visits.today(NOW);
const marketer: Account = {
	...{ enrolment: 'e1', person: 'mark1', role: 'marketer', name: 'สมชาย', areas: ['30', '31'], shop: null },
};
const row = (shop: string, more: Partial<MakerRow> = {}): MakerRow => ({
	...{
		space: `c.${shop}`,
		shop,
		cursor: 1,
		unsent: false,
		name: shop,
		where: '',
		district: '3001',
		text: '',
	},
	...{ sort: shop, place: null, phones: [], categories: [], state: 'published', touched: true, products: 1 },
	...{ photos: 3, prices: { mat: ['x', NOW] as const }, newsAt: null, lookedAt: null },
	...more,
});

let session: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	session = await openSession(marketer, nothing, nothing);
});
const plan = (shop: string, more: Partial<acts.Plan> = {}) =>
	acts.planVisit(session, { row: row(shop), day: TODAY, why: [], task: '', ...more });
const shops = async (day = TODAY) => (await visits.visitsOn(session, day)).map(({ fields }) => fields.shop);
const one = async (shop: string) =>
	(await visits.visitsOn(session, TODAY)).find(({ fields }) => fields.shop === shop);

describe('a day', () => {
	it('holds what is planned for it in its order, in the space of the maker’s province', async () => {
		await plan('shop1');
		await plan('shop2', { row: row('shop2', { district: '3101' }) });
		await plan('shop3', { day: '2030-01-01', row: row('shop3', { district: '00' }) });
		expect(await shops()).toEqual(['shop1', 'shop2']);
		expect(await shops('2030-01-01')).toEqual(['shop3']);
		const queue = (await session.db.queue.toArray()).map(({ space, kind }) => `${space} ${kind}`);
		expect(queue.sort()).toEqual(['v.30 visit', 'v.30 visit', 'v.31 visit']);
	});

	it('is ordered by moving one, which changes one record', async () => {
		for (const shop of ['shop1', 'shop2', 'shop3']) await plan(shop);
		const all = await visits.visitsOn(session, TODAY);
		await acts.moveVisit(session, all, all[2]?.key ?? '', 0);
		expect(await shops()).toEqual(['shop3', 'shop1', 'shop2']);
		await acts.orderVisits(session, all);
		expect(await shops()).toEqual(['shop1', 'shop2', 'shop3']);
	});

	it('is moved even where two phones left no room between neighbours', async () => {
		for (const shop of ['shop1', 'shop2', 'shop3']) await plan(shop);
		const all = await visits.visitsOn(session, TODAY);
		for (const visit of all) await acts.setVisit(session, visit, { order: 'V' });
		const alike = await visits.visitsOn(session, TODAY);
		await acts.moveVisit(session, alike, alike[2]?.key ?? '', 1);
		const moved = alike.map(({ fields }) => fields.shop);
		expect(await shops()).toEqual([moved[0], moved[2], moved[1]]);
	});

	it('shows one’s own; a colleague’s are seen at the maker', async () => {
		await plan('shop1');
		const theirs: Visit = { shop: 'shop1', marketer: 'mark2', plannedFor: TODAY, order: 'V' };
		await acts.setVisit(session, { space: 'v.30', key: 'theirs' }, { ...theirs, startedAt: 1, endedAt: 2 });
		expect(await shops()).toEqual(['shop1']);
		expect((await visits.visitsTo(session, 'shop1')).map(({ isMine }) => isMine)).toEqual([true, false]);
		expect(await visits.lastVisitAt(session, 'shop1')).toBeNull();
	});

	it('names the makers of one’s own coming visits, each once', async () => {
		await plan('shop1');
		await plan('shop1', { day: '2030-01-01' });
		await plan('shop2', { day: '2030-01-01' });
		await plan('dropped', { day: '2030-01-01' });
		const [gone] = (await visits.visitsOn(session, '2030-01-01')).filter(
			({ fields }) => fields.shop === 'dropped',
		);
		if (gone) await acts.dropVisit(session, gone);
		const named = async (from: string) =>
			(await visits.makersPlanned(session, from)).map(({ shop }) => shop).sort();
		expect(await named(TODAY)).toEqual(['shop1', 'shop2']);
		expect(await named('2029-12-31')).toEqual(['shop1', 'shop2']);
		expect(await named('2030-01-02')).toEqual([]);
		expect((await visits.makersPlanned(session, TODAY))[0]?.name).not.toBe('');
	});

	it('keeps what was thrown away, and has it back', async () => {
		const visit = await plan('shop1');
		await acts.dropVisit(session, visit);
		expect((await one('shop1'))?.standing).toBe('dropped');
		await acts.bringBack(session, visit);
		expect((await one('shop1'))?.standing).toBe('planned');
	});
});

describe('a visit', () => {
	it('that is under way is found whichever day it was planned for, until it ends', async () => {
		const visit = await plan('shop1', { day: '2030-01-01' });
		await acts.startVisit(session, visit);
		expect((await visits.underWay(session)).map(({ key }) => key)).toEqual([visit.key]);
		expect(await shops('2030-01-01')).toEqual(['shop1']);
		const looked = { shop: {}, products: [], photos: 3, story: {}, today: TODAY };
		await acts.endVisit(session, visit, checkProgramme(looked, []));
		expect(await visits.underWay(session)).toEqual([]);
		const [ended] = await visits.visitsTo(session, 'shop1');
		expect(ended?.standing).toBe('done');
		expect(ended?.fields.found?.filter(({ state }) => state === 'done')).toEqual([
			{ check: 'photos', state: 'done' },
		]);
		expect(await visits.lastVisitAt(session, 'shop1')).toBe(ended?.fields.endedAt);
	});

	it('begun or ended by mistake goes back, and keeps what was written', async () => {
		const visit = await plan('shop1');
		await acts.startVisit(session, visit);
		await acts.setVisit(session, visit, { notes: 'ยายบุญไม่อยู่', place: { lat: 1, lng: 2, accuracy: 3 } });
		await acts.endVisit(session, visit, []);
		await acts.reopenVisit(session, visit);
		expect((await one('shop1'))?.standing).toBe('under-way');
		await acts.unstartVisit(session, visit);
		expect(await one('shop1')).toMatchObject({
			standing: 'planned',
			fields: { notes: 'ยายบุญไม่อยู่', place: null },
		});
	});

	it('is put back to the minute when what was done to it is undone', async () => {
		const visit = await plan('shop1');
		await acts.setVisit(session, visit, { startedAt: 5, place: { lat: 1, lng: 2, accuracy: 3 } });
		const before = (await one('shop1'))?.fields ?? {};
		await acts.unstartVisit(session, visit);
		await acts.setVisit(session, visit, { notes: 'ยายบุญ' });
		await acts.restoreVisit(session, visit, before);
		expect((await one('shop1'))?.fields).toMatchObject({
			...{ startedAt: 5, place: { lat: 1, lng: 2, accuracy: 3 }, notes: 'ยายบุญ' },
		});
	});

	it('keeps what was judged, each by itself', async () => {
		const visit = await plan('shop1');
		for (const check of ['contact', 'standards'] as const) await acts.tickVisit(session, visit, check, true);
		expect((await one('shop1'))?.fields.ticked).toEqual(['contact', 'standards']);
		await acts.tickVisit(session, visit, 'contact', false);
		expect((await one('shop1'))?.fields.ticked).toEqual(['standards']);
	});

	it('is planned once for a day, and again once that one was made or thrown away', async () => {
		const first = await plan('shop1');
		expect(await plan('shop1')).toMatchObject({ key: first.key });
		await acts.dropVisit(session, first);
		expect((await plan('shop1')).key).not.toBe(first.key);
	});

	it('is no maker in the list, and its pictures lie with it and in no shop', async () => {
		const visit = await plan('shop1');
		await session.db.followed.put({ ...newFollowed('v.30'), cursor: 4 });
		await refreshMakers(session);
		expect(await session.db.makers.count()).toBe(0);
		const own = inVisits(session, 'v.30');
		await expect(own.edit({ space: 'c.shop1', kind: 'photo', key: 'p', set: {} })).rejects.toThrow(
			'c.shop1 in v.30',
		);
		await session.db.taken.put(takenRow(own, `visit/${visit.key}`, new Blob(['x'])));
		// What a kill cut off is gone on with at the next start: it is no picture, so it is tried and stays.
		await finishAll(session);
		expect((await session.db.taken.toArray()).map(({ of }) => of)).toEqual([`v.30/visit/${visit.key}`]);
		expect(await visits.shopOfVisit(session, 'v.30', visit.key)).toBe('shop1');
	});
});

describe('where the phone is', () => {
	const answering = (run: (ok: PositionCallback, no: PositionErrorCallback) => void) =>
		({ getCurrentPosition: run }) as unknown as Geolocation;
	it('is told with its accuracy, or why it is not', async () => {
		const coords = { latitude: 14.97, longitude: 102.1, accuracy: 12.4 };
		const ok = answering((found) => found({ coords } as GeolocationPosition));
		expect(await acts.locate(ok)).toEqual({ place: { lat: 14.97, lng: 102.1, accuracy: 12 }, noPlace: '' });
		const why = async (code: number) =>
			(await acts.locate(answering((_, no) => no({ code } as GeolocationPositionError)))).noPlace;
		expect([await why(1), await why(2), await why(3)]).toEqual(['refused', 'unknown', 'too-slow']);
		expect(await acts.locate(undefined)).toEqual({ place: null, noPlace: 'unknown' });
	});
});

describe('whom to visit', () => {
	const asking = { day: TODAY, now: NOW };
	const done = (shop: string, more: Visit): visits.VisitedShop => {
		const fields = { shop, endedAt: NOW - 3 * DAY, ...more };
		const visit = {
			space: 'v.30',
			key: shop,
			fields,
			standing: 'done' as const,
			isUnsent: false,
			isMine: true,
		};
		return { last: visit, mine: visit, plannedFor: null };
	};

	it('says each reason that the phone can see', () => {
		expect(whysOf(row('well'), undefined, asking)).toEqual([]);
		const old = { mat: ['x', NOW - OLD_PRICE - DAY] as const };
		expect(whysOf(row('old', { prices: old }), undefined, asking)).toEqual([
			{ kind: 'old-price', days: 141 },
		]);
		const bare = row('bare', { prices: {}, products: 2, photos: 0, state: 'draft' });
		expect(whysOf(bare, undefined, asking).map(({ kind }) => kind)).toEqual([
			'no-price',
			'no-photo',
			'not-published',
		]);
		expect(whysOf(row('few', { photos: 2 }), undefined, asking)).toEqual([
			{ kind: 'few-photos', days: null },
		]);
		const due = done('due', { nextOn: visits.today(NOW - 2 * DAY) });
		expect(whysOf(row('due'), due, asking)).toEqual([{ kind: 'due', days: 2 }]);
		expect(whysOf(row('due'), done('due', { nextOn: visits.today(NOW + DAY) }), asking)).toEqual([]);
	});

	it('puts what was agreed on first, leaves out who is planned or was visited lately, and asks the nearest first', () => {
		const bare = { prices: {}, state: 'draft' };
		const rows = [
			row('planned', bare),
			row('lately', bare),
			row('far', { ...bare, place: [15.5, 102.1] }),
			row('near', { ...bare, place: [14.98, 102.1] }),
			row('due', { place: [16, 102.1] }),
			row('well'),
		];
		const known = new Map<string, visits.VisitedShop>([
			['planned', { last: null, mine: null, plannedFor: TODAY }],
			['lately', done('lately', {})],
			['due', done('due', { nextOn: TODAY, nextTask: 'ถ่ายรูปเพิ่ม' })],
		]);
		const found = suggest(rows, known, asking, [14.97, 102.1]);
		expect(found.map(({ row: { shop } }) => shop)).toEqual(['due', 'near', 'far']);
		expect(found[0]?.task).toBe('ถ่ายรูปเพิ่ม');
		expect(found[1]?.far).toBeCloseTo(1_112, -1);
	});
});

describe('the way of a day', () => {
	it('goes to the nearest next, and leaves those of no known place behind', () => {
		const stops = [
			row('a', { place: [1, 0] }),
			row('b'),
			row('c', { place: [3, 0] }),
			row('d', { place: [1.5, 0] }),
		];
		const names = (from: readonly [number, number] | null) =>
			byWay(stops, ({ place }) => place, from).map(({ shop }) => shop);
		expect(names(null)).toEqual(['a', 'd', 'c', 'b']);
		expect(names([4, 0])).toEqual(['c', 'd', 'a', 'b']);
		expect(byWay([row('x')], () => null, null)).toHaveLength(1);
	});

	it('takes the middle of the district for a maker without coordinates', () => {
		const rows = [
			row('a', { place: [14, 102] }),
			row('b', { place: [15, 103] }),
			row('c', { district: '3002', place: [1, 1] }),
		];
		expect(placeOf(row('x'), rows)).toEqual([14.5, 102.5]);
		expect(placeOf(row('x', { district: '3003' }), rows)).toBeNull();
		expect(placeOf(undefined, rows)).toBeNull();
	});
});
