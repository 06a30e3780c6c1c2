import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freeFolder } from './server.ts';

const CLI = fileURLToPath(new URL('../../src/lib/server/cli/import.ts', import.meta.url));
const HEADER = 'ชื่อสินค้า OTOP,อปท.,อำเภอ,จังหวัด,ชื่อสถานที่จัดจำหน่าย,ที่อยู่,เบอร์โทรศัพท์,LAT,LONG';
const DISTRICTS = ['เมืองนครราชสีมา', 'ปากช่อง', 'พิมาย', 'โชคชัย', 'ปักธงชัย', 'บัวใหญ่'];
const KINDS = ['เสื่อกก', 'ผ้าไหม', 'น้ำพริกเผา', 'กล้วยตาก', 'ตะกร้าหวาย', 'ชาใบหม่อน', 'หมวกใบลาน'];

/** A register of one province as the department hands it out: `count` rows of one product each, every ninth with a place. */
function register(count: number): string {
	const rows = Array.from({ length: count }, (_, i) => {
		const district = DISTRICTS[i % DISTRICTS.length];
		const village = `บ้านหนองบัว ${i + 1}`;
		const kind = KINDS[i % KINDS.length];
		const place = i % 9 === 0 ? `${(14.5 + i / 500).toFixed(3)},${(102 + i / 900).toFixed(3)}` : ',';
		const phone = `08${String(10_000_000 + i * 7_919).slice(0, 8)}`;
		return `${kind}${village},อบต.หนองบัว,${district},นครราชสีมา,กลุ่ม${kind}${village},${i + 1} หมู่ ${(i % 12) + 1} อำเภอ${district} นครราชสีมา,${phone},${place}`;
	});
	return `${HEADER}\n${rows.join('\n')}\n`;
}

/**
 * Fills a data folder from a register: the file that `REGISTER_CSV` names, so that the same day can be lived with a real
 * one, else one of `count` made-up rows.
 */
export function importRegister(dataDir: string, count: number): void {
	let file = process.env['REGISTER_CSV'];
	if (file === undefined) {
		file = join(freeFolder(), 'register.csv');
		writeFileSync(file, register(count));
	}
	execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, file], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: 'pipe',
	});
}
