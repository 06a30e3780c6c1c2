import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPhone } from '../../domain/phone.ts';
import { openApp, type App } from '../app.ts';
import { exportBuyer, exportPerson } from '../privacy/export.ts';

const HELP = `เขียนข้อมูลของคนหนึ่งคนลงไฟล์ ตามที่เจ้าของข้อมูลขอ · Writes what is on record of one person, as that person asked

  npm run export-person -- --person ID --out FILE.json
  npm run export-person -- --buyer 0812345678 --out FILE.json

  --person  รหัสของคนที่เข้าร่วม (ดูที่โต๊ะทำงาน › คนและเครื่อง) · the id of somebody who joined
  --buyer   เบอร์โทรของผู้ซื้อ เขียนแบบไหนก็ได้ · a buyer's phone, however it is written
  --out     ไฟล์ที่จะเขียน ต้องยังไม่มี · the file to write; it must not exist yet
  --help
`;

/** Whoever runs the server: no account of it. */
const OPERATOR = { person: '', enrolment: '' };
/** The file is for one person's eyes. */
const OWN = 0o600;

function read(args: readonly string[]) {
	const options = {
		person: { type: 'string' },
		buyer: { type: 'string' },
		out: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	} as const;
	try {
		return parseArgs({ args: [...args], options }).values;
	} catch {
		return {};
	}
}

async function find(app: App, person: string | undefined, buyer: string | undefined): Promise<object | null> {
	if (person !== undefined) return exportPerson(app, person, OPERATOR);
	const reading = readPhone(buyer ?? '');
	return reading.kind === 'ok' ? exportBuyer(app, reading.phone, OPERATOR) : null;
}

/** Exit: 0 written; 2 the command line or the environment is wrong, or there is no such person. */
async function main(): Promise<number> {
	const { person, buyer, out, help = false } = read(process.argv.slice(2));
	const isAsked = out !== undefined && (person === undefined) !== (buyer === undefined);
	if (help || !isAsked) {
		(help ? process.stdout : process.stderr).write(HELP);
		return help ? 0 : 2;
	}
	const app = await openApp(process.env);
	try {
		const found = await find(app, person, buyer);
		if (!found) {
			process.stderr.write(`ไม่มีคนนี้ หรือไม่ใช่เบอร์โทร · nobody of that id, or not a phone number\n`);
			return 2;
		}
		const file = resolve(out);
		writeFileSync(file, `${JSON.stringify(found, null, '\t')}\n`, { flag: 'wx', mode: OWN });
		process.stdout.write(`  ${file}\n`);
		return 0;
	} finally {
		await app.store.close();
	}
}

process.exitCode = await main();
