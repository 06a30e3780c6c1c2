import { giveShop } from '../../sync/device/handover.ts';
import { withClock } from '../../sync/handover/parcel.ts';
import type { Session } from '../session.ts';
import { deviceStore } from '../store/device.ts';
import { packParcel } from './packing.ts';
import { officeTime, type Signed } from './signing.ts';

export interface About {
	/** What the shop is called, and the province it lies in. */
	readonly name: string;
	readonly area: string;
}

/**
 * The shop that is open, for another phone, as bytes. All that is unsent in it is committed as sent before they exist: from
 * here on it may arrive by the other phone.
 */
export async function parcelOf(session: Session, signed: Signed, { name, area }: About): Promise<Uint8Array> {
	const { db, space, account } = session;
	await session.settled();
	const now = Date.now();
	const { replica, self } = await deviceStore(db).transact(async (tx) => ({
		replica: await giveShop(tx, space, account.person, now),
		self: await tx.self(),
	}));
	const { shop, name: owner, text: invitation } = signed;
	const about = { shop, name, area, owner, giver: account.name, invitation };
	return packParcel(withClock({ ...about, at: officeTime(self, now), replica }, self.clockOffset));
}

export { framesOf as seriesOf } from '../../sync/handover/frames.ts';
