import { DAY } from '../../domain/dates.ts';
import { provinceOf } from '../../domain/provinces.ts';
import { openApp, type App } from '../app.ts';
import type { SampleShop } from '../demo/country.ts';
import { EXAMPLE_PROVINCE, fillDemo, type Counts, type Progress } from '../demo/fill.ts';
import { invite, type Wish } from '../invitations.ts';

const HELP = `
  npm run demo

  เติมฐานข้อมูลว่างด้วยข้อมูลตัวอย่างทั้งประเทศ: ร้าน สินค้า เรื่องเล่า และภาพวาด (โฟลเดอร์ตาม DATA_DIR)
  Fills an empty database with a sample country: shops, products, stories and drawn pictures (folder: DATA_DIR).
`;

/** The same country at every machine. */
const SEED = 2569;
/** The marketer's provinces: that of the example shop and two beside it. */
const AREAS = [EXAMPLE_PROVINCE, '31', '36'];
const LINKS_VALID = 30 * DAY;
const MB = 1_000_000;

/** A line that replaces itself on a terminal; elsewhere only its last state is worth a line. */
function tell({ stage, done, of }: Progress): void {
	const text = stage === 'pictures' ? `วาดภาพ ${done}/${of} · pictures` : `บันทึกร้าน ${done}/${of} · shops`;
	if (process.stderr.isTTY) process.stderr.write(`\r  ${text}          ${done === of ? '\n' : ''}`);
	else if (done === of) process.stderr.write(`  ${text}\n`);
}

/** Exit: 0 filled; 2 nothing was written, and why was said; 130 stopped half-way. */
async function main(): Promise<number> {
	const [option] = process.argv.slice(2);
	if (option !== undefined) {
		(option === '--help' ? process.stdout : process.stderr).write(HELP);
		return option === '--help' ? 0 : 2;
	}
	let stopped = false;
	process.once('SIGINT', () => (stopped = true));
	process.once('SIGTERM', () => (stopped = true));
	const began = performance.now();
	const app = await openApp(process.env);
	try {
		const filled = await fillDemo(app, { seed: SEED, told: tell, isStopped: () => stopped });
		switch (filled.kind) {
			case 'not-empty':
				process.stderr.write(
					`\n  ฐานข้อมูลนี้มีร้านอยู่แล้ว จึงไม่ได้แตะอะไรเลย ใช้โฟลเดอร์อื่นได้: DATA_DIR=demo npm run demo` +
						`\n  This database has shops: nothing was touched. Another folder will do: DATA_DIR=demo npm run demo\n\n`,
				);
				return 2;
			case 'filled-before':
				process.stderr.write(
					`\n  ข้อมูลตัวอย่างอยู่ครบแล้ว ขอลิงก์ใหม่ได้ด้วย npm run invite -- --help` +
						`\n  The sample is already here, whole. For new links: npm run invite -- --help\n\n`,
				);
				return 2;
			case 'stopped':
				process.stderr.write(
					`\n  หยุดแล้ว มีร้านตัวอย่าง ${filled.shops} ร้าน ยังไม่ครบ สั่งเดิมอีกครั้งเพื่อทำต่อ` +
						`\n  Stopped with ${filled.shops} sample shops, not all of them. The same command goes on.\n\n`,
				);
				return 130;
			case 'filled':
				printCounts(filled.counts, (performance.now() - began) / 1_000);
				await printLinks(app, filled.example);
				return 0;
		}
	} finally {
		await app.store.close();
	}
}

function printCounts(counts: Counts, seconds: number): void {
	const figures: [string, string, string][] = [
		[String(counts.provinces), 'provinces', 'จังหวัด'],
		[String(counts.shops), 'shops', 'ร้าน'],
		[String(counts.products), 'products', 'สินค้า'],
		[String(counts.onSale), 'of them on the storefront', 'ที่เห็นหน้าร้าน'],
		[String(counts.pictures), 'pictures', 'ภาพ'],
		[(counts.pictureBytes / MB).toFixed(1), 'MB of pictures', 'เมกะไบต์ของภาพ'],
		[seconds.toFixed(1), 'seconds', 'วินาที'],
	];
	process.stdout.write('\n');
	for (const [value, en, th] of figures) process.stdout.write(`  ${value.padStart(8)}  ${th} · ${en}\n`);
}

async function printLinks(app: App, example: SampleShop): Promise<void> {
	const areas = AREAS.map((code) => provinceOf(code)?.th ?? code).join(' ');
	const name = example.shop.nameTh ?? '';
	const seller = example.shop.consent?.by ?? name;
	const people: [string, Omit<Wish, 'validMs'>][] = [
		[`ผู้ขาย · seller: ${name}`, { role: 'seller', areas: [], shop: example.key, name: seller }],
		[
			`นักการตลาด · marketer: ${areas}`,
			{ role: 'marketer', areas: AREAS, shop: null, name: 'นักการตลาดตัวอย่าง' },
		],
		['เจ้าหน้าที่ · staff', { role: 'staff', areas: [], shop: null, name: 'เจ้าหน้าที่ตัวอย่าง' }],
	];
	process.stdout.write(`\n  ลิงก์เข้าร่วม ใช้ได้ลิงก์ละครั้งภายใน 30 วัน · each link works once, within 30 days\n`);
	for (const [who, wish] of people) {
		const invited = await invite(app, null, { ...wish, validMs: LINKS_VALID });
		if (invited.kind !== 'ok') throw new Error(`no link for ${who}: ${invited.kind}`);
		process.stdout.write(`\n  ${who}\n  ${invited.link}\n`);
	}
	process.stdout.write(`\n  หน้าร้าน · storefront: ${app.env.origin}/\n\n`);
}

process.exitCode = await main();
