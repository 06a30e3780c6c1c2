import { digest } from './digest.ts';
import type { RowCategory, RowReading } from './row.ts';
import type { How } from './resolve.ts';
import { factsOf, isBare, isSameMaker, type Facts } from './same.ts';

/** A maker that a marketer is to visit, gathered from one row or several. */
export type RegisterMaker = {
	/** The same for the same maker in every run, so that a second import finds what the first has written. */
	id: string;
	/** The place of sale as the register calls it; the product where the register names no maker. Whole, however long. */
	name: string;
	nameIs: 'maker' | 'product';
	products: { row: number; name: string; category: RowCategory }[];
	localAuthority: string;
	/** Official codes, '' where not known; `line` is the address as it stands in the register. */
	address: { province: string; district: string; subdistrict: string; postcode: string; line: string };
	/** How the subdistrict was found, so that a guess can be shown as one. */
	how: How | null;
	phones: string[];
	contact: string;
	place: { lat: number; lng: number } | null;
	otopNumber: string;
	/** In the order of the file. */
	rows: number[];
};

/** Gathers the rows of each maker. Every reading ends in exactly one of them. */
export function groupMakers(readings: readonly RowReading[]): RegisterMaker[] {
	const facts = readings.map(factsOf);
	const leader = facts.map((_, i) => i);
	const lead = (i: number): number => {
		let at = i;
		while (leader[at] !== at) {
			leader[at] = leader[leader[at] ?? at] ?? at;
			at = leader[at] ?? at;
		}
		return at;
	};
	const join = (a: number, b: number) => {
		const [first, second] = [lead(a), lead(b)].sort((x, y) => x - y);
		leader[second ?? a] = first ?? a;
	};

	for (const bucket of buckets(facts, meetingKeys)) {
		bucket.forEach((a, at) => {
			for (const b of bucket.slice(at + 1))
				if (lead(a) !== lead(b) && isSameMaker(facts[a] as Facts, facts[b] as Facts)) join(a, b);
		});
	}
	// A row with a name and nothing else belongs to the one enterprise of that name in its authority, if there is one.
	for (const bucket of buckets(facts, enterpriseKey)) {
		const known = new Set(bucket.filter((i) => !isBare(facts[i] as Facts)).map(lead));
		const bare = bucket.filter((i) => isBare(facts[i] as Facts));
		const [home = bare[0]] = known;
		if (known.size <= 1 && home !== undefined) for (const i of bare) join(home, i);
	}

	const groups = new Map<number, Facts[]>();
	facts.forEach((one, i) => {
		const members = groups.get(lead(i));
		if (members) members.push(one);
		else groups.set(lead(i), [one]);
	});
	const used = new Map<string, number>();
	return [...groups.values()].map((members) => {
		const identity = identityOf(members);
		const seen = used.get(identity) ?? 0;
		used.set(identity, seen + 1);
		return makerOf(members, digest(seen === 0 ? identity : `${identity}|${seen}`));
	});
}

const districtOf = ({ reading }: Facts) => `${reading.province}|${reading.officeDistrict}`;

/** Two rows can only be of one maker when they share one of these. */
function meetingKeys(facts: Facts): string[] {
	const where = districtOf(facts);
	const keys = [`name|${where}|${facts.name}`];
	if (!facts.isNamed && facts.house !== '')
		keys.push(`house|${where}|${facts.reading.subdistrict}|${facts.house}`);
	return keys;
}

function enterpriseKey(facts: Facts): string[] {
	const { localAuthority } = facts.reading;
	if (!facts.isOwnName || localAuthority === '') return [];
	return [`${districtOf(facts)}|${localAuthority}|${facts.name}`];
}

function buckets(facts: readonly Facts[], keysOf: (facts: Facts) => string[]): number[][] {
	const found = new Map<string, number[]>();
	facts.forEach((one, i) => {
		for (const key of keysOf(one)) {
			const bucket = found.get(key);
			if (bucket) bucket.push(i);
			else found.set(key, [i]);
		}
	});
	return [...found.values()].filter((bucket) => bucket.length > 1);
}

/** What a maker is known by, whatever the order of the rows: name, district and the firmest fact beside them. */
function identityOf(members: readonly Facts[]): string {
	const identities = members.map(({ reading, name, address }) => {
		const phone = [...reading.phones].sort()[0];
		const fact = phone ?? (address === '' ? `${reading.localAuthority}|${reading.product}` : address);
		return [reading.province, reading.officeDistrict, name, fact].join('|');
	});
	return identities.sort()[0] ?? '';
}

function makerOf(members: readonly Facts[], id: string): RegisterMaker {
	const readings = members.map(({ reading }) => reading).sort((a, b) => a.row - b.row);
	const first = readings[0] as RowReading;
	// The row that tells most of where: a subdistrict before an address, an address before nothing.
	const where =
		readings.find(({ subdistrict, how }) => subdistrict !== '' && how !== 'authority') ??
		readings.find(({ subdistrict }) => subdistrict !== '') ??
		readings.find(({ address }) => address !== '') ??
		first;
	return {
		id,
		name: first.place === '' ? first.product : first.place,
		nameIs: first.place === '' ? 'product' : 'maker',
		products: readings
			.filter(({ product }) => product !== '')
			.map(({ row, product, category }) => ({ row, name: product, category })),
		localAuthority: first.localAuthority,
		address: {
			province: where.province,
			district: where.district,
			subdistrict: where.subdistrict,
			postcode: where.postcode,
			line: where.address,
		},
		how: where.how,
		phones: [...new Set(readings.flatMap(({ phones }) => phones))],
		contact: readings.find(({ contact }) => contact !== '')?.contact ?? '',
		place: readings.find(({ point }) => point !== null)?.point ?? null,
		otopNumber: readings.find(({ otopNumber }) => otopNumber !== '')?.otopNumber ?? '',
		rows: readings.map(({ row }) => row),
	};
}
