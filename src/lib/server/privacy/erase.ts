import type { Buyer } from '../../domain/order.ts';
import { ERASED, personalFields } from '../../domain/policy.ts';
import { PENDING, QUESTION, questionKey, type Rec, type Stamp } from '../../sync/record.ts';
import type { Fields } from '../../sync/value.ts';
import { note, type Access } from '../access-log.ts';
import type { App } from '../app.ts';
import type { Store, Tx } from '../store/port.ts';
import {
	dropBuyer,
	dropFormer,
	dropSuperseded,
	formerValues,
	keptOrders,
	orderQuestions,
	type KeptOrder,
	type OrderName,
} from '../store/queries/buyers.ts';
import { lockRecords } from '../store/queries/records.ts';
import { findSpace } from '../store/queries/spaces.ts';
import { writeRecords } from '../write.ts';

const ORDER = 'order';
/** In the stamps of what the office did by itself. */
const OFFICE = 'office';
const FIELDS = personalFields(ORDER);
/** Orders looked through, or emptied, in one transaction: requests are answered in between. */
const AT_ONCE = 200;

/**
 * Removes what tells who bought from orders of one space, and from all that the database keeps beside them: what the fields
 * held before, and what people would have had in them. An ordinary change of the office's own, so that phones hear of it;
 * lines and totals stay. Removed orders are emptied too.
 */
export async function eraseOrders(
	tx: Tx,
	spaceId: string,
	keys: readonly string[],
	now: number,
): Promise<number> {
	const space = await findSpace(tx, spaceId);
	if (!space) return 0;
	const questions = keys.flatMap((key) =>
		FIELDS.map((field) => [QUESTION, questionKey(ORDER, key, field)] as const),
	);
	const orders = await lockRecords(
		tx,
		spaceId,
		keys.map((key) => [ORDER, key] as const),
	);
	const asked = await lockRecords(tx, spaceId, questions);
	for (const [kind, key] of questions)
		await dropSuperseded(tx, spaceId, kind, key, ['candidates', 'standing']);
	for (const key of keys) {
		await dropSuperseded(tx, spaceId, ORDER, key, FIELDS);
		await dropBuyer(tx, [spaceId, key]);
	}
	await writeRecords(
		tx,
		space,
		{ writes: [...orders.map((order) => emptied(order, now)), ...asked.map(closed)], superseded: [] },
		now,
	);
	return orders.length;
}

const stamp: Stamp = { number: PENDING, author: OFFICE, device: 'server.office', n: 0 };

function emptied(order: Rec, now: number): Rec {
	const gone = FIELDS.filter((field) => field in order.fields);
	const empty = gone.map((field) => [field, field === 'notes' ? '' : null]);
	const set: Fields = { ...(Object.fromEntries(empty) as Fields), [ERASED]: now };
	const stamps = Object.fromEntries(Object.keys(set).map((field) => [field, stamp]));
	const erased = { ...order, fields: { ...order.fields, ...set }, stamps: { ...order.stamps, ...stamps } };
	// Told once more, by its name: a phone may keep refused work on it.
	return order.removed ? { ...erased, removed: stamp, born: PENDING } : erased;
}

const closed = (question: Rec): Rec => ({
	...question,
	fields: { ...question.fields, candidates: {}, standing: { author: '', value: null } },
	removed: question.removed ?? stamp,
});

/** What there is of a buyer, in numbers. */
export interface BuyerCount {
	readonly orders: number;
	readonly shops: number;
}

const phoneOf = (value: unknown): string => (value as Partial<Buyer> | null)?.phone ?? '';

/** Those whose buyer, or whoever somebody would have had for one, has this phone. `isHit` says of an order whether it counts. */
async function ordersOf(
	store: Store,
	isHit: (phone: string, order: KeptOrder) => boolean,
): Promise<OrderName[]> {
	const found: OrderName[] = [];
	const questions = new Map<string, Rec>();
	for (const question of await store.read(orderQuestions)) {
		questions.set(`${question.space} ${question.key}`, question);
	}
	for (let after: OrderName | null = null; ;) {
		const from: OrderName | null = after;
		const page: KeptOrder[] = await store.read((tx) => keptOrders(tx, from, AT_ONCE));
		for (const kept of page) {
			const { space, key, fields } = kept.order;
			const question = questions.get(`${space} ${questionKey(ORDER, key, 'buyer')}`);
			const candidates = Object.values(
				(question?.fields['candidates'] ?? {}) as Record<string, { value: unknown }>,
			);
			const phones = [fields['buyer'], ...candidates.map(({ value }) => value)].map(phoneOf);
			if (phones.some((phone) => phone !== '' && isHit(phone, kept))) found.push([space, key]);
		}
		const last = page.at(-1)?.order;
		if (!last || page.length < AT_ONCE) return found;
		after = [last.space, last.key];
	}
}

/** The orders of a buyer, by the phone in national digits. */
export const ordersOfBuyer = (store: Store, phone: string): Promise<OrderName[]> =>
	ordersOf(store, (other) => other === phone);

export const countOf = (orders: readonly OrderName[]): BuyerCount => {
	return { orders: orders.length, shops: new Set(orders.map(([space]) => space)).size };
};

/** Empties orders, a few in each transaction, and leaves nothing of them on the disk. */
export async function eraseAll(store: Store, orders: readonly OrderName[], now: number): Promise<void> {
	const spaces = Map.groupBy(orders, ([space]) => space);
	for (const [space, named] of spaces) {
		for (let i = 0; i < named.length; i += AT_ONCE) {
			const keys = named.slice(i, i + AT_ONCE).map(([, key]) => key);
			await store.write((tx) => eraseOrders(tx, space, keys, now));
		}
	}
}

/** Numbers that were corrected since stand in history alone: those values go, and the order stays as it was corrected. */
async function dropCorrected(store: Store, isHit: (phone: string) => boolean): Promise<void> {
	const rows = await store.read((tx) => formerValues(tx, 'buyer'));
	const hits = rows.filter(({ value }) => isHit(phoneOf(JSON.parse(value))));
	if (hits.length === 0) return;
	await store.write(async (tx) => {
		for (const row of hits) await dropFormer(tx, row);
	});
}

/**
 * Removes all that is kept of a buyer, at their wish: said beside the database first, so that it holds after a restore too.
 * Answers how much there was.
 */
export async function eraseBuyer(
	app: Pick<App, 'store' | 'journal' | 'now'>,
	phone: string,
	by: Pick<Access, 'person' | 'enrolment'>,
): Promise<BuyerCount> {
	const { store, journal } = app;
	const now = app.now();
	journal.erasures.add(phone, now);
	const orders = await ordersOfBuyer(store, phone);
	await eraseAll(store, orders, now);
	await dropCorrected(store, (other) => other === phone);
	await store.write((tx) => note(tx, { ...by, act: 'erase', thing: 'buyer', outcome: 'done' }, now));
	await store.tidy();
	return countOf(orders);
}

/** Removes again, in a database that was put back, what had been removed at somebody's wish since. */
export async function replayErasures(app: Pick<App, 'store' | 'journal' | 'now'>): Promise<void> {
	const { store, journal } = app;
	const { erasures } = journal;
	if (erasures.isEmpty()) return;
	const isHit = (phone: string, { changedAt }: Pick<KeptOrder, 'changedAt'>) => {
		const at = erasures.of(phone);
		return at !== null && changedAt <= at;
	};
	await eraseAll(store, await ordersOf(store, isHit), app.now());
	await dropCorrected(store, (phone) => phone !== '' && erasures.of(phone) !== null);
	await store.tidy();
}
