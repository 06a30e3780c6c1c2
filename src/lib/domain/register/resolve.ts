import { type Gazetteer, type Place } from './gazetteer.ts';
import { mentions, type Level, type Mention } from './mentions.ts';
import { exactly, nearly, readDistrict, readProvince, withHolder, type Match } from './names.ts';

/**
 * How the subdistrict was found: `exact` as spelt, `near` by the one name it can be a misspelling of, `authority` from the
 * name of the subdistrict's own administration, when the address names none.
 */
export type How = 'exact' | 'near' | 'authority';
export type AddressFault =
	| 'unknown-subdistrict'
	| 'subdistrict-elsewhere'
	| 'several-subdistricts'
	| 'other-province'
	| 'no-subdistrict';
/** Codes are official: six digits a subdistrict, four a district. */
export type Resolution =
	| { kind: 'found'; subdistrict: string; district: string; how: How }
	| { kind: 'unresolved'; district: string; reason: AddressFault };

export type AddressCells = {
	/** Official codes, already read from their own columns; the district may be unknown (''). */
	province: string;
	district: string;
	address: string;
	localAuthority: string;
	/** The cell of a subdistrict column, in registers that have one. */
	subdistrict?: string;
};

/** A subdistrict's name and the district it is to be looked for in. */
type Wanted = { mention: Mention; district: string };

/**
 * The one official subdistrict that a row's address means. A district named in the address goes before the district
 * column, which is that of the office that filled the row in. Names repeat all over the country, so none is
 * ever looked up outside the row's province, nor outside a district that is named.
 */
export function resolveAddress(cells: AddressCells, gazetteer: Gazetteer): Resolution {
	const found = mentions(cells.address);
	if (isElsewhere(found, cells.province, gazetteer))
		return { kind: 'unresolved', district: cells.district, reason: 'other-province' };

	const wanted = wantedPlaces(found, cells, gazetteer);
	const matches = wanted
		.map((one) => matchSubdistrict(one, cells, gazetteer))
		.filter((match) => match !== null);
	const codes = [...new Set(matches.map(({ place }) => place.code))];
	const own = codes.filter((code) => code.startsWith(cells.district));
	// Maker and market in one cell: the one in the row's own district is the maker's.
	const code = codes.length > 1 && own.length === 1 ? own[0] : codes.length === 1 ? codes[0] : undefined;
	const match = matches.find(({ place }) => place.code === code);
	if (match) return resolved(match.place, match.how);

	const named = readDistricts(found, cells.province, gazetteer);
	const district = wanted[0]?.district ?? named[0]?.code ?? cells.district;
	if (codes.length > 1) return { kind: 'unresolved', district, reason: 'several-subdistricts' };
	const unread = wanted.find(({ mention }) => mention.sure);
	if (unread) {
		const known = exactly(unread.mention.parts, gazetteer.allSubdistricts(cells.province));
		const reason = known ? 'subdistrict-elsewhere' : 'unknown-subdistrict';
		return { kind: 'unresolved', district, reason };
	}
	const seat = seatOfAuthority(found, district, cells, gazetteer);
	return seat ? resolved(seat, 'authority') : { kind: 'unresolved', district, reason: 'no-subdistrict' };
}

function resolved(place: Place, how: How): Resolution {
	return { kind: 'found', subdistrict: place.code, district: place.code.slice(0, 4), how };
}

const ofLevel = (found: readonly Mention[], level: Level) =>
	found.filter((mention) => mention.level === level);

function isElsewhere(found: readonly Mention[], province: string, gazetteer: Gazetteer): boolean {
	const named = ofLevel(found, 'province').map(({ parts }) => readProvince(parts, gazetteer));
	const here = named.some((match) => match?.place.code === province);
	return !here && named.some((match) => match?.how === 'exact');
}

function readDistricts(found: readonly Mention[], province: string, gazetteer: Gazetteer): Place[] {
	return ofLevel(found, 'district')
		.map(({ parts }) => readDistrict(parts, province, gazetteer))
		.filter((place) => place !== null);
}

/** Each named subdistrict with the district behind it, else one named anywhere in the address, else the column's. */
function wantedPlaces(found: readonly Mention[], cells: AddressCells, gazetteer: Gazetteer): Wanted[] {
	const column = cells.subdistrict?.trim() ?? '';
	if (column !== '') {
		const [inColumn] = ofLevel(mentions(column), 'subdistrict');
		const plain: Mention = { level: 'subdistrict', parts: column.split(/\s+/u), sure: true };
		return [{ mention: inColumn ?? plain, district: cells.district }];
	}
	const anywhere = readDistricts(found, cells.province, gazetteer)[0]?.code ?? cells.district;
	return found.flatMap((mention, i): Wanted[] => {
		if (mention.level !== 'subdistrict') return [];
		const next = found.findIndex((other, j) => j > i && other.level === 'subdistrict');
		const behind = readDistricts(found.slice(i, next === -1 ? undefined : next), cells.province, gazetteer);
		return [{ mention, district: behind[0]?.code ?? anywhere }];
	});
}

function matchSubdistrict(wanted: Wanted, cells: AddressCells, gazetteer: Gazetteer): Match | null {
	const { parts, sure } = wanted.mention;
	const scope = gazetteer.subdistricts(wanted.district);
	const exact = exactly(parts, scope);
	if (exact) return { place: exact, how: 'exact' };
	if (!sure) return null;
	const holders = [...gazetteer.districts(cells.province), ...gazetteer.provinces]
		.filter(({ code }) => code === wanted.district || code === cells.province)
		.map(({ key }) => key);
	const held = withHolder(parts, scope, [...holders, 'เมือง']);
	if (held) return { place: held, how: 'exact' };
	const authority = namesake(cells.localAuthority, scope);
	const near = nearly(parts, scope, authority);
	// A name that is another district's own is no misspelling of a neighbour, unless the authority says so.
	const isOthers = exactly(parts, gazetteer.allSubdistricts(cells.province)) !== null;
	return near && (!isOthers || near.code === authority?.code) ? { place: near, how: 'near' } : null;
}

/** The subdistrict that a local authority is named after. */
function namesake(localAuthority: string, places: readonly Place[]): Place | null {
	const own = mentions(localAuthority).find(
		({ level }) => level === 'administration' || level === 'municipality',
	);
	return own ? (exactly(own.parts, places) ?? nearly(own.parts, places, null)) : null;
}

/** Where an address names no subdistrict: that of an authority's seat named in it, or of the row's own administration. */
function seatOfAuthority(
	found: readonly Mention[],
	district: string,
	cells: AddressCells,
	gazetteer: Gazetteer,
): Place | null {
	const scope = gazetteer.subdistricts(district);
	const inAddress = [...ofLevel(found, 'administration'), ...ofLevel(found, 'municipality')]
		.map(({ parts }) => exactly(parts, scope))
		.find((place) => place !== null);
	if (inAddress) return inAddress;
	// A municipality may spread over several subdistricts, and no authority speaks for an address in another district.
	const governsOne = ofLevel(mentions(cells.localAuthority), 'administration').length > 0;
	return governsOne && district === cells.district ? namesake(cells.localAuthority, scope) : null;
}
