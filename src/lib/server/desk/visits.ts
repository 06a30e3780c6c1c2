import { areaOfVisits, type Principal } from '../../domain/access.ts';
import type { Visit } from '../../domain/visit.ts';
import { standingOf } from '../../domain/visit.ts';
import type { Rec } from '../../sync/record.ts';
import { can } from '../access.ts';
import type { Tx } from '../store/port.ts';
import { peopleById } from '../store/queries/history.ts';
import { findRecord } from '../store/queries/records.ts';
import { findSpace } from '../store/queries/spaces.ts';
import { everyAliasOf } from '../store/queries/merged.ts';
import { photosNaming, putVisit, visitsOfShops } from '../store/queries/visits.ts';

/** Keeps what the desk counts of a visit in step with its record, in the transaction that wrote it. */
export async function keepVisit(
	tx: Tx,
	{ space, key, fields, stamps, at, removed }: Rec,
	now: number,
): Promise<void> {
	const area = areaOfVisits(space);
	if (area === null) return;
	const visit: Visit = fields;
	await putVisit(tx, {
		...{ space, key, area, shop: visit.shop ?? '', marketer: visit.marketer ?? '' },
		// It may be brought back: when its report came is known to this row alone.
		standing: removed ? 'removed' : standingOf(visit),
		made_at: visit.endedAt ?? null,
		came_at: stamps['endedAt']?.number === at ? now : null,
	});
}

/** Visits that a page shows. */
const MOST = 20;

/** The visits to a shop, and to those for which it stands, as the office reads them, those that wait first. */
export async function visitsFor(tx: Tx, who: Principal, shop: string) {
	const told = [];
	const shops = [shop, ...(await everyAliasOf(tx, shop))];
	for (const { space, key, cameAt } of await visitsOfShops(tx, shops, MOST)) {
		const facts = await findSpace(tx, space);
		const record = facts && can(who, 'read', facts) ? await findRecord(tx, space, 'visit', key) : null;
		if (!record) continue;
		const {
			marketer = '',
			plannedFor = '',
			startedAt,
			endedAt,
			place,
			found,
			notes,
			nextOn,
			nextTask,
			task,
		}: Visit = record.fields;
		told.push({
			...{ key, marketer, plannedFor, cameAt, standing: standingOf(record.fields) },
			...{ startedAt: startedAt ?? null, endedAt: endedAt ?? null, place: place ?? null },
			...{ task: task ?? '', notes: notes ?? '', nextOn: nextOn ?? null, nextTask: nextTask ?? '' },
			open: (found ?? []).filter(({ state }) => state === 'open').map(({ check }) => check),
			photos: await photosOf(tx, who, space, key),
		});
	}
	const people = await peopleById(tx, [...new Set(told.map(({ marketer }) => marketer))]);
	return told.map((visit) => ({ ...visit, by: people.get(visit.marketer)?.name ?? '' }));
}

/** Small pictures. A page's <img> is answered to staff alone (`photos/who-asks.ts`). */
async function photosOf(tx: Tx, who: Principal, space: string, visit: string): Promise<string[]> {
	if (!can(who, 'see-office', null)) return [];
	const thumbs = [];
	for (const key of await photosNaming(tx, space, 'visit', visit)) {
		const thumb = (await findRecord(tx, space, 'photo', key))?.fields['thumb'];
		if (typeof thumb === 'string') thumbs.push(thumb);
	}
	return thumbs;
}
