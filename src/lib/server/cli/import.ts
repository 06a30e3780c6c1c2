import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { openApp } from '../app.ts';
import { noteRegister } from '../desk/register-note.ts';
import { readRegister } from '../register/read.ts';
import { reportCsv } from '../register/report.ts';
import { storeMakers } from '../register/store.ts';

const HELP = `
  npm run import -- FILE.csv | FILE.xlsx

  อ่านทะเบียนผู้ผลิต แล้วเพิ่มเป็นรายชื่อที่นักการตลาดจะไปเยี่ยม ทำซ้ำได้ ไม่เกิดรายการซ้ำ และไม่ทับสิ่งที่คนแก้ไว้
  Reads a register of makers into the list that marketers visit. Run it again: nothing doubles, nobody's edits are touched.
`;

const MB = 1_000_000;

/** A line that replaces itself on a terminal; elsewhere only its last word is worth a line. */
function progress(text: string, last = false): void {
	if (process.stderr.isTTY) process.stderr.write(`\r  ${text}          ${last ? '\n' : ''}`);
	else if (last) process.stderr.write(`  ${text}\n`);
}

/** Exit: 0 imported; 2 nothing was, and why was said. */
async function main(): Promise<number> {
	const [file, ...more] = process.argv.slice(2);
	if (file === undefined || file.startsWith('-') || more.length > 0) {
		(file === '--help' ? process.stdout : process.stderr).write(HELP);
		return file === '--help' ? 0 : 2;
	}
	const began = performance.now();
	const reading = await readRegister(resolve(file), ({ rows }) =>
		progress(`อ่านแล้ว ${rows} แถว · ${rows} rows read`),
	);
	if (reading.kind === 'bad') {
		process.stderr.write(`\n  ${reading.message.th}\n  ${reading.message.en}\n\n`);
		return 2;
	}
	const { makers, report, rows, dropped } = reading;
	progress(`อ่านแล้ว ${rows} แถว · ${rows} rows read`, true);
	const app = await openApp(process.env);
	try {
		const stored = await storeMakers(app, makers, report, basename(file), (done) =>
			progress(
				`บันทึก ${done}/${makers.length} ราย · ${done} of ${makers.length} makers`,
				done === makers.length,
			),
		);
		const note = { source: basename(file), rows, makers: makers.length, dropped: dropped.length };
		await app.store.write((tx) => noteRegister(tx, { ...note, at: app.now() }));
		const folder = join(app.env.dataDir, 'imports');
		mkdirSync(folder, { recursive: true });
		const path = join(folder, `${basename(file)}.report.csv`);
		writeFileSync(path, reportCsv(report));
		const figures: [string, number, string][] = [
			['rows', rows, 'แถวในทะเบียน'],
			['makers', makers.length, 'ผู้ผลิต'],
			['changed', stored.changed, 'ผู้ผลิตที่เพิ่มหรือเปลี่ยนในครั้งนี้'],
			['dropped', dropped.length, 'แถวที่ยังนำเข้าไม่ได้ (อยู่ในรายงาน)'],
			['report lines', report.length, 'ช่องที่อ่านไม่ออก (อยู่ในรายงาน)'],
			['seconds', Math.round((performance.now() - began) / 100) / 10, 'วินาที'],
			['peak MB', Math.round((process.resourceUsage().maxRSS * 1_024) / MB), 'หน่วยความจำสูงสุด'],
		];
		for (const [en, value, th] of figures)
			process.stdout.write(`  ${String(value).padStart(8)}  ${en} · ${th}\n`);
		process.stdout.write(`\n  รายงาน / report: ${path}\n\n`);
		return 0;
	} finally {
		await app.store.close();
	}
}

process.exitCode = await main();
