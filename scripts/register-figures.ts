/**
 * How well the register is read, as JSON lines: `node scripts/register-figures.ts FILE.csv [LABELS.json]`.
 * What is counted is found here by patterns of its own, not by the reader's, so that the reader cannot set its own exam.
 * The labels belong to one register and are skipped for a file with another number of rows.
 */
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { loadAddresses } from '../src/lib/domain/address/index.ts';
import { isPhone } from '../src/lib/domain/phone.ts';
import { readColumns, type Columns } from '../src/lib/domain/register/columns.ts';
import { gazetteer } from '../src/lib/domain/register/gazetteer.ts';
import { readRow, type RowReading } from '../src/lib/domain/register/row.ts';
import { arabicDigits } from '../src/lib/domain/thai.ts';
import { readCsv } from '../src/lib/server/register/csv.ts';
import { readRegister } from '../src/lib/server/register/read.ts';

type Labels = { rows: number; labels: Record<string, string | null> };
type Row = { cells: string[]; reading: RowReading | null };

const [file, labelFile = new URL('../src/lib/server/register/labels.json', import.meta.url)] =
	process.argv.slice(2);
if (file === undefined) {
	console.error('usage: node scripts/register-figures.ts FILE.csv [LABELS.json]');
	process.exit(2);
}

const figure = (name: string, value: number, unit: string, target: string) =>
	console.log(JSON.stringify({ name, value, unit, target }));
const share = (part: number, whole: number) =>
	whole === 0 ? 0 : Math.round((part / whole) * 100_000) / 1000;

const started = performance.now();
const register = await readRegister(file);
const seconds = (performance.now() - started) / 1000;
const peak = process.resourceUsage().maxRSS / 1024;
if (register.kind === 'bad') {
	console.error(register.message.en);
	process.exit(1);
}
const again = await readRegister(file);

const accounted = new Map<number, number>();
for (const row of [...register.makers.flatMap(({ rows }) => rows), ...register.dropped])
	accounted.set(row, (accounted.get(row) ?? 0) + 1);
const once = [...accounted.values()].filter((times) => times === 1).length;

const addresses = await loadAddresses();
const places = gazetteer(addresses);
const rows = new Map<number, Row>();
let columns: Columns | null = null;
await readCsv(
	file,
	(row, cells) => {
		if (columns === null) {
			const header = readColumns(cells);
			if (header.kind === 'ok') columns = header.columns;
			return;
		}
		const result = readRow(row, cells, columns, places, () => undefined);
		if (result.kind !== 'blank')
			rows.set(row, { cells, reading: result.kind === 'read' ? result.reading : null });
	},
	() => undefined,
);
const at = (columns as Columns | null)?.at ?? {};
const cell = ({ cells }: Row, column: readonly number[] | undefined) => cells[column?.[0] ?? -1] ?? '';

const NAMED = /(?:ตำบล|แขวง|ต\s*\.)\s*(?=[ก-ฮเ-ไ])(?!อำเภอ|อ\.|จังหวัด|จ\.)/u;

/** The official district names of the row's province that the address announces outright. */
function districtsIn(address: string, province: string): string[] {
	const text = address.replace(/\s+/gu, '');
	return addresses
		.districts(province)
		.filter(({ name }) => text.includes(`อำเภอ${name}`) || text.includes(`อ.${name}`))
		.map(({ code }) => code);
}

let named = 0;
let resolved = 0;
for (const row of rows.values()) {
	const address = cell(row, at.address);
	if (!NAMED.test(address.replace(/\s+/gu, ' '))) continue;
	named += 1;
	const { subdistrict = '', province = '' } = row.reading ?? {};
	const announced = districtsIn(address, province);
	const agrees = announced.length === 0 || announced.some((district) => subdistrict.startsWith(district));
	if (addresses.byCode(subdistrict)?.kind === 'subdistrict' && subdistrict.startsWith(province) && agrees)
		resolved += 1;
}

let runs = 0;
let repaired = 0;
let phones = 0;
for (const row of rows.values()) {
	const read = row.reading?.phones ?? [];
	phones += read.length;
	for (const [run] of arabicDigits(cell(row, at.phone)).matchAll(/\d+/gu)) {
		if (!isPhone(`0${run}`)) continue;
		runs += 1;
		if (read.includes(`0${run}`)) repaired += 1;
	}
}

const reported = (reason: string) => register.report.filter((line) => line.reason === reason).length;
figure('rows', register.rows, 'rows', '');
figure('rows-accounted-once', share(once, register.rows), '%', '100');
figure('rows-dropped-to-report', register.dropped.length, 'rows', '');
figure('makers', register.makers.length, 'makers', '');
figure('addresses-naming-a-subdistrict', named, 'rows', '');
figure('addresses-resolved', share(resolved, named), '%', '>=99');

const labels = JSON.parse(await readFile(labelFile, 'utf8')) as Labels;
if (labels.rows === register.rows) {
	const labelled = Object.entries(labels.labels);
	const answers = labelled.map(([row, code]) => ({
		code,
		read: rows.get(Number(row))?.reading?.subdistrict ?? '',
	}));
	const wrong = answers.filter(({ code, read }) => read !== '' && read !== code).length;
	const silent = answers.filter(({ code, read }) => read === '' && code !== null).length;
	figure('labelled-rows', labelled.length, 'rows', '300');
	figure('labelled-wrong', share(wrong, labelled.length), '%', '<=0.5');
	figure('labelled-left-unresolved', share(silent, labelled.length), '%', '');
}

figure('phones-read', phones, 'numbers', '');
figure('phone-runs-lacking-a-zero', runs, 'runs', '');
figure('phone-runs-repaired', share(repaired, runs), '%', '>=99');
figure('phones-reported-exponent', reported('exponent'), 'cells', 'all');
figure('phones-reported-before-2006', reported('before-2006'), 'numbers', 'all');
figure('report-lines', register.report.length, 'lines', '');
const same = again.kind === 'ok' && isDeepStrictEqual(again.makers, register.makers);
figure('second-run-changes', same ? 0 : 1, 'changes', '0');
figure('seconds', Math.round(seconds * 100) / 100, 's', '');
figure('peak-memory', Math.round(peak), 'MB', '');
