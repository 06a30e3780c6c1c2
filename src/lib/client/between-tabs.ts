import type { Lock } from './election.ts';
import { channelOf, type Signal } from './signals.ts';

/** Null where the browser has no locks: an old one, or a page that did not come over a safe connection. */
export function lockOf(database: string): Lock | null {
	const { locks } = navigator as { readonly locks?: LockManager };
	if (!locks) return null;
	return {
		// The standard takes no signal together with `steal`: such a request is granted at once.
		request: (steal, signal, held) => locks.request(database, steal ? { steal } : { signal }, held),
	};
}

export interface Signals {
	say(signal: Signal): void;
	/** Opened and closed with the page's own sleep: an open channel may keep it out of the back/forward cache. */
	open(): void;
	close(): void;
}

export function signalsOf(database: string, hear: (signal: Signal) => void): Signals {
	let channel: BroadcastChannel | null = null;
	return {
		say: (signal) => channel?.postMessage(signal),
		open() {
			if (typeof BroadcastChannel === 'undefined') return;
			channel ??= new BroadcastChannel(channelOf(database));
			channel.onmessage = ({ data }: MessageEvent<Signal>) => hear(data);
		},
		close() {
			channel?.close();
			channel = null;
		},
	};
}
