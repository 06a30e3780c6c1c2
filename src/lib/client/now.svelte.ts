import { liveQuery } from 'dexie';
import { live } from './live.svelte.ts';
import type { Session } from './session.ts';

/** The phone's clock as a rune, ms UTC: read anew every `every` ms while a component shows it. */
export function clock(every = 30_000): { readonly now: number } {
	let now = $state(Date.now());
	$effect(() => {
		const timer = setInterval(() => (now = Date.now()), every);
		return () => clearInterval(timer);
	});
	return {
		get now() {
			return now;
		},
	};
}

/** The clock corrected by what the server last said of it: a promotion begins and ends by this one. */
export function serverClock({ db }: Pick<Session, 'db'>): { readonly now: number } {
	const time = clock();
	const offset = live(() => liveQuery(async () => (await db.self.get('self'))?.clockOffset ?? 0));
	return {
		get now() {
			return time.now + (offset.value ?? 0);
		},
	};
}
