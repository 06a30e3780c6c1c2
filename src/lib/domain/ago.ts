import { dayOf, HOUR, MINUTE, DAY } from './dates.ts';

/** How long ago something was, as a person says it; `at` is the instant itself, for the words that need a time. */
export type Ago =
	| { kind: 'now'; at: number }
	| { kind: 'minutes'; count: number; at: number }
	/** Earlier today, but more than an hour ago. */
	| { kind: 'today'; at: number }
	| { kind: 'yesterday'; at: number }
	| { kind: 'day'; at: number };

/**
 * Today and yesterday are days in Bangkok, not spans of 24 hours. Both in ms UTC by the same clock.
 * What lies ahead (a clock was set back) is told by its date: "in 5 minutes" would be a riddle.
 */
export function ago(at: number, now: number): Ago {
	const passed = now - at;
	if (passed < -MINUTE) return { kind: 'day', at };
	if (passed < MINUTE) return { kind: 'now', at };
	if (passed < HOUR) return { kind: 'minutes', count: Math.floor(passed / MINUTE), at };
	if (dayOf(at) === dayOf(now)) return { kind: 'today', at };
	if (dayOf(at) === dayOf(now - DAY)) return { kind: 'yesterday', at };
	return { kind: 'day', at };
}
