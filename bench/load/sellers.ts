import Database from 'better-sqlite3';
import { join } from 'node:path';
import { SCHEMA } from '../../src/lib/sync/change.ts';
import { CONTENT_TYPE, decodeHead, decodeSection, encodeRequest } from '../../src/lib/sync/protocol.ts';
import { echoOf } from '../../src/lib/sync/wire/echo.ts';
import { VERSION } from '../../src/lib/sync/wire/request.ts';
import type { Fields } from '../../src/lib/sync/value.ts';
import { secretOf } from '../support/big-database.ts';
import type { Lines } from './line.ts';

/** What a seller's phone that has synced before holds of itself, its shop and one of its products. */
export interface Seller {
	readonly enrolment: string;
	readonly epoch: string;
	readonly space: string;
	readonly product: { readonly key: string; readonly short: number; readonly unit: string };
	satang: number;
	cursor: number;
	/** The number of its next change. */
	next: number;
}

interface Row {
	readonly enrolment: string;
	readonly device: string;
	readonly space: string;
	readonly cursor: number;
}

/** Every joined seller of a big database, as if their phones had just been in touch. The server is not running yet. */
export function joinedSellers(dataDir: string): Seller[] {
	const db = new Database(join(dataDir, 'tambon.sqlite'));
	db.prepare('update enrolment set heard_at = ?').run(Date.now());
	const { value: epoch } = db.prepare(`select value from meta where key = 'epoch'`).get() as {
		value: string;
	};
	const people = db
		.prepare(
			`select enrolment.id as enrolment, enrolment.device, space.id as space, space.counter as cursor
			from enrolment cross join person on person.id = enrolment.person cross join space on space.shop = person.shop`,
		)
		.all() as Row[];
	const product = db.prepare(
		`select key, short, fields from record where space = ? and kind = 'product' limit 1`,
	);
	const ledger = db.prepare('select last from ledger where device = ? and space = ?');
	const sellers = people.flatMap(({ enrolment, device, space, cursor }) => {
		const { key, short, fields } = product.get(space) as { key: string; short: number; fields: string };
		const { price } = JSON.parse(fields) as { price?: { satang: number; unit: string } | null };
		if (!price) return [];
		const { last = 0 } = (ledger.get(device, space) ?? {}) as { last?: number };
		const seller: Seller = {
			enrolment,
			epoch,
			space,
			product: { key, short, unit: price.unit },
			satang: price.satang,
			cursor,
			next: last + 1,
		};
		return [seller];
	});
	db.close();
	return sellers;
}

/**
 * A new price and its sync, by the app's own encoding of what the app would send. Throws when the answer says anything
 * but that the change was applied. One at a time for each seller.
 */
export async function syncNewPrice(lines: Lines, seller: Seller): Promise<void> {
	const { enrolment, epoch, space, product, cursor, next: n } = seller;
	const satang = seller.satang + 100;
	const set: Fields = { price: { satang, unit: product.unit } };
	const was: Fields = { price: { satang: seller.satang, unit: product.unit } };
	const change = {
		n,
		space,
		kind: 'product',
		key: product.key,
		base: { epoch, number: cursor },
		set,
		add: {},
		remove: false,
		was,
		schema: SCHEMA,
	};
	const changes = [{ change, short: product.short, age: 0 }];
	const body = encodeRequest({
		version: VERSION,
		enrolment,
		epoch,
		device: null,
		spaces: [{ space, cursor, changes }],
	});
	const headers = { 'content-type': CONTENT_TYPE, cookie: `__Host-t-${enrolment}=${secretOf(enrolment)}` };
	const { status, text } = await lines.ask({ method: 'POST', path: '/api/sync', body, headers });
	const [head = '', ...sections] = text.trimEnd().split('\n');
	if (status !== 200) throw new Error(`${status} ${text}`);
	const { echo, trouble } = decodeHead(head);
	const told = sections.map((line) => decodeSection(line, [space]));
	const ack = told.find((section) => section.ack)?.ack;
	if (trouble !== null || echo !== echoOf(body) || ack?.last !== n || ack.exceptions.length > 0)
		throw new Error(`not applied: ${text}`);
	seller.satang = satang;
	seller.next = n + 1;
	seller.cursor = told.at(-1)?.cursor ?? cursor;
}
