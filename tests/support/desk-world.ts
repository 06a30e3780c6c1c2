import { catalogueOf, visitsOf, type Principal } from '../../src/lib/domain/access.ts';
import { DAY } from '../../src/lib/domain/dates.ts';
import { REGISTER_AUTHOR } from '../../src/lib/domain/register-author.ts';
import type { App } from '../../src/lib/server/app.ts';
import { noteRegister } from '../../src/lib/server/desk/register-note.ts';
import { answerSync } from '../../src/lib/server/sync/answer.ts';
import { sqlParts } from '../../src/lib/server/sync/sql.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import { decodeRequest, encodeRequest } from '../../src/lib/sync/protocol.ts';
import { change } from '../../src/lib/sync/testing/make.ts';
import type { Change } from '../../src/lib/sync/change.ts';
import { joinAs } from './access/world.ts';

/** Names as long as those of the register. */
export const WEAVERS = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรทอผ้าไหมมัดหมี่ย้อมสีธรรมชาติบ้านหนองบัวโคกสะอาด หมู่ที่ 12';
export const FORMULA = '=HYPERLINK("http://evil.example","กดที่นี่")';
export const ODD = 'ผ้าไหมมัดหมี่';
const PHONE = '0812345678';
const NINE_DAYS = 9 * DAY;

const addressIn = (province: string) => {
	return { province, district: `${province}01`, subdistrict: `${province}0101`, postcode: '', line: '' };
};

/** A small country in which there is one of everything that the desk tells of. Answers who may sit at the desk. */
export async function makeDeskWorld(app: App) {
	const now = app.now();
	const write = (shop: string, area: string, author: string, edits: ServerEdit[], at = now) =>
		app.store.write((tx) => writeAs(tx, author, { id: catalogueOf(shop), area, shop }, edits, at));
	for (const [i, area] of ['30', '30', '30', '31', '50'].entries()) {
		const shop = `maker-${i}`;
		const nameTh = i === 0 ? WEAVERS : i === 1 ? FORMULA : `กลุ่มจักสาน ${i}`;
		await write(shop, area, REGISTER_AUTHOR, [
			{ kind: 'shop', key: shop, set: { nameTh, address: addressIn(area), phones: [PHONE], state: 'draft' } },
			{ kind: 'maker', key: shop, set: { name: nameTh, rows: [i + 2] } },
		]);
	}
	const source = 'ทะเบียน.csv';
	await app.store.write((tx) => noteRegister(tx, { source, rows: 6, makers: 5, dropped: 1, at: now }));

	const staff = await joinAs(app, null, { role: 'staff', name: 'คุณสมใจ' });
	const marketer = await joinAs(app, staff.person, { role: 'marketer', areas: ['30', '31'], name: 'คุณมาลี' });
	const seller = await joinAs(app, marketer.person, { shop: 'maker-0', name: 'ยายบุญ' });
	await app.store.write(({ db }) =>
		db
			.updateTable('enrolment')
			.set({ heard_at: now - NINE_DAYS, created_at: now - NINE_DAYS })
			.where('id', '=', seller.enrolment)
			.execute(),
	);
	const price = (satang: number) => ({ price: { satang, unit: 'ผืน' } });
	const mat: ServerEdit = {
		kind: 'product',
		key: 'silk-mat',
		set: { nameTh: ODD, category: 'TEXTILE', state: 'published', ...price(250_000) },
	};
	await write('maker-0', '30', 'sample', [mat], now - 40 * DAY);
	await say(app, seller, [
		{ kind: 'product', key: 'silk-mat', set: price(2_500_000) },
		{ kind: 'shop', key: 'maker-0', set: { state: 'published' } },
		{ kind: 'product', key: 'no-price', set: { nameTh: 'ผ้าขาวม้า', state: 'published' } },
	]);
	// Who had not seen the other's price
	await say(app, marketer, [{ kind: 'product', key: 'silk-mat', set: price(260_000) }], 1);
	await say(app, marketer, [{ kind: 'shop', key: 'maker-3', set: { line: '@group' } }]);
	const visit = { shop: 'maker-0', nameTh: WEAVERS, marketer: marketer.person.person, order: 'V' };
	await say(
		app,
		marketer,
		[
			{
				...{ kind: 'visit', key: 'visit-made' },
				set: {
					...{
						...visit,
						plannedFor: '2026-11-20',
						startedAt: now - 2 * DAY - 1_800_000,
						endedAt: now - 2 * DAY,
					},
					...{
						place: { lat: 14.97, lng: 102.1, accuracy: 9 },
						notes: `${WEAVERS} ขอถุงใส่ผ้า`,
						nextOn: '2030-01-31',
					},
					found: [
						{ check: 'price', state: 'done' },
						{ check: 'promptpay', state: 'open' },
					],
				},
			},
			{ kind: 'visit', key: 'visit-planned', set: { ...visit, plannedFor: '2030-01-31', task: 'ถ่ายรูปเพิ่ม' } },
		],
		0,
		visitsOf('30'),
	);
	return { staff, marketer };
}

/** A phone says something in one shop: its own, or the one that it names. Once for each phone. */
export async function say(
	app: App,
	who: { readonly enrolment: string; readonly person: Principal },
	edits: readonly Partial<Change>[],
	seen?: number,
	elsewhere?: string,
): Promise<void> {
	const { epoch } = app.store;
	const shop = who.person.shop ?? (edits.find(({ kind }) => kind === 'shop')?.key || 'maker-0');
	const space = elsewhere ?? catalogueOf(shop);
	const { counter = 0 } = (await app.store.read(({ db }) =>
		db.selectFrom('space').select('counter').where('id', '=', space).executeTakeFirst(),
	)) ?? { counter: 0 };
	const number = seen ?? Number(counter);
	const changes = edits.map((edit, i) => {
		const base = { epoch, number };
		return { change: change({ ...edit, n: i + 1, base, space }), short: 0, age: 0 };
	});
	const spaces = [{ space, cursor: number, changes }];
	const body = encodeRequest({ version: 1, enrolment: who.enrolment, epoch, device: null, spaces });
	const device = `dev-${who.enrolment}`;
	await app.store.write(({ db }) =>
		db.updateTable('enrolment').set({ device }).where('id', '=', who.enrolment).execute(),
	);
	const asker = { enrolment: who.enrolment, device, renamed: false, principal: who.person };
	for await (const page of answerSync(sqlParts(app), asker, decodeRequest(body))) void page;
}
