import { districtOf } from '../domain/scope.ts';
import { PACKS } from '../sync/pages.ts';
import { visible } from './access.ts';
import type { App } from './app.ts';
import type { Enrolled } from './principal.ts';
import { lengthsOfArea, makersOfArea, type Lengths } from './store/queries/makers.ts';

/** A district, its makers, and what they take on the line, bytes, about. */
export type Offered = readonly [district: string, makers: number, bytes: number];

/** Key, names of fields and the rest of a record beside its values, UTF-16 units. */
const AROUND = 40;

const unitsOf = ({ records, length }: Lengths = { records: 0, length: 0 }): number =>
	length + records * AROUND;

/** What a shop takes on the line, bytes, about. */
export const bytesOf = (lengths: Lengths | undefined): number => Math.round(unitsOf(lengths) / PACKS);

/** What somebody may carry who looks after provinces: their districts, those whose makers name none last in each. */
export async function offerOf({ store }: Pick<App, 'store'>, { principal }: Enrolled): Promise<Offered[]> {
	const sight = visible(principal);
	const offered = new Map<string, [makers: number, units: number]>();
	for (const area of sight.areas ?? []) {
		const [makers, lengths] = await store.read(async (tx) => [
			await makersOfArea(tx, area, sight),
			await lengthsOfArea(tx, area, sight),
		]);
		for (const { shop, fields } of makers) {
			const code = districtOf(area, fields['address']);
			const [count, units] = offered.get(code) ?? [0, 0];
			offered.set(code, [count + 1, units + unitsOf(lengths.get(shop))]);
		}
	}
	const place = (code: string) => (code.endsWith('00') ? `${code.slice(0, 2)}99` : code);
	return [...offered]
		.sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
		.map(([code, [makers, units]]): Offered => [code, makers, Math.round(units / PACKS)]);
}
