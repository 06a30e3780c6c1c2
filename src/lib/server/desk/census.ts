import type { Principal } from '../../domain/access.ts';
import { REGIONS, type Region } from '../../domain/provinces.ts';
import { can } from '../access.ts';
import type { App } from '../app.ts';
import { countJoined, countListed, countMakers, countPeople } from '../store/queries/census.ts';
import { provincesOf } from './office.ts';

export interface ProvinceCount {
	readonly code: string;
	readonly th: string;
	readonly en: string;
	readonly makers: number;
	readonly joined: number;
	readonly listed: number;
}

/** The country in numbers, or a marketer's part of it. Provinces with nothing are there, with zeros. */
export async function censusFor(app: App, who: Principal) {
	const { people, makers, joined, listed } = await app.store.read(async (tx) => {
		return {
			people: await countPeople(tx),
			makers: await countMakers(tx),
			joined: await countJoined(tx),
			listed: await countListed(tx),
		};
	});
	const provinces = provincesOf(who).map(({ code, th, en, region }) => {
		const count = (by: ReadonlyMap<string, number>) => by.get(code) ?? 0;
		return { code, th, en, region, makers: count(makers), joined: count(joined), listed: count(listed) };
	});
	const sum = (of: 'makers' | 'joined' | 'listed') =>
		provinces.reduce((total, province) => total + province[of], 0);
	const regions = REGIONS.map((region): { region: Region; provinces: ProvinceCount[] } => {
		return { region, provinces: provinces.filter((province) => province.region === region) };
	});
	return {
		regions: regions.filter((part) => part.provinces.length > 0),
		total: { makers: sum('makers'), joined: sum('joined'), listed: sum('listed') },
		office: can(who, 'see-office', null)
			? { staff: people.get('staff') ?? 0, marketers: people.get('marketer') ?? 0 }
			: null,
	};
}
