import { placeKey, type Gazetteer, type Place } from './gazetteer.ts';
import { nearest } from './nearness.ts';

export type Match = { place: Place; how: 'exact' | 'near' };

/** The names that the first words of a mention can spell: แม่ ริม may be แม่ or แม่ริม. Longest first. */
function spellings(parts: readonly string[]): string[] {
	return parts
		.slice(0, 4)
		.map((_, i) => parts.slice(0, i + 1).join(''))
		.reverse();
}

export function exactly(parts: readonly string[], places: readonly Place[]): Place | null {
	for (const spelling of spellings(parts)) {
		const key = placeKey(spelling);
		const found = places.find((place) => place.key === key);
		if (found) return found;
	}
	return null;
}

/** A name with the name of what holds it stuck to its end: ในเมืองขอนแก่น. */
export function withHolder(
	parts: readonly string[],
	places: readonly Place[],
	holders: readonly string[],
): Place | null {
	const key = placeKey(parts.join(''));
	const fitting = places.filter(
		(place) =>
			key.startsWith(place.key) && holders.some((holder) => key.slice(place.key.length).startsWith(holder)),
	);
	return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The one place that the words can be a misspelling of. บ้าน is left out and put in freely: ต.ต๋อม for บ้านต๋อม. */
export function nearly(
	parts: readonly string[],
	places: readonly Place[],
	favoured: Place | null,
): Place | null {
	let best: { one: Place; edits: number } | null = null;
	for (const spelling of spellings(parts)) {
		for (const text of [spelling, `บ้าน${spelling}`, spelling.replace(/^บ้าน/u, '')]) {
			const found = nearest(text, places, favoured);
			if (found && (best === null || found.edits < best.edits)) best = found;
		}
	}
	return best?.one ?? null;
}

/** The district that a name stands for inside a province; เมือง alone is the province's own. */
export function readDistrict(parts: readonly string[], province: string, gazetteer: Gazetteer): Place | null {
	const districts = gazetteer.districts(province);
	const exact = exactly(parts, districts);
	if (exact) return exact;
	const capital = districts.find(({ code }) => code.endsWith('01')) ?? null;
	if (placeKey(parts[0] ?? '') === 'เมือง') return capital;
	const provinceName = gazetteer.provinces.find(({ code }) => code === province)?.key ?? '';
	return withHolder(parts, districts, [provinceName]) ?? nearly(parts, districts, null);
}

/** The province that a name stands for, spelt rightly or nearly so. */
export function readProvince(parts: readonly string[], gazetteer: Gazetteer): Match | null {
	const exact = exactly(parts, gazetteer.provinces);
	if (exact) return { place: exact, how: 'exact' };
	const near = nearly(parts, gazetteer.provinces, null);
	return near ? { place: near, how: 'near' } : null;
}
