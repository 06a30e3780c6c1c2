/** Acts that a phone may be too full for. `failed` until the next: everything has stayed as it was. */
export interface Attempts {
	readonly failed: boolean;
	run(work: () => Promise<unknown>): Promise<void>;
}

export function attempts(): Attempts {
	let failed = $state(false);
	return {
		get failed() {
			return failed;
		},
		async run(work) {
			failed = false;
			try {
				await work();
			} catch (error) {
				console.error(error);
				failed = true;
			}
		},
	};
}
