import { sql, type RawBuilder } from 'kysely';
import { sees, visible as sightOf, type Principal, type Sight, type SpaceFacts } from '../domain/access.ts';

/** Whether a person may do something: the rule is `domain/access.ts`, and nothing on the server decides beside it. */
export { can } from '../domain/access.ts';

/** What a person may see, for whoever looks through many spaces. */
export interface Visible {
	/** Provinces whose spaces are seen; null: the whole country. */
	readonly areas: readonly string[] | null;
	/** The one shop seen wherever it lies; null: none by its shop. */
	readonly shop: string | null;
	readonly sees: (space: Pick<SpaceFacts, 'area' | 'shop'>) => boolean;
	/** The same as a condition on a query's `space`, so that nothing else is read at all. */
	readonly where: RawBuilder<boolean>;
}

/** The one filter of pulls, snapshots, pictures, lists and pages. */
export function visible(who: Principal | null): Visible {
	const sight = sightOf(who);
	return { ...sight, sees: (space) => sees(sight, space), where: whereOf(sight) };
}

function whereOf({ areas, shop }: Sight): RawBuilder<boolean> {
	if (areas === null) return sql<boolean>`1 = 1`;
	const inAreas = areas.length > 0 ? sql`space.area in (${sql.join([...areas])})` : sql`1 = 0`;
	return shop === null ? sql<boolean>`(${inAreas})` : sql<boolean>`(${inAreas} or space.shop = ${shop})`;
}
