import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { joined } from '../../../../tests/support/joined.ts';
import { catalogueOf } from '../../domain/access.ts';
import { SCHEMA } from '../../sync/change.ts';
import type { CarriedRow } from '../../sync/device/held.ts';
import { carriedId } from '../../sync/device/restored.ts';
import { changeLine, headLine, photoLine, sealer } from '../../sync/rescue/format.ts';
import { openApp, type App } from '../app.ts';
import type { Enrolled } from '../principal.ts';
import { setDevice } from '../store/queries/accounts.ts';
import { findRecord } from '../store/queries/records.ts';
import { foundSpace } from '../store/queries/spaces.ts';
import { digest, MAX_UPLOAD_BYTES } from './spool.ts';
import { takeRescue, type RescueReport } from './take.ts';

const SHOP = 'shop-of-boon';
const SPACE = catalogueOf(SHOP);
const DEVICE = 'broken-phone';
let folder: string;
let app: App;
let staff: Enrolled;
let far: Enrolled;
let thumb: Buffer;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'rescue-'));
	app = await openApp({ DATA_DIR: folder, LOG_LEVEL: 'error' });
	await app.store.write((tx) => foundSpace(tx, { id: SPACE, area: '30', shop: SHOP }));
	const seller = await joined(app, null, { areas: [], shop: SHOP });
	const speaking = async (wish: Parameters<typeof joined>[2]): Promise<Enrolled> => {
		const { enrolment, person } = await joined(app, null, { shop: null, ...wish });
		return { enrolment, device: '', renamed: false, principal: person };
	};
	staff = await speaking({ role: 'staff', areas: [] });
	far = await speaking({ role: 'marketer', areas: ['50'] });
	await app.store.write((tx) => setDevice(tx, seller.enrolment, DEVICE));
	thumb = await sharp({ create: { width: 32, height: 20, channels: 3, background: '#a33' } })
		.webp()
		.toBuffer();
});
afterEach(async () => {
	await app.store.close();
	rmSync(folder, { recursive: true });
});

function row(n: number, kind: string, key: string, set: CarriedRow['change']['set']): CarriedRow {
	const base = { epoch: '', number: 0 };
	const change = { n, space: SPACE, kind, key, base, set, add: {}, remove: false, was: {}, schema: SCHEMA };
	return {
		...{ id: carriedId('rescue', DEVICE, change), kind: 'rescue', device: DEVICE, change, old: null },
		...{ madeAt: app.now() - 60_000, reason: null, takenAt: null, epoch: null },
		state: 'waiting',
	};
}

const rows = () => [
	row(1, 'product', 'MAT1', { nameTh: 'เสื่อกก', price: { baht: 1 } }),
	row(2, 'product', 'MAT2', { nameTh: 'ตะกร้า' }),
];

async function file(rows: readonly CarriedRow[], pictures: readonly Buffer[] = []): Promise<Buffer> {
	const { line, end } = sealer(digest);
	const counts = { changes: rows.length, photos: pictures.length, part: 1, parts: 1 };
	const head = { file: 'FILE', device: DEVICE, shop: SHOP, name: 'ร้านยายบุญ', at: app.now(), ...counts };
	const lines = [Buffer.from('ไฟล์กู้ข้อมูล'), headLine(head), ...rows.map(changeLine)];
	for (const bytes of pictures) {
		const hash = createHash('sha256').update(bytes).digest('hex');
		lines.push(photoLine({ hash, space: SPACE, photo: 'PICT1', size: 'thumb', madeAt: 1 }, bytes));
	}
	const parts: Uint8Array[] = [];
	for (const item of lines) parts.push(await line(item));
	return Buffer.concat([...parts, await end()]);
}

/** As a browser posts a form with one file, in odd pieces. */
async function* form(bytes: Buffer) {
	const boundary = '----WebKitFormBoundaryAbC';
	const whole = Buffer.concat([
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="tambon-rescue.txt"\r\nContent-Type: text/plain\r\n\r\n`,
		),
		bytes,
		Buffer.from(`\r\n--${boundary}--\r\n`),
	]);
	for (let at = 0; at < whole.length; at += 1_111)
		yield await Promise.resolve(whole.subarray(at, at + 1_111));
}

async function report(bytes: Buffer, who = staff): Promise<RescueReport> {
	const taking = await takeRescue(app, who, form(bytes));
	if (taking.kind !== 'taken') throw new Error(taking.kind);
	return taking;
}
const left = () => readdirSync(join(folder, 'incoming'));

test('takes what it may for whoever made it, tells each thing, and keeps the pictures', async () => {
	const told = await report(await file(rows(), [thumb]));
	expect(told.counts).toEqual({ taken: 1, here: 0, asked: 0, refused: 1, parked: 0 });
	expect(told.items).toMatchObject([
		{ kind: 'product', name: 'เสื่อกก', outcome: 'refused', reason: 'bad-price' },
		{ kind: 'product', name: 'ตะกร้า', outcome: 'taken', fields: ['nameTh'] },
	]);
	expect(told.photos).toEqual({ taken: 1, here: 0, refused: {} });
	const basket = await app.store.read((tx) => findRecord(tx, SPACE, 'product', 'MAT2'));
	expect(basket).toMatchObject({ fields: { nameTh: 'ตะกร้า' }, stamps: { nameTh: { device: DEVICE } } });
	expect(left()).toEqual([]);
});

test('finds everything here when the same file comes again', async () => {
	const bytes = await file([rows()[1] as CarriedRow], [thumb]);
	await report(bytes);
	const again = await report(bytes);
	expect(again.counts).toMatchObject({ taken: 0, here: 1, refused: 0 });
	expect(again.photos).toEqual({ taken: 0, here: 1, refused: {} });
});

test('takes nothing of a file that is not whole, and says which', async () => {
	const bytes = await file(rows(), [thumb]);
	const broken = Buffer.from(bytes);
	broken[bytes.length - 200] = (bytes[bytes.length - 200] as number) ^ 1;
	for (const damaged of [broken, bytes.subarray(0, bytes.length - 1), bytes.subarray(0, bytes.length / 2)]) {
		expect(await takeRescue(app, staff, form(damaged))).toEqual({ kind: 'damaged' });
	}
	for (const other of ['', 'ราคาสินค้า']) {
		expect(await takeRescue(app, staff, form(Buffer.from(other)))).toEqual({ kind: 'not-ours' });
	}
	expect(await app.store.read((tx) => findRecord(tx, SPACE, 'product', 'MAT2'))).toBeNull();
	expect(left()).toEqual([]);
});

test('takes nothing for someone who may not see the shop', async () => {
	const told = await report(await file(rows(), [thumb]), far);
	expect(told.counts).toMatchObject({ taken: 0, refused: 2 });
	expect(told.items.map(({ reason }) => reason)).toEqual(['not-allowed', 'not-allowed']);
	expect(told.photos).toEqual({ taken: 0, here: 0, refused: { 'not-allowed': 1 } });
});

test('holds pictures to the rules of the photo door', async () => {
	const told = await report(await file([], [thumb.subarray(0, thumb.length - 9), Buffer.from('<svg/>')]));
	expect(told.photos).toEqual({ taken: 0, here: 0, refused: { broken: 1, 'not-a-picture': 1 } });
});

test('tells what its own phone holds back, and does not take it', async () => {
	const held = {
		...row(-1, 'product', 'MAT3', { nameTh: 'หมวก' }),
		state: 'parked',
		reason: 'bad-name',
	} as const;
	const told = await report(await file([held]));
	expect(told.items).toMatchObject([{ name: 'หมวก', outcome: 'parked', reason: 'bad-name' }]);
	expect(await app.store.read((tx) => findRecord(tx, SPACE, 'product', 'MAT3'))).toBeNull();
});

test('keeps nothing of an upload that is too large, or breaks off', async () => {
	async function* endless() {
		const piece = Buffer.alloc(1_000_000, 120);
		for (let size = 0; size <= MAX_UPLOAD_BYTES; size += piece.length) yield await Promise.resolve(piece);
	}
	expect(await takeRescue(app, staff, endless())).toEqual({ kind: 'too-large' });
	async function* breaking() {
		yield await Promise.resolve(Buffer.from('--x\r\n'));
		throw new Error('gone');
	}
	await expect(takeRescue(app, staff, breaking())).rejects.toThrow('gone');
	expect(left()).toEqual([]);
});

test('what somebody may not see is called as the file calls it, not by its name here', async () => {
	const named = row(1, 'product', 'MAT1', { nameTh: 'เสื่อลับ' });
	await takeRescue(app, staff, form(await file([named])));
	const priced = row(2, 'product', 'MAT1', { materials: 'กก' });
	const report = (await takeRescue(app, far, form(await file([priced])))) as RescueReport;
	expect(report.items).toMatchObject([{ outcome: 'refused', reason: 'not-allowed', name: '' }]);
	const seen = (await takeRescue(app, staff, form(await file([priced])))) as RescueReport;
	expect(seen.items).toMatchObject([{ outcome: 'taken', name: 'เสื่อลับ' }]);
});
