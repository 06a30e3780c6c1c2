import type { Principal } from '../../domain/access.ts';
import { EMPTY, figuresOf, together, unnoted, type Figures, type Tally } from '../../domain/coverage.ts';
import { DAY } from '../../domain/dates.ts';
import type { Province } from '../../domain/provinces.ts';
import { can, visible } from '../access.ts';
import type { App } from '../app.ts';
import { countJoined, countPeople } from '../store/queries/census.ts';
import { countCatalogues, countPhones, countPrices } from '../store/queries/coverage.ts';
import { countVisits } from '../store/queries/visits.ts';
import { readNotes } from '../store/queries/meta.ts';
import { allPeople } from '../store/queries/people.ts';
import { provincesOf } from './office.ts';
import { REGISTER_NOTE, type RegisterNote } from './register-note.ts';

export interface ProvinceRow extends Province {
	readonly figures: Figures;
}

export interface MarketerRow {
	readonly person: string;
	readonly name: string;
	readonly areas: readonly string[];
	readonly figures: Figures;
}

export interface Coverage {
	/** Every province of whoever asks, those with nothing too. */
	readonly provinces: readonly ProvinceRow[];
	/** Null for those who do not see who works for the office. Figures are those of their provinces, phones and visits their own. */
	readonly marketers: readonly MarketerRow[] | null;
	readonly total: Figures;
	/** Rows of registers that makers stand for, and prices whose age nobody noted. */
	readonly rows: number;
	readonly unnoted: number;
	/** Sellers' phones by how long ago they were heard (`QUIETS`), and how many say nothing of what is on them. */
	readonly quiet: readonly number[];
	readonly mute: number;
	/** The registers that were brought in, and how many of their rows could not be: those belong to no province, and are told to the office alone. */
	readonly registers: readonly RegisterNote[];
	readonly office: { readonly staff: number; readonly marketers: number } | null;
}

/** The country in numbers at this moment, or a marketer's part of it. `silent`: days of silence that count. */
export async function coverageFor(app: App, who: Principal, silent: number): Promise<Coverage> {
	const now = app.now();
	const seen = visible(who);
	const seesOffice = can(who, 'see-office', null);
	const found = await app.store.read(async (tx) => ({
		catalogues: await countCatalogues(tx, seen),
		joined: await countJoined(tx),
		prices: await countPrices(tx, seen),
		visits: await countVisits(tx, seen),
		phones: await countPhones(tx, 'seller', now - silent * DAY, now),
		theirs: seesOffice ? await countPhones(tx, 'marketer', now - silent * DAY, now) : [],
		people: seesOffice ? await allPeople(tx, 'marketer') : [],
		office: seesOffice ? await countPeople(tx) : null,
		notes: seesOffice ? await readNotes(tx, REGISTER_NOTE) : [],
	}));
	const catalogues = Map.groupBy(found.catalogues, ({ area }) => area);
	const prices = Map.groupBy(found.prices, ({ area }) => area);
	const phones = Map.groupBy(found.phones, ({ area }) => area);
	const visits = Map.groupBy(found.visits, ({ area }) => area);
	const tallyOf = (area: string): Tally =>
		together([
			...(catalogues.get(area) ?? []).map((part) => ({ ...EMPTY, ...part })),
			...(phones.get(area) ?? []).map((part) => ({ ...EMPTY, ...part })),
			...(visits.get(area) ?? []).map((part) => ({ ...EMPTY, ...part })),
			{ ...EMPTY, joined: found.joined.get(area) ?? 0 },
			{ ...EMPTY, prices: new Map((prices.get(area) ?? []).map(({ day, count }) => [day, count])) },
		]);
	const own = provincesOf(who).map((province) => ({ province, tally: tallyOf(province.code) }));
	const total = together(own.map(({ tally }) => tally));
	const marketers = found.people.map(({ person, name, areas }): MarketerRow => {
		const care = own.filter(({ province }) => areas.includes(province.code)).map(({ tally }) => tally);
		const phones = found.theirs.filter((part) => part.person === person);
		const visits = found.visits.filter(({ marketer }) => marketer === person);
		const tally = { ...together(care), ...phonesOf(phones), ...visitsOf(visits) };
		return { person, name, areas, figures: figuresOf(tally, now) };
	});
	return {
		provinces: own.map(({ province, tally }) => ({ ...province, figures: figuresOf(tally, now) })),
		marketers: seesOffice ? marketers : null,
		total: figuresOf(total, now),
		rows: total.rows,
		unnoted: unnoted(total),
		quiet: total.quiet,
		mute: total.mute,
		registers: found.notes.map((note) => JSON.parse(note) as RegisterNote),
		office: found.office && {
			staff: found.office.get('staff') ?? 0,
			marketers: found.office.get('marketer') ?? 0,
		},
	};
}

type OfPhones = Pick<Tally, 'phones' | 'silent' | 'unsent' | 'mute' | 'quiet' | 'heardAt'>;

function phonesOf(parts: readonly OfPhones[]): OfPhones {
	const { phones, silent, unsent, mute, quiet, heardAt } = together(
		parts.map((part) => ({ ...EMPTY, ...part })),
	);
	return { phones, silent, unsent, mute, quiet, heardAt };
}

function visitsOf(parts: readonly Pick<Tally, 'planned' | 'visited' | 'madeAt' | 'cameAt'>[]) {
	const { planned, visited, madeAt, cameAt } = together(parts.map((part) => ({ ...EMPTY, ...part })));
	return { planned, visited, madeAt, cameAt };
}
