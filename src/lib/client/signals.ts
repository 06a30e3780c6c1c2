import type { RoundEnd } from '../sync/engine.ts';
import type { Why } from './runner.ts';

/** What tabs and the worker of one account say to each other. Whoever holds the lock answers. */
export type Signal =
	/** Somebody who does not run has a reason for a round. `seen`: it is before the person's eyes. */
	| { readonly kind: 'wake'; readonly why: Why; readonly seen: boolean }
	/** The holder is awake and sees to it. */
	| { readonly kind: 'heard' }
	/** The holder has nothing to send. */
	| { readonly kind: 'nothing-waits' }
	/** The holder sleeps or closes: what it was asked for is for whoever comes next. */
	| { readonly kind: 'gone' }
	/** A round began (null), or came to this. */
	| { readonly kind: 'round'; readonly end: RoundEnd | null };

/** The lock is named like the account's database, the channel by this. */
export const channelOf = (database: string): string => `${database}.signals`;

/** A holder that says nothing for this long while somebody waits is relieved, milliseconds. */
export const ANSWER_WAIT = 5_000;

/** The tag of the browser's Background Sync, which wakes the worker. */
export const OUTBOX = 'outbox';

/**
 * What a page tells the workers when the person takes up a newer version: the one that waits, and the one that runs. And of
 * any page that is in nobody's charge: the one that runs.
 */
export type Handover = 'take-over' | 'make-way' | 'take-charge';

/**
 * What not every phone keeps of the app. `field`: the marketer's screens, once they were opened. The others stand in for a
 * part of the browser that most have: pictures made small beside the page, codes read by the browser itself.
 */
export type Part = 'field' | 'no-offscreen' | 'no-detector';

/** What a page asks of the worker: to keep these too, now and in newer versions. Answered by true once they are here. */
export interface Keep {
	readonly keep: readonly Part[];
}

/** Where it is noted, beside the app's files, that a part was asked for, and that all of it has come. */
export const PARTS = 'parts-1';
export const askedFor = (part: Part): string => `/parts/${part}`;
export const isHereOf = (part: Part): string => `/parts/${part}/here`;

/**
 * The first screens as they last stood: markup that the worker puts into the page that it opens, so that the list is seen
 * before the app runs.
 */
export const FRONTS = 'fronts-1';
export type FrontPath = '/sell' | '/field';
export const frontAt = (path: string): string => `/fronts${path}`;
/** A header of it: when its words of the day are no longer true, ms UTC. */
export const UNTIL = 'x-until';
/** Another: how many pictures of the phone's own are seen in it. */
export const PICTURES = 'x-pictures';
/** The element it stands in, by its id; `data-pictures` says how many. */
export const FRONT = 'front';
