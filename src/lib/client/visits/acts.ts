import type { Check, NoPlace } from '../../domain/choices.ts';
import type { Checked } from '../../domain/programme.ts';
import { foundOf } from '../../domain/programme.ts';
import type { Visit, Why } from '../../domain/visit.ts';

import type { Fields } from '../../sync/value.ts';
import { between, spread } from '../photos/order.ts';
import { makeKey, type Session } from '../session.ts';
import type { MakerRow } from '../store/database.ts';
import { serverNow, spaceFor, visitsOn, type SeenVisit } from './visits.ts';

/** What a person does with a visit. Each is one change of one record, and each has a way back. */
type Named = Pick<SeenVisit, 'space' | 'key'>;

export const setVisit = (session: Pick<Session, 'edit'>, { space, key }: Named, set: Visit): Promise<void> =>
	session.edit({ space, kind: 'visit', key, set: set as Fields });

export interface Plan {
	readonly row: Pick<MakerRow, 'shop' | 'name' | 'district'>;
	/** `YYYY-MM-DD` */
	readonly day: string;
	readonly why: readonly Why[];
	readonly task: string;
}

/** Puts a maker at the end of a day, once. Answers the visit's name. */
export async function planVisit(session: Session, { row, day, why, task }: Plan): Promise<Named> {
	const before = await visitsOn(session, day);
	const known = before.find(({ fields, standing }) => fields.shop === row.shop && standing === 'planned');
	if (known) return known;
	const order = between(before.at(-1)?.fields.order ?? null, null) ?? 'V';
	const visit = { space: spaceFor(session, row), key: makeKey() };
	await setVisit(session, visit, {
		...{ shop: row.shop, nameTh: row.name, marketer: session.account.person },
		...{ plannedFor: day, order, why: [...why], ...(task !== '' && { task }) },
	});
	return visit;
}

/** Puts a visit at `to` among those of its day. */
export async function moveVisit(
	session: Session,
	visits: readonly SeenVisit[],
	key: string,
	to: number,
): Promise<void> {
	const moved = visits.find((visit) => visit.key === key);
	const others = visits.filter((visit) => visit.key !== key);
	if (!moved) return;
	const order = between(others[to - 1]?.fields.order ?? null, others[to]?.fields.order ?? null);
	if (order !== null) return setVisit(session, moved, { order });
	await orderVisits(session, [...others.slice(0, to), moved, ...others.slice(to)]);
}

/** Gives the visits of a day this order. */
export async function orderVisits(session: Session, visits: readonly SeenVisit[]): Promise<void> {
	const places = spread(visits.length);
	await session.edit(
		...visits.map(({ space, key }, i) => ({ space, kind: 'visit', key, set: { order: places[i] ?? 'V' } })),
	);
}

export async function startVisit(session: Session, visit: Named): Promise<void> {
	await setVisit(session, visit, { startedAt: await serverNow(session), endedAt: null, droppedAt: null });
}

/** As if it had not begun: what was written stays. */
export const unstartVisit = (session: Session, visit: Named): Promise<void> =>
	setVisit(session, visit, { startedAt: null, endedAt: null, place: null, noPlace: '' });

/** Notes what a person has judged, or takes it back. */
export async function tickVisit(session: Session, visit: Named, check: Check, on: boolean): Promise<void> {
	await session.edit({
		...{ space: visit.space, kind: 'visit', key: visit.key },
		set(stored) {
			const { ticked = [] } = stored as Visit;
			const others = ticked.filter((other) => other !== check);
			return { ticked: on ? [...others, check] : others };
		},
	});
}

/** Ends a visit; how the shop stood is written down with it. */
export async function endVisit(session: Session, visit: Named, checked: readonly Checked[]): Promise<void> {
	await setVisit(session, visit, { endedAt: await serverNow(session), found: foundOf(checked) });
}

/** Goes on with one that was ended. */
export const reopenVisit = (session: Session, visit: Named): Promise<void> =>
	setVisit(session, visit, { endedAt: null });

/** Puts back how a visit stood, to the minute: `before` is what it was. What was written meanwhile stays. */
export function restoreVisit(session: Session, visit: Named, before: Visit): Promise<void> {
	const { startedAt = null, endedAt = null, place = null, noPlace = '', droppedAt = null } = before;
	return setVisit(session, visit, { startedAt, endedAt, place, noPlace, droppedAt });
}

export async function dropVisit(session: Session, visit: Named): Promise<void> {
	await setVisit(session, visit, { droppedAt: await serverNow(session) });
}

export const bringBack = (session: Session, visit: Named): Promise<void> =>
	setVisit(session, visit, { droppedAt: null });

/** How long a place is waited for, milliseconds: the first fix of a cold phone takes half a minute outdoors. */
const PATIENCE = 45_000;

/** By the codes of the Geolocation API: it may not, it cannot, not in time. */
const NO_PLACE: readonly NoPlace[] = ['refused', 'unknown', 'too-slow'];

/** Where the phone is, or why nobody knows after `patience`, milliseconds. */
export function locate(
	geolocation: Geolocation | undefined,
	patience = PATIENCE,
): Promise<Pick<Visit, 'place' | 'noPlace'>> {
	return new Promise((resolve) => {
		const none = (why: NoPlace) => resolve({ place: null, noPlace: why });
		if (!geolocation) return none('unknown');
		geolocation.getCurrentPosition(
			({ coords: { latitude: lat, longitude: lng, accuracy } }) =>
				resolve({ place: { lat, lng, accuracy: Math.round(accuracy) }, noPlace: '' }),
			({ code }) => none(NO_PLACE[code - 1] ?? 'unknown'),
			{ enableHighAccuracy: true, timeout: patience, maximumAge: 30_000 },
		);
	});
}
