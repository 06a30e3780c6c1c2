import { liveQuery, type Observable } from 'dexie';
import { areaOfVisits, visitsFollowed, visitsOf } from '../../domain/access.ts';
import { dayOf } from '../../domain/dates.ts';
import { standingOf, type Visit, type VisitStanding } from '../../domain/visit.ts';
import { shown } from '../../sync/device/held.ts';
import type { Session } from '../session.ts';
import type { MakerRow, RecordRow } from '../store/database.ts';
import { UNDER_WAY } from '../store/device.ts';
import { isHere, toView } from '../view.ts';

type Where = Pick<Session, 'db' | 'account'>;

/** A visit as screens show it. */
export interface SeenVisit {
	readonly space: string;
	readonly key: string;
	readonly fields: Visit;
	readonly standing: VisitStanding;
	readonly isUnsent: boolean;
	/** Whoever holds this phone is to make it, or has made it. */
	readonly isMine: boolean;
}

const toVisit = ({ account }: Where, row: RecordRow): SeenVisit => {
	const { key, fields, unsent } = toView<'visit'>(row);
	const isMine = fields.marketer === account.person;
	return { space: row.space, key, fields, standing: standingOf(fields), isUnsent: unsent.length > 0, isMine };
};

/** The visits of the person's provinces whose place in lists lies between two. */
async function between(where: Where, low: string, high: string): Promise<SeenVisit[]> {
	const { db, account } = where;
	const found = await Promise.all(
		visitsFollowed(account).map((space) =>
			db.records.where('[space+kind+sort]').between([space, 'visit', low], [space, 'visit', high]).toArray(),
		),
	);
	return found.flat().map((row) => toVisit(where, row));
}

/** One's own visits of a day in their order, those thrown away too. */
export async function visitsOn(where: Where, day: string): Promise<SeenVisit[]> {
	const [planned, begun] = await Promise.all([between(where, `${day} `, `${day} \uffff`), underWay(where)]);
	const own = [
		...planned.filter(({ isMine }) => isMine),
		...begun.filter(({ fields }) => fields.plannedFor === day),
	];
	const place = ({ fields: { order = '' }, key }: SeenVisit) => `${order} ${key}`;
	return own.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** One's own that were begun and not ended, whichever day they were planned for. */
export async function underWay(where: Where): Promise<SeenVisit[]> {
	return (await between(where, UNDER_WAY, `${UNDER_WAY}\uffff`)).filter(({ isMine }) => isMine);
}

export const watchDay = (where: Where, day: string): Observable<SeenVisit[]> =>
	liveQuery(() => visitsOn(where, day));

export const watchUnderWay = (where: Where): Observable<SeenVisit[]> => liveQuery(() => underWay(where));

/** One visit by its key, in whichever of the person's provinces; null: there is none. */
export function watchVisit(where: Where, key: string): Observable<SeenVisit | null> {
	const names = visitsFollowed(where.account).map(
		(space) => [space, 'visit', key] as [string, string, string],
	);
	return liveQuery(async () => {
		const row = (await where.db.records.bulkGet(names)).find(isHere);
		return row ? toVisit(where, row) : null;
	});
}

/** What is known of the visits to each shop. */
export interface VisitedShop {
	/** The latest that was made, whoever made it. */
	readonly last: SeenVisit | null;
	/** The latest that was one's own. */
	readonly mine: SeenVisit | null;
	/** When one's own next one is planned, or under way. */
	readonly plannedFor: string | null;
}

/** By shop. It reads every visit of the provinces: behind the first frame. */
export async function visitedShops(where: Where): Promise<Map<string, VisitedShop>> {
	const shops = new Map<string, VisitedShop>();
	for (const visit of await between(where, '', '\uffff')) {
		const { shop = '', plannedFor = '' } = visit.fields;
		const known = shops.get(shop) ?? { last: null, mine: null, plannedFor: null };
		if (visit.standing === 'done') {
			const mine = visit.isMine ? later(known.mine, visit) : known.mine;
			shops.set(shop, { ...known, mine, last: later(known.last, visit) });
		} else if (visit.standing !== 'dropped' && visit.isMine) {
			const first =
				known.plannedFor !== null && known.plannedFor < plannedFor ? known.plannedFor : plannedFor;
			shops.set(shop, { ...known, plannedFor: first });
		}
	}
	return shops;
}

const later = (known: SeenVisit | null, visit: SeenVisit): SeenVisit =>
	known && (known.fields.endedAt ?? 0) > (visit.fields.endedAt ?? 0) ? known : visit;

/** All visits to a shop, the newest first, those that are planned before those that were made. */
export async function visitsTo(where: Where, shop: string): Promise<SeenVisit[]> {
	const all = (await between(where, '', '\uffff')).filter(({ fields }) => fields.shop === shop);
	const when = ({ fields: { endedAt }, standing }: SeenVisit) =>
		standing === 'done' ? (endedAt ?? 0) : Number.MAX_SAFE_INTEGER;
	return all.sort((a, b) => when(b) - when(a));
}

export const watchVisitsTo = (where: Where, shop: string): Observable<SeenVisit[]> =>
	liveQuery(() => visitsTo(where, shop));

/** The makers whom one means to visit on a day or later. */
export async function makersPlanned(where: Where, from: string): Promise<{ shop: string; name: string }[]> {
	const visits = await between(where, `${from} `, '\uffff');
	const own = visits.filter(
		({ isMine, standing, fields }) =>
			isMine && standing === 'planned' && (fields.plannedFor ?? '') >= from && fields.shop,
	);
	const names = new Map(own.map(({ fields: { shop = '', nameTh = '' } }) => [shop, nameTh]));
	return [...names].map(([shop, name]) => ({ shop, name }));
}

/** When one last ended a visit to a shop, ms UTC; null: never. */
export async function lastVisitAt(where: Where, shop: string): Promise<number | null> {
	const own = (await visitsTo(where, shop)).filter(({ isMine, standing }) => isMine && standing === 'done');
	return own[0]?.fields.endedAt ?? null;
}

/** The space that visits to a maker lie in: its province's, where that is one of the person's. */
export function spaceFor({ account }: Where, { district }: Pick<MakerRow, 'district'>): string {
	const area = district.slice(0, 2);
	return visitsOf(account.areas.includes(area) ? area : (account.areas[0] ?? ''));
}

/** The shop of a visit whose picture is at hand: `visit/KEY` in a space of visits. */
export async function shopOfVisit(
	{ db }: Pick<Session, 'db'>,
	space: string,
	key: string,
): Promise<string | null> {
	if (areaOfVisits(space) === null) return null;
	const row = await db.records.get([space, 'visit', key]);
	const { shop } = (row ? shown(row) : {}) as Visit;
	return shop ?? null;
}

/** The phone's clock set right by what the server last said of it, ms UTC. */
export async function serverNow({ db }: Pick<Session, 'db'>): Promise<number> {
	return Date.now() + ((await db.self.get('self'))?.clockOffset ?? 0);
}

export const today = (now: number): string => dayOf(now);
