import type { Account } from '../accounts.ts';
import type { FrontPath } from '../signals.ts';

/**
 * Has a first screen kept as it stands, for the next start. `isFirst`, which may read runes: it shows what it shows when the
 * app is opened, with nothing sought or chosen. Call it while a component is set up.
 */
export function frontOf(path: FrontPath, account: Account, isFirst: () => boolean): void {
	$effect(() => {
		if (!isFirst()) return;
		let over = false;
		let stop: (() => void) | undefined;
		// Of no use to this start.
		import('./rest.ts').then(
			({ keepAtRest }) => {
				if (!over) stop = keepAtRest(path, account);
			},
			(error: unknown) => console.error(error),
		);
		return () => {
			over = true;
			stop?.();
		};
	});
}
