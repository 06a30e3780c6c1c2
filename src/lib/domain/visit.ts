import type { Visit } from './visit-fields.ts';

export type { Found, Visit, Why } from './visit-fields.ts';

export type VisitStanding = 'planned' | 'under-way' | 'done' | 'dropped';

/** How a visit stands. One thrown away stays on record, and is none. */
export function standingOf({ startedAt, endedAt, droppedAt }: Visit): VisitStanding {
	if (typeof droppedAt === 'number') return 'dropped';
	if (typeof endedAt === 'number') return 'done';
	return typeof startedAt === 'number' ? 'under-way' : 'planned';
}
