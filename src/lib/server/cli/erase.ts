import { parseArgs } from 'node:util';
import { readPhone, showPhone } from '../../domain/phone.ts';
import { openApp } from '../app.ts';
import { countOf, eraseBuyer, ordersOfBuyer } from '../privacy/erase.ts';

const HELP = `ลบข้อมูลของผู้ซื้อ ตามที่เจ้าของข้อมูลขอ · Removes a buyer's data, as that person asked

  npm run erase -- --buyer 0812345678

  --buyer   เบอร์โทรของผู้ซื้อ เขียนแบบไหนก็ได้ · the buyer's phone, however it is written
  --count   นับอย่างเดียว ไม่ลบ · counts, and removes nothing
  --help

  ชื่อ เบอร์ ที่อยู่ และหมายเหตุหายจากเซิร์ฟเวอร์ทันที และจากเครื่องของร้านเมื่อติดต่อครั้งต่อไป รายการและยอดเงินยังอยู่
  Name, phone, address and notes leave the server at once, and shops' phones when they are next heard of. Lines and totals stay.
`;

/** Whoever runs the server: no account of it. */
const OPERATOR = { person: '', enrolment: '' };

function read(args: readonly string[]) {
	const options = {
		buyer: { type: 'string' },
		count: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	} as const;
	try {
		return parseArgs({ args: [...args], options }).values;
	} catch {
		return {};
	}
}

/** Exit: 0 done; 2 the command line or the environment is wrong. */
async function main(): Promise<number> {
	const { buyer, count = false, help = false } = read(process.argv.slice(2));
	if (help || buyer === undefined) {
		(help ? process.stdout : process.stderr).write(HELP);
		return help ? 0 : 2;
	}
	const reading = readPhone(buyer);
	if (reading.kind === 'bad') {
		process.stderr.write(`ไม่ใช่เบอร์โทร · not a phone number: ${buyer} (${reading.reason})\n\n${HELP}`);
		return 2;
	}
	const { phone } = reading;
	const app = await openApp(process.env);
	try {
		const { orders, shops } = count
			? countOf(await ordersOfBuyer(app.store, phone))
			: await eraseBuyer(app, phone, OPERATOR);
		const [th, en] = count ? ['พบ', 'found'] : ['ลบแล้ว', 'removed'];
		process.stdout.write(
			`  ${showPhone(phone)}: ${th} ${orders} ออเดอร์ ใน ${shops} ร้าน · ${en}: ${orders} orders in ${shops} shops\n`,
		);
		if (!count) {
			process.stdout.write(
				'  จดไว้ข้างฐานข้อมูลแล้ว ถ้าวันหลังต้องใช้ข้อมูลสำรองที่เก่ากว่านี้ ระบบจะลบซ้ำให้เอง\n' +
					'  Noted beside the database: where an older backup is put back, it is removed again by itself.\n',
			);
		}
		return 0;
	} finally {
		await app.store.close();
	}
}

process.exitCode = await main();
