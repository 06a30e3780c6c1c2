import type { Addresses } from '../address/index.ts';
import { PROVINCES } from '../provinces.ts';
import { fold } from '../thai.ts';
import { skeleton } from './nearness.ts';

/** A unit under the forms in which a typed name is compared with it. */
export type Place = { code: string; name: string; key: string; skeleton: string };

export type Gazetteer = {
	provinces: readonly Place[];
	districts(provinceCode: string): readonly Place[];
	subdistricts(districtCode: string): readonly Place[];
	/** Every subdistrict of a province, to know whether a name that fits nowhere near belongs to another district. */
	allSubdistricts(provinceCode: string): readonly Place[];
	/** The usual one first. */
	postcodes(subdistrictCode: string): readonly string[];
	/** The two digits with which the postcodes of a province begin: mostly one pair, not its code. */
	postcodeAreas(provinceCode: string): ReadonlySet<string>;
};

/** Names as keys: folded, without spaces and punctuation. */
export function placeKey(name: string): string {
	return fold(name).replace(/[^ก-๎0-9a-z]/gu, '');
}

const place = (code: string, name: string): Place => ({
	code,
	name,
	key: placeKey(name),
	skeleton: skeleton(name),
});

function remembered<T>(make: (code: string) => T): (code: string) => T {
	const made = new Map<string, T>();
	return (code) => {
		const known = made.get(code);
		if (known !== undefined) return known;
		const fresh = make(code);
		made.set(code, fresh);
		return fresh;
	};
}

export function gazetteer(addresses: Addresses): Gazetteer {
	const districts = remembered((code) => addresses.districts(code).map((d) => place(d.code, d.name)));
	const subdistricts = remembered((code) => addresses.subdistricts(code).map((s) => place(s.code, s.name)));
	const allSubdistricts = remembered((code) => districts(code).flatMap((d) => subdistricts(d.code)));
	return {
		provinces: PROVINCES.map(({ code, th }) => place(code, th)),
		districts,
		subdistricts,
		allSubdistricts,
		postcodes: (code) => addresses.postcodes(code),
		postcodeAreas: remembered(
			(province) =>
				new Set(
					allSubdistricts(province)
						.flatMap(({ code }) => addresses.postcodes(code))
						.map((postcode) => postcode.slice(0, 2)),
				),
		),
	};
}
