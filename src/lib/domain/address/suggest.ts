import { provinceOf } from '../provinces.ts';
import { compareThai, fold } from '../thai.ts';
import type { District, Subdistrict } from './unpack.ts';

export type Suggestion = {
	subdistrict: Subdistrict;
	district: District;
	/** `หนองบัว » เมืองชัยภูมิ » ชัยภูมิ`; in Bangkok `แขวงลาดยาว » เขตจตุจักร » กรุงเทพมหานคร`. */
	label: string;
};
export type Candidate = Suggestion & { folded: string; haystack: string };

/** Levels of the official division as they are called: แขวง and เขต in Bangkok. */
export function unitWords(provinceCode: string): { subdistrict: string; district: string } {
	return provinceCode.slice(0, 2) === '10'
		? { subdistrict: 'แขวง', district: 'เขต' }
		: { subdistrict: 'ตำบล', district: 'อำเภอ' };
}

export function candidate(subdistrict: Subdistrict, district: District): Candidate {
	const province = provinceOf(district.code)?.th ?? '';
	const inBangkok = district.province === '10';
	const label = inBangkok
		? `แขวง${subdistrict.name} » เขต${district.name} » ${province}`
		: `${subdistrict.name} » ${district.name} » ${province}`;
	const haystack = fold([subdistrict.name, district.name, province, ...subdistrict.postcodes].join(' '));
	return { subdistrict, district, label, folded: fold(subdistrict.name), haystack };
}

/** A level typed before the name (ต.หนองบัว, อำเภอเมือง) says nothing that the name does not. */
const LEVEL = /^(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด|ต\.|อ\.|จ\.)(?=.)/;

/** The best `max` candidates whose names or postcode hold every part of the query. */
export function rank(candidates: readonly Candidate[], query: string, max: number): Suggestion[] {
	const terms = fold(query)
		.split(/[\s»,]+/)
		.map((term) => term.replace(LEVEL, ''))
		.filter((term) => term !== '');
	const [first] = terms;
	if (first === undefined) return [];
	const score = ({ folded }: Candidate) =>
		folded === first ? 0 : folded.startsWith(first) ? 1 : folded.includes(first) ? 2 : 3;
	return candidates
		.filter(({ haystack }) => terms.every((term) => haystack.includes(term)))
		.map((one) => ({ one, score: score(one) }))
		.sort((a, b) => a.score - b.score || compareThai(a.one.label, b.one.label))
		.slice(0, max)
		.map(({ one: { subdistrict, district, label } }) => ({ subdistrict, district, label }));
}
