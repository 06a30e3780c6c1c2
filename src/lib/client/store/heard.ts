import { DAY } from '../../domain/spans.ts';
import type { Self } from '../../sync/device/held.ts';
import type { Database } from './database.ts';

export type Heard = Pick<Self, 'heardAt' | 'clockOffset'>;

/**
 * What time the server said it was when it last answered, ms UTC; null: it never has. `heardAt` and `clockOffset` are noted
 * together, so that the phone's clock cancels out: it may have been wrong by years, and may be now.
 */
export function timeHeard(self: Heard | undefined): number | null {
	return self === undefined || self.heardAt === null ? null : self.heardAt + self.clockOffset;
}

/**
 * True where something is to be noted of the history that the pictures here are in (`photos/again.ts`): the server has
 * another, or it is a day since.
 */
export async function isToAsk({ self, phone, files }: Database): Promise<boolean> {
	const [own, row] = await Promise.all([self.get('self'), phone.get('phone')]);
	const heard = timeHeard(own);
	if (heard === null) return false;
	const { history } = row ?? {};
	if (!history) return (await files.count()) > 0;
	return history.epoch !== own?.epoch || heard - history.at > DAY;
}

/** Whether the person wants no further spaces for now. */
export const isHeld = async ({ phone }: Database): Promise<boolean> =>
	(await phone.get('phone'))?.carry?.stopped === true;
