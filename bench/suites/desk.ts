import { openApp } from '../../src/lib/server/app.ts';
import { coverageFor } from '../../src/lib/server/desk/coverage.ts';
import { ON_PAGE, reviewFor } from '../../src/lib/server/desk/review.ts';
import { bigDatabase } from '../support/big-database.ts';
import { median } from '../support/median.ts';

const SIZE = { shops: 100_000, seed: 7 };
const RUNS = 9;
const STAFF = { person: 'bench', role: 'staff', areas: [], shop: null } as const;

/** What the desk's two heaviest pages take of a whole country: nobody else is answered meanwhile. Milliseconds, the middle of nine. */
export async function takeDesk(): Promise<Record<string, number | null>> {
	const app = await openApp({ DATA_DIR: await bigDatabase(SIZE), LOG_LEVEL: 'error' });
	const take = async (work: () => Promise<unknown>): Promise<number> => {
		const times: number[] = [];
		for (let i = 0; i < RUNS; i++) {
			const began = performance.now();
			await work();
			times.push(performance.now() - began);
		}
		return Math.round(median(times));
	};
	const taken = {
		'desk.overview': await take(() => coverageFor(app, STAFF, 7)),
		'desk.review': await take(() => reviewFor(app, STAFF, null, ON_PAGE)),
	};
	await app.store.close();
	return taken;
}
