import type { Buyer } from '../../domain/order.ts';
import { ERASED, personalFields } from '../../domain/policy.ts';
import type { Change } from '../../sync/change.ts';
import type { Forgotten } from '../../sync/merge.ts';
import type { Fields } from '../../sync/value.ts';
import type { Erasures } from './erasures.ts';

/**
 * What of a change is not taken since its buyer was removed for good: all that is personal, where the order was, and where its
 * buyer's wish came after the change was made (`at`, ms UTC by the server's clock). Whoever orders again afterwards is a buyer
 * like any other. `isSeen`: a phone only saw it in a lost history, and nobody knows when it was made.
 */
export function forgets(
	erasures: Pick<Erasures, 'of'>,
	{ kind, set }: Change,
	before: Fields,
	{ at, isSeen, now }: { readonly at: number; readonly isSeen: boolean; readonly now: number },
): Forgotten | null {
	const personal = personalFields(kind);
	if (personal.length === 0) return null;
	const fields = new Set(personal);
	if (before[ERASED]) return { fields, mark: {} };
	const { phone = '' } = (set['buyer'] ?? {}) as Partial<Buyer>;
	const erasedAt = phone === '' ? null : erasures.of(phone);
	if (erasedAt === null || (!isSeen && at > erasedAt)) return null;
	return { fields, mark: { [ERASED]: now } };
}
