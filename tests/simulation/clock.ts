interface Alarm {
	readonly at: number;
	readonly run: () => void;
}

/** Virtual time: nothing waits in it, and the same alarms ring in the same order every time. */
export class Clock {
	/** Milliseconds UTC. */
	now = 1_700_000_000_000;
	#alarms: Alarm[] = [];

	at(time: number, run: () => void): void {
		const alarm = { at: Math.max(time, this.now), run };
		let low = 0;
		let high = this.#alarms.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#alarms[middle] as Alarm).at > alarm.at) low = middle + 1;
			else high = middle;
		}
		// Kept latest first: the next to ring is the last; of one time, the one set first.
		this.#alarms.splice(low, 0, alarm);
	}

	wait(ms: number): Promise<void> {
		return new Promise((resolve) => this.at(this.now + ms, resolve));
	}

	/** Rings until nobody waits any more. Between two alarms everything that can go on has gone on. */
	async run(): Promise<void> {
		await idle();
		for (let next = this.#alarms.pop(); next; next = this.#alarms.pop()) {
			this.now = next.at;
			next.run();
			await idle();
		}
	}
}

/** All that is promised by now has happened. */
const idle = () => new Promise<void>((resolve) => setImmediate(resolve));
