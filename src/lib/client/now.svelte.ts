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

/**
 * The office's time as a rune, ms UTC: the phone's clock with what the server last measured it to be off by. By it a
 * promotion begins and ends.
 */
export function officeClock({ db }: Session, every = 30_000): { readonly now: number } {
	const phone = clock(every);
	const self = live(() => liveQuery(() => db.self.get('self')));
	return {
		get now() {
			return phone.now + (self.value?.clockOffset ?? 0);
		},
	};
}
