import * as z from 'zod/mini';
import { CHECKS, NO_PLACES, WHYS } from './choices.ts';
import { day, instant, longName, longText, name, whole } from './fields.ts';
import { KEY_PATTERN } from './key.ts';

const key = z.string().check(z.regex(KEY_PATTERN));

/** Each field of a visit by itself: one record from the plan to the report. It lies in its province's visits (`visitsOf`). */
export const visitFields = {
	shop: key,
	/** What the shop was called when this was planned: whoever does not carry it reads its name here. */
	nameTh: longName,
	/** Whose visit it is: a person's id. */
	marketer: key,
	plannedFor: day,
	/** Fractional index among the visits of that day. */
	order: z.string().check(z.regex(/^[0-9A-Za-z]{1,40}$/)),
	/** Why this maker, as it stood when it was planned; `days`: how old, how long due. */
	why: z.array(z.object({ kind: z.enum(WHYS), days: z.nullable(whole) })).check(z.maxLength(10)),
	/** What is to be done there. */
	task: name,
	/** By the phone's clock set right by the server's. Null: taken back. */
	startedAt: z.nullable(instant),
	endedAt: z.nullable(instant),
	/** Where it began: degrees (WGS 84) and metres. */
	place: z.nullable(
		z.object({
			lat: z.number().check(z.gte(-90), z.lte(90)),
			lng: z.number().check(z.gte(-180), z.lte(180)),
			accuracy: z.nullable(z.number().check(z.gte(0))),
		}),
	),
	/** Why no place is known; '': it is known, or was not asked for yet. */
	noPlace: z.union([z.enum(NO_PLACES), z.literal('')]),
	/** What the person has judged. */
	ticked: z.array(z.enum(CHECKS)).check(z.maxLength(20)),
	/** How the shop stood when the visit ended. */
	found: z.array(z.object({ check: z.enum(CHECKS), state: z.enum(['done', 'open']) })).check(z.maxLength(20)),
	notes: longText,
	nextOn: z.nullable(day),
	nextTask: name,
	/** When it was thrown away; null: it was brought back. */
	droppedAt: z.nullable(instant),
} as const;

export type Visit = { [F in keyof typeof visitFields]?: z.infer<(typeof visitFields)[F]> };
export type Why = NonNullable<Visit['why']>[number];
export type Found = NonNullable<Visit['found']>[number];
