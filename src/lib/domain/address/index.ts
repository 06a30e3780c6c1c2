import { provinceOf, type Province } from '../provinces.ts';
import { candidate, rank, type Candidate, type Suggestion } from './suggest.ts';
import { unpack, type District, type Subdistrict, type Units } from './unpack.ts';

export { unitWords, type Suggestion } from './suggest.ts';
export type { District, Subdistrict } from './unpack.ts';

/** The 928 districts and 7,436 subdistricts. Codes are the official ones: 2, 4 and 6 digits. */
export type Addresses = {
	districts(provinceCode: string): readonly District[];
	subdistricts(districtCode: string): readonly Subdistrict[];
	/** The usual one first; empty for an unknown code. To suggest and to warn with, never to refuse. */
	postcodes(subdistrictCode: string): readonly string[];
	byCode(code: string): Province | District | Subdistrict | null;
	/** For type-ahead: any part of subdistrict, district, province or postcode, best first. */
	suggest(query: string, provinceCode?: string | null, max?: number): Suggestion[];
};

let loading: Promise<Addresses> | undefined;

/** 41 kB that only a form with an address needs: fetched at the first call, kept after it. */
export function loadAddresses(): Promise<Addresses> {
	loading ??= import('./table.ts').then(
		({ TABLE }) => openAddresses(unpack(TABLE)),
		(error: unknown) => {
			// A chunk that did not arrive may arrive at the next call.
			loading = undefined;
			throw error;
		},
	);
	return loading;
}

function openAddresses({ districts, subdistricts }: Units): Addresses {
	const byCode = new Map<string, District | Subdistrict>();
	for (const list of districts.values()) for (const one of list) byCode.set(one.code, one);
	for (const list of subdistricts.values()) for (const one of list) byCode.set(one.code, one);

	let candidates: Candidate[] | undefined;
	function allCandidates(): Candidate[] {
		candidates ??= [...districts.values()]
			.flat()
			.flatMap((district) => (subdistricts.get(district.code) ?? []).map((one) => candidate(one, district)));
		return candidates;
	}

	return {
		districts: (provinceCode) => districts.get(provinceCode) ?? [],
		subdistricts: (districtCode) => subdistricts.get(districtCode) ?? [],
		postcodes(subdistrictCode) {
			const unit = byCode.get(subdistrictCode);
			return unit?.kind === 'subdistrict' ? unit.postcodes : [];
		},
		byCode: (code) => byCode.get(code) ?? (code.length === 2 ? provinceOf(code) : null),
		suggest(query, provinceCode = null, max = 20) {
			const within =
				provinceCode === null
					? allCandidates()
					: allCandidates().filter(({ district }) => district.province === provinceCode);
			return rank(within, query, max);
		},
	};
}
