import { distance, skeleton } from '../register/nearness.ts';
import { fold } from '../thai.ts';

/**
 * Which makers may be one. They are shown to a person who decides: a pair too many costs a look, a pair too few leaves a maker
 * on the list twice. What a look costs is counted (docs/decisions/0019).
 */

/** What of a maker is compared. */
export interface Suspect {
	readonly shop: string;
	readonly name: string;
	/** National digits. */
	readonly phones: readonly string[];
	readonly otop: string;
	/** Official codes; '' where not known. */
	readonly district: string;
	readonly subdistrict: string;
}

/** Why two makers may be one, the firmest first. */
export const REASONS = ['otop', 'phone', 'name'] as const;
export type Reason = (typeof REASONS)[number];

export interface Pair {
	/** The shop whose key sorts first, and the other. */
	readonly a: string;
	readonly b: string;
	readonly reasons: readonly Reason[];
}

/** A number that more makers than this give is an office's, which gives it for all of its makers. */
const MOST_OF_A_PHONE = 3;
/** Below so many letters what is left of a name once everything common is gone says nothing. */
const LEAST_OWN = 4;
/** What tells of an enterprise, not of a product: two neighbours make one thing, and both call it by its name. */
const ENTERPRISE =
	/กลุ่ม|วิสาหกิจ|ร้าน|สหกรณ์|บริษัท|หจก|ห้างหุ้นส่วน|ฟาร์ม|โรงงาน|โรงสี|สวน|ไร่|ครัว|ชมรม|สมาคม|เครือข่าย|เบเกอรี่/u;
/** Words that most names have; they tell no two apart. */
const COMMON =
	/กลุ่ม|วิสาหกิจชุมชน|วิสาหกิจ|ชุมชน|อาชีพ|ส่งเสริม|สตรี|แม่บ้าน|เกษตรกร|ร้านค้า|ร้าน|สหกรณ์|แปรรูป|อาหาร|ผลิตภัณฑ์|ผลิต|ขนมไทย|ขนม|สัมมาชีพ|หมู่ที่|หมู่|บ้าน|ตำบล|อำเภอ|จังหวัด|จำกัด|บริษัท|ผลผลิต|ทางการเกษตร|จัดจำหน่าย|จำหน่าย|เอง|ศูนย์|คุณ|นางสาว|นาง|นาย/gu;

interface Known extends Suspect {
	/** The name without what is easily mistyped. */
	readonly whole: string;
	/** The same without common words and numbers; '' where little is left. */
	readonly own: string;
	/** Numbers in the name: หมู่ 3 is not หมู่ 4. */
	readonly numbers: string;
	readonly isEnterprise: boolean;
}

function known(suspect: Suspect): Known {
	const name = fold(suspect.name);
	const own = skeleton(name.replace(COMMON, '').replace(/\d+/gu, ''));
	return {
		...suspect,
		whole: skeleton(name),
		own: own.length >= LEAST_OWN ? own : '',
		numbers: (name.match(/\d+/gu) ?? []).join(' '),
		isEnterprise: ENTERPRISE.test(name),
	};
}

/** Pairs of makers that may be one, the firmest first. `isApart`: somebody has looked, and they are two. */
export function findPairs(
	suspects: readonly Suspect[],
	isApart: (a: string, b: string) => boolean = () => false,
): Pair[] {
	const makers = suspects.map(known);
	const found = new Map<string, { a: string; b: string; reasons: Set<Reason> }>();
	const meet = (one: Known, other: Known, reason: Reason) => {
		if (one.shop === other.shop) return;
		const [a, b] = one.shop < other.shop ? [one.shop, other.shop] : [other.shop, one.shop];
		if (isApart(a, b)) return;
		const pair = found.get(`${a} ${b}`) ?? { a, b, reasons: new Set() };
		found.set(`${a} ${b}`, { ...pair, reasons: pair.reasons.add(reason) });
	};
	for (const group of together(makers, ({ otop }) => [skeleton(otop)])) each(group, meet, 'otop');
	for (const group of together(makers, ({ phones }) => phones))
		if (group.length <= MOST_OF_A_PHONE) each(group, meet, 'phone');
	for (const group of together(makers, ({ district, own }) => [own && district]))
		for (const [i, one] of group.entries())
			for (const other of group.slice(i + 1)) if (soundsAlike(one, other)) meet(one, other, 'name');
	return [...found.values()]
		.map(({ a, b, reasons }) => ({ a, b, reasons: REASONS.filter((reason) => reasons.has(reason)) }))
		.sort((x, y) => rank(x) - rank(y) || (x.a + x.b < y.a + y.b ? -1 : 1));
}

/** Two reasons are firmer than one. */
const rank = ({ reasons }: Pair): number =>
	(reasons.length > 1 ? 0 : 10) + REASONS.indexOf(reasons[0] ?? 'name');

/** Makers that share one of their keys; '' is none. */
function together(makers: readonly Known[], keysOf: (maker: Known) => readonly string[]): Known[][] {
	const groups = new Map<string, Known[]>();
	for (const maker of makers)
		for (const key of new Set(keysOf(maker)))
			if (key !== '') groups.set(key, [...(groups.get(key) ?? []), maker]);
	return [...groups.values()].filter((group) => group.length > 1);
}

function each(group: readonly Known[], meet: (a: Known, b: Known, reason: Reason) => void, reason: Reason) {
	for (const [i, one] of group.entries()) for (const other of group.slice(i + 1)) meet(one, other, reason);
}

/** Of one district. Where both subdistricts are known and differ, the whole name must be the same. */
function soundsAlike(one: Known, other: Known): boolean {
	if (!one.isEnterprise || !other.isEnterprise || one.numbers !== other.numbers) return false;
	if (one.whole === other.whole) return true;
	const isNear = one.subdistrict !== '' && one.subdistrict === other.subdistrict;
	if (!isNear) return false;
	const least = Math.min(one.own.length, other.own.length);
	const most = least < 8 ? 0 : least < 14 ? 1 : 2;
	return distance(one.own, other.own, most) <= most;
}
