import { isOrders } from '../../domain/access.ts';
import { closedAt } from '../../domain/order-rules.ts';
import { personalFields } from '../../domain/policy.ts';
import type { Rec } from '../../sync/record.ts';
import type { Tx } from '../store/port.ts';
import { dropBuyer, keepBuyer } from '../store/queries/buyers.ts';

const ORDER = 'order';

/** True where an order tells something of who bought. */
export const tellsWho = ({ fields }: Rec): boolean =>
	personalFields(ORDER).some((field) => (fields[field] ?? '') !== '');

/**
 * Notes which of the orders just written tell who bought, and when that is to be removed, in the transaction that wrote them.
 * `now`, ms UTC, is the server's: no phone's clock decides how long somebody's data stays, but for the day of delivery.
 */
export async function keepBuyers(tx: Tx, space: string, records: readonly Rec[], now: number): Promise<void> {
	if (!isOrders(space)) return;
	for (const order of records) {
		if (order.kind !== ORDER) continue;
		const { key, fields, removed } = order;
		if (!tellsWho(order)) await dropBuyer(tx, [space, key]);
		else {
			const closed = removed ? now : closedAt(fields, now);
			await keepBuyer(tx, { space, key, changed_at: now, closed_at: closed });
		}
	}
}
