import { allowed, distance, skeleton } from '../register/nearness.ts';
import { repairPhones } from '../register/phones.ts';
import { holdsAll, searchWords } from '../maker-search.ts';
import { arabicDigits, compareThai, contains, fold } from '../thai.ts';

/** Whom a line of a list means. Nobody is taken for somebody else unasked: what is not certain is shown to be chosen. */

/** What of a maker a line may name. */
export interface Listable {
	readonly shop: string;
	readonly name: string;
	readonly nameEn: string;
	/** Subdistrict, district and province as they are read. */
	readonly place: string;
	/** National digits. */
	readonly phones: readonly string[];
	readonly otop: string;
}

/** A maker made ready to be compared with many lines. */
export interface Known extends Listable {
	readonly bare: readonly string[];
	readonly bones: string;
	readonly text: string;
	readonly code: string;
}

export interface Meant {
	/** The likeliest first, at most `MAX_FOUND`. */
	readonly shops: readonly string[];
	/** So many more could be meant. */
	readonly more: number;
	/** One, and it is that one; where not, a person chooses. */
	readonly isSure: boolean;
}

/** Makers named for one line: what a person reads through on a small screen. */
export const MAX_FOUND = 8;
/** Cells of a sheet's row, or parts between commas, that are looked at. */
const MAX_CELLS = 6;
/** Letters below which a part of a line is no name by itself. */
const LEAST_CELL = 4;
/** A whole name that stands within a line; shorter ones stand in every other. */
const LEAST_WHOLE = 8;
/** Below so many letters a name that sounds alike says nothing. */
const LEAST_ALIKE = 6;

/** `1.`, `๒)`, a bullet, or the first column of a sheet. */
const ORDINAL = /^(?:\(?\d{1,3}(?:[.)\]:]+\s*|\s+)|[-–•*·]+\s*)/u;
const PHONE_LABEL = /(?:เบอร์โทรศัพท์|เบอร์โทร|เบอร์|โทรศัพท์|โทร|มือถือ|tel)[\s.:]*(?=[+\d–-]|$)/giu;
const PHONE_DIGITS = /\+?\d[\d\s().\-–]{6,}\d/gu;
const BETWEEN_CELLS = /\t|,|;|\||\s{2,}|\s[-–]\s/u;
/** What stands before a place's name, written in many ways. */
const UNIT = /^(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด|ต\.|อ\.|จ\.)/u;

/** What stands in an address and is no name. */
const BESIDE_PLACES = /หมู่ที่|หมู่|ตำบล|แขวง|อำเภอ|เขต|จังหวัด|\d+/gu;
/** So much of a line may be told by nothing, of the length of the name in it. */
const MOST_UNTOLD = 0.25;

/** A name without spaces and marks between words: people set them as they like. */
const bare = (text: string): string => fold(text).replace(/[\s\p{P}]/gu, '');
const without = (words: readonly string[]): string[] =>
	words.map((word) => word.replace(UNIT, '')).filter((word) => bare(word) !== '');

export function known(maker: Listable): Known {
	const { name, nameEn, place, phones, otop } = maker;
	return {
		...maker,
		bare: [name, nameEn].map(bare).filter(Boolean),
		bones: skeleton(name),
		text: fold([name, nameEn, place, ...phones, otop].join(' ')),
		code: skeleton(otop),
	};
}

/** Whom a line means: by a phone or an OTOP number in it, else by the name, or any part of it. */
export function meantBy(line: string, makers: readonly Known[]): Meant {
	const typed = arabicDigits(line);
	const numbered = byNumber(typed, makers);
	const name = typed.replace(PHONE_LABEL, ' ').replace(PHONE_DIGITS, ' ');
	const named = byName(fold(name) === '' ? typed : name, makers);
	if (numbered.length === 0) return told(named.found, named.isSure);
	const both = numbered.filter((maker) => named.found.includes(maker));
	if (both.length > 0) return told(both, true);
	// A name of one maker with the number of another: whoever wrote the list meant one of them.
	return named.isSure ? told([...numbered, ...named.found], false) : told(numbered, true);
}

function told(found: readonly Known[], isSure: boolean): Meant {
	return {
		shops: found.slice(0, MAX_FOUND).map(({ shop }) => shop),
		more: Math.max(0, found.length - MAX_FOUND),
		isSure: isSure && found.length === 1,
	};
}

function byNumber(line: string, makers: readonly Known[]): Known[] {
	const phones = new Set(repairPhones(line).phones);
	const codes = new Set([line, ...line.split(/[\s,;|]+/u)].map(skeleton));
	return makers.filter(
		(maker) =>
			maker.phones.some((phone) => phones.has(phone)) || (maker.code !== '' && codes.has(maker.code)),
	);
}

interface Named {
	readonly found: readonly Known[];
	readonly isSure: boolean;
}

/** From what is certain to what sounds alike; the first that finds somebody. */
function byName(line: string, makers: readonly Known[]): Named {
	const unnumbered = line.trim().replace(ORDINAL, '');
	const words = without(searchWords(unnumbered));
	const whole =
		same(unnumbered, makers) ??
		part(unnumbered, makers) ??
		holding(words, makers) ??
		same(line, makers) ??
		part(line, makers);
	if (whole) return { found: inOrder(whole, []), isSure: true };
	const inside = within(unnumbered, makers);
	if (inside?.isSure) return { ...inside, found: nearest(inside.found, words) };
	const cells = cellsOf(unnumbered);
	for (const cell of cells) {
		const exact = same(cell, makers);
		if (exact) return { found: nearest(exact, words), isSure: true };
		const partly = part(cell, makers);
		if (!partly) continue;
		const others = words.filter((word) => !contains(fold(cell), word));
		// A column may be a place that stands in somebody's name: something else of the line must speak for them.
		return { found: nearest(partly, others), isSure: partly.some((maker) => heldOf(maker, others) > 0) };
	}
	for (const text of new Set([unnumbered, ...cells])) {
		const spelt = alike(text, makers);
		if (spelt) return { ...spelt, found: [...nearest(spelt.found, words), ...(inside?.found ?? [])] };
	}
	return inside ?? { found: [], isSure: false };
}

const orNull = (found: readonly Known[]): readonly Known[] | null => (found.length > 0 ? found : null);

const same = (text: string, makers: readonly Known[]) => {
	const wanted = bare(text);
	return orNull(makers.filter((maker) => maker.bare.includes(wanted)));
};

const part = (text: string, makers: readonly Known[]) => {
	const wanted = bare(text);
	return wanted === ''
		? null
		: orNull(makers.filter((maker) => maker.bare.some((name) => contains(name, wanted))));
};

const holding = (words: readonly string[], makers: readonly Known[]) =>
	words.length === 0 ? null : orNull(makers.filter(({ text }) => holdsAll(text, words)));

/** Makers whose whole name stands in the line, those of the longest: surely where the rest is a place and numbers. */
function within(line: string, makers: readonly Known[]): Named | null {
	const all = bare(line);
	const held = makers.map((maker) => {
		const names = maker.bare.filter((name) => contains(all, name));
		return { maker, name: names.reduce((long, name) => (name.length > long.length ? name : long), '') };
	});
	const longest = held.reduce((most, { name }) => Math.max(most, name.length), 0);
	if (longest < LEAST_WHOLE) return null;
	const found = held.filter(({ name }) => name.length === longest);
	const isAll = ({ maker, name }: (typeof found)[number]): boolean => {
		const places = maker.place.split(' ').flatMap((place) => [bare(place), bare(place.replace(UNIT, ''))]);
		const rest = places.reduce((left, place) => left.replace(place, ''), all.replace(name, ''));
		return rest.replace(BESIDE_PLACES, '').length <= name.length * MOST_UNTOLD;
	};
	return { found: found.map(({ maker }) => maker), isSure: found.some(isAll) };
}

/** Makers whose names are spelt nearly so: surely where only what is easily mistyped differs. */
function alike(text: string, makers: readonly Known[]): Named | null {
	const wanted = skeleton(text);
	if (wanted.length < LEAST_CELL) return null;
	const exact = orNull(makers.filter(({ bones }) => bones === wanted));
	if (exact) return { found: exact, isSure: true };
	if (wanted.length < LEAST_ALIKE) return null;
	const found = orNull(
		makers.filter(({ bones }) => {
			if (contains(bones, wanted)) return true;
			const most = allowed(Math.min(bones.length, wanted.length));
			return distance(bones, wanted, most) <= most;
		}),
	);
	return found && { found, isSure: false };
}

/** The longest first: the name mostly is. */
const cellsOf = (line: string): string[] =>
	line
		.split(BETWEEN_CELLS)
		.filter((cell) => bare(cell).length >= LEAST_CELL)
		.slice(0, MAX_CELLS)
		.sort((a, b) => b.length - a.length);

const heldOf = ({ text }: Known, words: readonly string[]): number =>
	words.filter((word) => contains(text, word)).length;

/** Those of whom most of the line's words speak. */
function nearest(found: readonly Known[], words: readonly string[]): readonly Known[] {
	const most = found.reduce((so, maker) => Math.max(so, heldOf(maker, words)), 0);
	return inOrder(
		found.filter((maker) => heldOf(maker, words) === most),
		words,
	);
}

const inOrder = (found: readonly Known[], words: readonly string[]): readonly Known[] =>
	[...found].sort(
		(a, b) =>
			heldOf(b, words) - heldOf(a, words) || compareThai(a.name, b.name) || (a.shop < b.shop ? -1 : 1),
	);
