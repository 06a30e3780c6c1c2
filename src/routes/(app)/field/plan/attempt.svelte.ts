import type { RunningApp } from '$lib/client/start';

/** Acts that store something, one at a time in their order; `failed` when the phone could not store the latest. */
export function attemptIn(app: Pick<RunningApp, 'during'>) {
	let failed = $state(false);
	let before: Promise<unknown> = Promise.resolve();
	return {
		get failed() {
			return failed;
		},
		run(work: () => Promise<unknown>): Promise<void> {
			const turn = before.then(work).then(
				() => void (failed = false),
				(error: unknown) => {
					console.error(error);
					failed = true;
				},
			);
			before = turn;
			return app.during(turn);
		},
	};
}
