import type { Principal } from '../../domain/access.ts';
import { catalogueOf } from '../../domain/access.ts';
import { DAY, instantOfDay } from '../../domain/dates.ts';
import { oddPrice, type Suspect } from '../../domain/outlier.ts';
import { visible, type Visible } from '../access.ts';
import type { App } from '../app.ts';
import type { Tx } from '../store/port.ts';
import { personOfDevice } from '../store/queries/accounts.ts';
import { findRecord } from '../store/queries/records.ts';
import {
	awaitingConsent,
	formerPrices,
	leapingPrices,
	openQuestions,
	refusedChanges,
	strayPrices,
	writtenComments,
	type PricedRow,
} from '../store/queries/review.ts';
import { told as toldComments, type DeskComment } from './comments.ts';

/** Rows of one kind on the page, and in a file. What is beyond is told. */
export const ON_PAGE = 100;
export const IN_FILE = 5_000;

/** Comments looked at: those done long ago are among them, and are not shown. */
const COMMENTS = 20_000;
/** What was done is shown so long, milliseconds. */
const LATELY = 14 * DAY;

/** Something that waits for a person. `since` is null where nobody noted it. */
interface Waiting {
	readonly area: string;
	readonly shop: string;
	readonly shopName: string;
	readonly since: number | null;
}

export interface Review {
	readonly questions: readonly (Waiting & {
		readonly kind: string;
		readonly key: string;
		readonly field: string;
		readonly product: string;
	})[];
	readonly refused: readonly (Waiting & { readonly reason: string; readonly person: string })[];
	readonly prices: readonly (Waiting & {
		readonly key: string;
		readonly product: string;
		readonly satang: number;
		readonly unit: string;
		readonly suspect: Suspect;
	})[];
	readonly consent: readonly Waiting[];
	/** What the office asked of shops: what waits, and what was done lately. */
	readonly comments: readonly (Waiting & Pick<DeskComment, 'text' | 'product' | 'by' | 'done'>)[];
}
export type Queue = keyof Review;
/** Rows of each kind, and whether there are more than were asked for. */
export interface Reviewed extends Review {
	readonly more: Readonly<Record<Queue, boolean>>;
}
export const QUEUES = [
	'questions',
	'refused',
	'prices',
	'consent',
	'comments',
] as const satisfies readonly Queue[];

/** Everything that waits in what this person sees, each kind at most `limit` rows. */
export async function reviewFor(
	app: App,
	who: Principal,
	area: string | null,
	limit: number,
	queues: readonly Queue[] = QUEUES,
): Promise<Reviewed> {
	const seen = narrowed(visible(who), area);
	return app.store.read(async (tx) => {
		const names = new Map<string, string>();
		const nameOf = async (shop: string, kind: string, key: string): Promise<string> => {
			const id = `${shop}/${kind}/${key}`;
			const known = names.get(id);
			if (known !== undefined) return known;
			const name = (await findRecord(tx, catalogueOf(shop), kind, key))?.fields['nameTh'];
			const found = typeof name === 'string' ? name : '';
			names.set(id, found);
			return found;
		};
		const where = async <T extends { area: string; shop: string }>({ area, shop }: T) => {
			return { area, shop, shopName: await nameOf(shop, 'shop', shop) };
		};
		const wanted = (queue: Queue) => queues.includes(queue);
		const review = { questions: [], refused: [], prices: [], consent: [], comments: [] } as {
			-readonly [Q in Queue]: Review[Q][number][];
		};
		if (wanted('questions'))
			for (const question of await openQuestions(tx, seen, limit + 1)) {
				const [kind = '', key = '', field = ''] = question.fields['of'] as string[];
				const product = kind === 'product' ? await nameOf(question.shop, kind, key) : '';
				const since = sinceOf(question.fields['candidates']);
				review.questions.push({ ...(await where(question)), since, kind, key, field, product });
			}
		if (wanted('refused'))
			for (const { device, reason, at, ...lies } of await refusedChanges(tx, seen, limit + 1)) {
				const person = (await personOfDevice(tx, device))?.name ?? '';
				review.refused.push({ ...(await where(lies)), since: at, reason, person });
			}
		if (wanted('prices'))
			for (const { row, suspect } of await oddPrices(tx, seen, limit + 1)) {
				const { key, satang, unit, day, shop } = row;
				const since = day === null ? null : instantOfDay(day);
				const product = await nameOf(shop, 'product', key);
				review.prices.push({ ...(await where(row)), since, key, product, satang, unit, suspect });
			}
		if (wanted('consent'))
			for (const { at, ...lies } of await awaitingConsent(tx, seen, limit + 1))
				review.consent.push({ ...(await where(lies)), since: at });
		if (wanted('comments'))
			for (const { area, shop, record } of await writtenComments(tx, seen, COMMENTS)) {
				const [told] = await toldComments(tx, [record]);
				if (!told || (told.done && told.done.at < app.now() - LATELY)) continue;
				const { text, product, by, done, at } = told;
				review.comments.push({ ...(await where({ area, shop })), since: at, text, product, by, done });
			}
		const more = { questions: false, refused: false, prices: false, consent: false, comments: false };
		for (const queue of QUEUES) {
			const rows: Waiting[] = review[queue];
			rows.sort(longestFirst);
			if (queue === 'comments')
				review.comments.sort((a, b) => Number(a.done !== null) - Number(b.done !== null));
			more[queue] = rows.length > limit;
			rows.splice(limit);
		}
		// A price against its own history says more than one against others of its kind
		review.prices.sort((a, b) => Number(a.suspect.by === 'peers') - Number(b.suspect.by === 'peers'));
		return { ...review, more };
	});
}

/** What nobody noted when it began is older than what was. */
const longestFirst = (a: Waiting, b: Waiting): number => (a.since ?? 0) - (b.since ?? 0);

/** The same rule for one province; one that is not seen shows nothing. */
function narrowed(seen: Visible, area: string | null): Visible {
	if (area === null) return seen;
	const areas = seen.seesArea(area) ? [area] : [];
	return visible({ person: '', role: 'marketer', areas, shop: null });
}

/** Since the first of those who do not agree set theirs, by their phone's time. */
function sinceOf(candidates: unknown): number | null {
	const at = Object.values((candidates ?? {}) as Record<string, { at?: number }>).flatMap(
		({ at }) => at ?? [],
	);
	return at.length > 0 ? Math.min(...at) : null;
}

/** Of those that look odd at first some were meant: so many more are looked at than shown. */
const LOOKED_AT = 4;

async function oddPrices(tx: Tx, seen: Visible, limit: number) {
	const found = new Map<string, { row: PricedRow; suspect: Suspect }>();
	const most = limit * LOOKED_AT;
	for (const rows of [await leapingPrices(tx, seen, most), await strayPrices(tx, seen, most)])
		for (const row of rows) {
			const suspect = oddPrice(row.satang, await formerPrices(tx, row), row.peers);
			if (suspect && found.size < limit) found.set(`${row.space}/${row.key}`, { row, suspect });
		}
	return [...found.values()];
}
