import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../domain/access.ts';

/**
 * How often one phone, one person and one province may do a thing. Never by an address alone: a village shares one, and a
 * school's hall joins through it at once. What nobody is known for costs little (a secret of 128 bits is looked up), and a
 * code has its own five tries (`invitations.ts`). Kept in memory: one process answers (docs/serving.md), and a restart
 * forgives.
 */
interface Limit {
	/** Seconds after which it begins anew. */
	readonly every: number;
	/** How many in that time; null: as many as come. */
	readonly device: number | null;
	readonly account: number | null;
	readonly area: number | null;
}

const MINUTE = 60;
const HOUR = 3_600;

/** Each is some ten times what the busiest phone, person or province was seen or is expected to do. */
const LIMITS = {
	/** A phone syncs after each thing it stores, at most some five a second. */
	sync: { every: MINUTE, device: 1_200, account: 2_400, area: 12_000 },
	/** A piece of a photo: 2,400 files of a large shop on a fast line in some minutes. */
	upload: { every: MINUTE, device: 1_800, account: 3_600, area: 36_000 },
	history: { every: MINUTE, device: 300, account: 600, area: 6_000 },
	/** A marketer at a fair invites a hall; a province has some 1,200 makers. */
	invite: { every: HOUR, device: 300, account: 300, area: 3_000 },
	/** Invitations used up: an area where a thousand join at once is having its day. */
	join: { every: MINUTE, device: null, account: null, area: 3_000 },
	/** A list of phones, and who has joined: whoever waits for somebody asks some fifteen times a minute. */
	look: { every: MINUTE, device: 180, account: 360, area: 18_000 },
	/** A list of makers looked for: each line is compared with all makers of a province. Whoever types names one by one asks ten times a minute. */
	find: { every: MINUTE, device: 30, account: 30, area: 300 },
	/** What is changed at the desk. */
	desk: { every: MINUTE, device: 240, account: 240, area: 2_400 },
} as const satisfies Record<string, Limit>;

export type Limited = keyof typeof LIMITS;

/** Whom it counts for. */
export interface Doer {
	/** An enrolment. */
	readonly device?: string;
	readonly account?: string;
	/** A province; the first of several. */
	readonly area?: string | undefined;
}

export interface Limits {
	/** Counts one; how many seconds to wait where it is one too many, else null. */
	take(what: Limited, doer: Doer): Promise<number | null>;
}

export const doerOf = (enrolment: string, { person, areas }: Principal): Doer => {
	return { device: enrolment, account: person, area: areas[0] };
};

export function memoryLimits(): Limits {
	const kept = new Map<string, RateLimiterMemory>();
	const counter = (what: Limited, whose: keyof Doer): RateLimiterMemory | null => {
		const limit: Limit = LIMITS[what];
		const points = limit[whose];
		if (points === null) return null;
		const name = `${what} ${whose}`;
		const made = kept.get(name) ?? new RateLimiterMemory({ points, duration: limit.every });
		kept.set(name, made);
		return made;
	};
	return {
		async take(what, doer) {
			for (const whose of ['device', 'account', 'area'] as const) {
				const key = doer[whose];
				const counted = key === undefined ? null : counter(what, whose);
				if (!counted || key === undefined) continue;
				const wait = await counted.consume(key).then(
					() => null,
					(told: unknown) => {
						if (told instanceof RateLimiterRes) return Math.ceil(told.msBeforeNext / 1_000);
						throw told;
					},
				);
				if (wait !== null) return wait;
			}
			return null;
		},
	};
}

/** The answer to one too many. Without words: apps take it for a trouble that passes, and ask again by themselves. */
export function tooMany(seconds: number, headers: Readonly<Record<string, string>> = {}): Response {
	return new Response(null, { status: 429, headers: { 'retry-after': String(seconds), ...headers } });
}
