import type { Addresses } from '../../domain/address/index.ts';
import { BANGKOK, provinceOf, type Province, type Region } from '../../domain/provinces.ts';
import type { Address, Place } from '../../domain/shop.ts';
import { between, pick, type Random } from './random.ts';
import { VILLAGE_HEADS, VILLAGE_TAILS } from './words/people.ts';
import { TOWNS } from './words/places.ts';

/** Where a shop is, as its address says it and as its stories do. */
export interface Home {
	readonly province: Province;
	readonly address: Address;
	readonly place: Place;
	/** `บ้านหนองแวง`; `ชุมชนวัดใหม่` in Bangkok. */
	readonly village: string;
	/** `ตำบล…`, `อำเภอ…`, `จังหวัด…`, or the words of Bangkok. */
	readonly subdistrict: string;
	readonly district: string;
	readonly inProvince: string;
}

/** Degrees that a shop may lie from its provincial town: some four kilometres, so that no shop stands in the sea. */
const SPREAD = 0.04;

/** A place in the province whose official units agree with each other. */
export function homeIn(random: Random, code: string, addresses: Addresses): Home {
	const province = provinceOf(code);
	const town = TOWNS.get(code);
	if (!province || !town) throw new Error(`no province ${code}`);
	const district = pick(random, addresses.districts(code));
	const subdistrict = pick(random, addresses.subdistricts(district.code));
	const inBangkok = code === BANGKOK;
	const village = (inBangkok ? 'ชุมชน' : 'บ้าน') + villageName(random, province.region);
	const house = `${between(random, 1, 298)}${between(random, 0, 3) === 0 ? `/${between(random, 1, 9)}` : ''}`;
	return {
		province,
		address: {
			province: code,
			district: district.code,
			subdistrict: subdistrict.code,
			postcode: subdistrict.postcodes[0] ?? '',
			line: inBangkok ? `${house} ${village}` : `${house} หมู่ที่ ${between(random, 1, 14)} ${village}`,
		},
		place: {
			lat: near(random, town.lat),
			lng: near(random, town.lng),
			accuracy: between(random, 0, 2) === 0 ? null : between(random, 4, 60),
		},
		village,
		subdistrict: (inBangkok ? 'แขวง' : 'ตำบล') + subdistrict.name,
		district: (inBangkok ? 'เขต' : 'อำเภอ') + district.name,
		inProvince: inBangkok ? province.th : `จังหวัด${province.th}`,
	};
}

function villageName(random: Random, region: Region): string {
	return pick(random, VILLAGE_HEADS[region]) + pick(random, VILLAGE_TAILS[region]);
}

const near = (random: Random, degrees: number): number =>
	Math.round((degrees + (random.next() * 2 - 1) * SPREAD) * 1e5) / 1e5;
