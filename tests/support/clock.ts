/** A clock that only the test moves, with the timers that hang on it. */
export function makeClock() {
	let now = 0;
	const timers = new Map<number, { at: number; run: () => void }>();
	let ids = 0;
	return {
		now: () => now,
		waits: () => [...timers.values()].map(({ at }) => at - now),
		setTimer(run: () => void, ms: number) {
			timers.set(++ids, { at: now + ms, run });
			return ids;
		},
		clearTimer: (id: unknown) => void timers.delete(id as number),
		/** Lets what is due within `ms` happen, each at its time. */
		async pass(ms: number) {
			const end = now + ms;
			for (;;) {
				for (let i = 0; i < 20; i++) await Promise.resolve();
				const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
				if (!due) break;
				timers.delete(due[0]);
				now = due[1].at;
				due[1].run();
			}
			now = end;
		},
	};
}
