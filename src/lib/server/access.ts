import { sql, type RawBuilder } from 'kysely';
import {
	ORDERS,
	sees,
	seesArea,
	visible as sightOf,
	type Principal,
	type Sight,
	type SpaceFacts,
} from '../domain/access.ts';

/** Whether a person may do something: the rule is `domain/access.ts`, and nothing on the server decides beside it. */
export { can } from '../domain/access.ts';

/** What a person may see, for whoever looks through many spaces. */
export interface Visible {
	/** Provinces whose catalogues are seen; null: the whole country. */
	readonly areas: readonly string[] | null;
	/** The one shop seen wherever it lies; null: none by its shop. */
	readonly shop: string | null;
	readonly sees: (space: SpaceFacts) => boolean;
	/** Whether the catalogues of a province are seen. */
	readonly seesArea: (area: string) => boolean;
	/** The same as a condition on a query's `space`, so that nothing else is read at all. */
	readonly where: RawBuilder<boolean>;
}

/** The one filter of pulls, snapshots, pictures, lists and pages. */
export function visible(who: Principal | null): Visible {
	const sight = sightOf(who);
	return {
		...sight,
		sees: (space) => sees(sight, space),
		seesArea: (area) => seesArea(sight, area),
		where: whereOf(sight),
	};
}

/** Of a province the catalogues: orders are seen by their shop's people alone. */
const notOrders = sql<boolean>`substr(space.id, 1, ${sql.lit(ORDERS.length)}) <> ${sql.lit(ORDERS)}`;

function whereOf({ areas, shop }: Sight): RawBuilder<boolean> {
	if (areas === null) return notOrders;
	const inAreas =
		areas.length > 0 ? sql`space.area in (${sql.join([...areas])}) and ${notOrders}` : sql`1 = 0`;
	return shop === null ? sql<boolean>`(${inAreas})` : sql<boolean>`((${inAreas}) or space.shop = ${shop})`;
}
