import { seeded, type Random } from '../support/random.ts';

/** What people do. One that cannot be done where it falls (no question is open, say) becomes a plain edit. */
export const EDITS = [
	'create',
	'story',
	'photo',
	'shop',
	'plain',
	'guarded',
	'publish',
	'move',
	'count',
	'undo',
	'remove',
	'revive',
	'answer',
	'retry',
	'let-go',
	'bad',
	'newer',
	'several',
	'rescue',
	'visit',
] as const;
export type EditKind = (typeof EDITS)[number];

/** What goes wrong with one request and its answer. */
export const LINE_FAULTS = [
	'lost-before',
	'lost-after',
	'twice',
	'late-request',
	'cut-request',
	'cut-answer',
	'late-answer',
	'overtaken',
	'portal',
	'portal-as-answer',
	'stale-answer',
	'server-error',
	'unauthorised',
	'too-old',
	'server-killed',
] as const;
/** What goes wrong in a phone while it stores. */
export const STORE_FAULTS = ['killed', 'aborted', 'quota'] as const;
/** What goes wrong by itself. */
export const LONE_FAULTS = [
	'clock-wrong',
	'clock-jump',
	'evicted',
	'two-runners',
	'shop-taken',
	'shop-given-back',
	'new-epoch',
	'restored',
	'restored-unnoticed',
	'scopes-changed',
	'vector-lost',
	'bit-rot',
] as const;
export const FAULTS = [...LINE_FAULTS, ...STORE_FAULTS, ...LONE_FAULTS] as const;
export type LineFault = (typeof LINE_FAULTS)[number];
export type StoreFault = (typeof STORE_FAULTS)[number];
export type LoneFault = (typeof LONE_FAULTS)[number];
export type Fault = (typeof FAULTS)[number];

export type Act =
	| { readonly kind: 'edit'; readonly what: EditKind; readonly fault: StoreFault | null }
	| { readonly kind: 'sync'; readonly fault: LineFault | StoreFault | null }
	| { readonly kind: 'fault'; readonly fault: LoneFault };

/** One thing that happens: `at` in milliseconds from the beginning; `salt` decides every chance within it. */
export interface Step {
	readonly at: number;
	readonly phone: number;
	readonly act: Act;
	readonly salt: number;
}

/** A whole life, decided beforehand: leaving out a step leaves every other as it was. */
export interface Plan {
	readonly seed: number;
	readonly phones: number;
	readonly shops: number;
	/** Marketers carry areas and shops by a vector; else each shop by its name. */
	readonly vectors: boolean;
	/** Bytes on the line of a page of an answer. */
	readonly page: number;
	readonly steps: readonly Step[];
}

const DAY = 86_400_000;
const WEIGHTS: Readonly<Partial<Record<EditKind, number>>> = {
	create: 5,
	plain: 8,
	guarded: 8,
	move: 5,
	answer: 4,
};
const WEIGHTED = EDITS.flatMap((what) => Array.from({ length: WEIGHTS[what] ?? 2 }, () => what));
/** How likely a life is to see what happens to a server once in a decade. */
const RARE: Readonly<Partial<Record<LoneFault, number>>> = {
	'new-epoch': 0.15,
	restored: 0.4,
	'restored-unnoticed': 0.2,
};
const MANY_TIMES: Readonly<Partial<Record<LoneFault, number>>> = {
	'two-runners': 12,
	'scopes-changed': 14,
	'vector-lost': 6,
};
const BUSY = 6;
const BURSTS = 10;

/** The plan of a seed: 10 to 14 phones (in some seeds up to 50), 300 edits or more, and every kind of fault is likely. */
export function planOf(seed: number): Plan {
	const random = seeded(seed);
	const phones = random.chance(0.04) ? 20 + random.below(31) : 10 + random.below(5);
	const shops = 3 + random.below(phones > 14 ? 6 : 3);
	const edits = 300 + random.below(60) + (phones > 14 ? phones * 5 : 0);
	const length = (2 + random.below(20)) * DAY;
	// Some lives are quiet and some are hell.
	const trouble = 0.1 + random.next() * 0.6;
	const steps: Step[] = [];
	const put = (phone: number, act: Act, at = random.below(length)) => {
		steps.push({ at, phone, act, salt: random.below(2 ** 31) });
	};
	for (let i = 0; i < edits; i++) {
		// Most edits gather on few phones: people at odds over the same goods.
		const phone = random.chance(0.6) ? random.below(BUSY) : random.below(phones);
		const fault = random.chance(trouble * 0.06) ? random.pick(STORE_FAULTS) : null;
		put(phone, { kind: 'edit', what: random.pick(WEIGHTED), fault });
	}
	const syncs = Math.round(edits * (0.6 + random.next() * 0.6));
	for (let i = 0; i < syncs; i++) {
		const fault = random.chance(trouble) ? faultOf(random) : null;
		const phone = random.chance(0.5) ? random.below(BUSY) : random.below(phones);
		const at = random.below(length);
		put(phone, { kind: 'sync', fault }, at);
		// People who are back on the line soon, while the last request still hangs in it.
		if (random.chance(0.2)) put(phone, { kind: 'sync', fault: null }, at + random.below(20_000));
		if (random.chance(0.2)) {
			put(phone, { kind: 'edit', what: random.pick(WEIGHTED), fault: null }, at + random.below(4_000));
		}
	}
	for (let i = 0; i < BURSTS; i++) {
		// Second thoughts while a request is under way.
		const phone = random.below(BUSY);
		const at = random.below(length);
		for (const what of ['create', 'move', 'remove', 'revive', 'undo', 'remove', 'revive', 'plain'] as const) {
			if (random.chance(0.7)) put(phone, { kind: 'edit', what, fault: null }, at + random.below(6_000));
		}
		put(
			phone,
			{ kind: 'sync', fault: random.chance(trouble) ? faultOf(random) : null },
			at + random.below(4_000),
		);
	}
	for (const fault of LONE_FAULTS) {
		const rare = RARE[fault];
		const often = 1 + random.below(MANY_TIMES[fault] ?? 4);
		const times = rare === undefined ? often : Number(random.chance(rare));
		for (let i = 0; i < times; i++) put(random.below(phones), { kind: 'fault', fault });
	}
	const vectors = random.chance(0.7);
	const page = random.chance(0.75) ? 10 + random.below(150) : 65_536;
	return { seed, phones, shops, vectors, page, steps: steps.sort((a, b) => a.at - b.at) };
}

const faultOf = (random: Random) => random.pick(random.chance(0.3) ? STORE_FAULTS : LINE_FAULTS);
