import { catalogueOf } from '../../src/lib/domain/access.ts';
import type { Session } from '../../src/lib/client/session.ts';
import { newFollowed } from '../../src/lib/sync/device/edit.ts';
import { join } from './join.ts';
import { LOADS, type LoadName } from './load.ts';
import { AREA, phoneOf, shopKey, type Phone } from './phone.ts';

/** An empty phone of a marketer whose province holds all shops of a load. */
export async function openMarketer(dataDir: string, port: number, load: LoadName): Promise<Phone> {
	const phone = await phoneOf(await join(dataDir, { role: 'marketer', areas: [AREA], shop: null }), port);
	const spaces = Array.from({ length: LOADS[load].shops }, (_, i) => catalogueOf(shopKey(i)));
	await follow(phone.session, [AREA], spaces);
	return phone;
}

/**
 * Makes a phone follow everything in its scopes. The one place that says how: here every space is named to it, one by
 * one, and `scopes` (codes of areas) is what a phone that asks for whole areas would need instead.
 */
async function follow({ db }: Session, _scopes: readonly string[], spaces: readonly string[]): Promise<void> {
	await db.followed.bulkPut(spaces.map(newFollowed));
}
