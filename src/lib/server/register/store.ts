import { catalogueOf } from '../../domain/access.ts';
import { MAX_LONG_NAME, MAX_NAME } from '../../domain/limits.ts';
import { REGISTER_AUTHOR } from '../../domain/register-author.ts';
import { digest } from '../../domain/register/digest.ts';
import type { RegisterMaker, ReportLine } from '../../domain/register/index.ts';
import { cut, fold } from '../../domain/thai.ts';
import type { Fields } from '../../sync/value.ts';
import type { App } from '../app.ts';
import { writeAs, type ServerEdit } from '../write.ts';

/** Everything an import writes carries this author: a second run may renew it, and leaves what a person has set since. */
export const AUTHOR = REGISTER_AUTHOR;
/** Makers in one transaction: each commit waits for the disk. */
const BATCH = 50;

export interface Stored {
	/** Makers of which the import changed something; 0 when everything was there already. */
	readonly changed: number;
	readonly records: number;
}

/**
 * Puts makers on the list that marketers visit: each a catalogue space without an owner, its shop and goods as drafts.
 * `source` names the register. Interrupted, it leaves whole makers; run again, it goes on.
 */
export async function storeMakers(
	app: App,
	makers: readonly RegisterMaker[],
	report: readonly ReportLine[],
	source: string,
	told: (done: number) => void = () => {},
): Promise<Stored> {
	const unread = Map.groupBy(report, (line) => line.row);
	let changed = 0;
	let records = 0;
	for (let i = 0; i < makers.length; i += BATCH) {
		const batch = makers.slice(i, i + BATCH);
		await app.store.write(async (tx) => {
			for (const maker of batch) {
				const facts = { id: catalogueOf(maker.id), area: maker.address.province, shop: maker.id };
				const lines = maker.rows.flatMap((row) => unread.get(row) ?? []);
				const written = await writeAs(tx, AUTHOR, facts, editsOf(maker, lines, source), app.now());
				changed += written > 0 ? 1 : 0;
				records += written;
			}
		});
		told(Math.min(makers.length, i + BATCH));
	}
	return { changed, records };
}

/** The records of one maker, with keys that are the same in every run. */
export function editsOf(maker: RegisterMaker, unread: readonly ReportLine[], source: string): ServerEdit[] {
	const { province, district, subdistrict, postcode, line } = maker.address;
	const shop: Fields = {
		nameTh: fit(maker.name, MAX_LONG_NAME),
		address: { province, district, subdistrict, postcode, line: fit(line, MAX_LONG_NAME) },
		phones: maker.phones.slice(0, 10),
		state: 'draft',
		...(maker.place ? { place: { ...maker.place, accuracy: null } } : {}),
		...(maker.otopNumber ? { otopNumber: fit(maker.otopNumber, MAX_NAME) } : {}),
	};
	const told: Fields = {
		source: fit(source, MAX_NAME),
		rows: maker.rows,
		name: maker.name,
		address: line,
		localAuthority: maker.localAuthority,
		contact: maker.contact,
		// Found through the office that filled in the row, not named in the address: shown as a guess.
		subdistrictGuess: maker.how === 'authority' || maker.how === 'near',
		unread: unread.map(({ row, column, reason }) => ({ row, column: fit(column, MAX_NAME), reason })),
	};
	return [
		{ kind: 'shop', key: maker.id, set: shop },
		{ kind: 'maker', key: maker.id, set: told },
		...maker.products.map(({ name, category }): ServerEdit => {
			const guessed: Fields = category ? { category: category.code, categoryGuess: category.guess } : {};
			const key = digest(`${maker.id} ${fold(name)}`);
			return { kind: 'product', key, set: { nameTh: fit(name, MAX_LONG_NAME), state: 'draft', ...guessed } };
		}),
	];
}

/** A field that people edit has a limit; what is longer stands whole in the maker's own record. Units: UTF-16. */
function fit(text: string, limit: number): string {
	// A Thai letter with its marks is at most a few units, so a third of the limit in letters always fits.
	return text.length <= limit ? text : cut(text, Math.floor(limit / 3)).slice(0, limit);
}
