export type District = { kind: 'district'; code: string; name: string; province: string };
export type Subdistrict = {
	kind: 'subdistrict';
	code: string;
	name: string;
	district: string;
	province: string;
	/** Never empty; the usual one first. Public tables disagree, so each that one of them gives is here. */
	postcodes: readonly string[];
};
export type Units = { districts: Map<string, District[]>; subdistricts: Map<string, Subdistrict[]> };

const ENTRY = /^(\d*)([^:]+)(?::(.*))?$/;

/** `07name:81180:81000` → the code (07, or one more than the last), the name, the postcodes if its own. */
function entry(text: string, previous: number): { at: number; name: string; postcodes: string[] | null } {
	const [, jump = '', name = '', postcodes] = ENTRY.exec(text) ?? [];
	return {
		at: jump === '' ? previous + 1 : Number(jump),
		name,
		postcodes: postcodes === undefined ? null : postcodes.split(':'),
	};
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Reads what scripts/pack-addresses.ts has written: districts by province code, subdistricts by district code. */
export function unpack(table: string): Units {
	const districts = new Map<string, District[]>();
	const subdistricts = new Map<string, Subdistrict[]>();
	for (const line of table.trim().split('\n')) {
		const province = line.slice(0, 2);
		const inProvince: District[] = [];
		districts.set(province, inProvince);
		let lastDistrict = 0;
		for (const part of line.slice(2).split(';')) {
			const [head = '', ...rest] = part.split(',');
			const { at, name, postcodes: usual } = entry(head, lastDistrict);
			lastDistrict = at;
			const district = province + twoDigits(at);
			inProvince.push({ kind: 'district', code: district, name, province });
			let last = 0;
			const inDistrict = rest.map((text): Subdistrict => {
				const sub = entry(text, last);
				last = sub.at;
				const code = district + twoDigits(sub.at);
				const postcodes = sub.postcodes ?? usual ?? [];
				return { kind: 'subdistrict', code, name: sub.name, district, province, postcodes };
			});
			subdistricts.set(district, inDistrict);
		}
	}
	return { districts, subdistricts };
}
