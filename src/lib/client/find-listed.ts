import { isTooLong } from '../domain/maker-list/lines.ts';
import type { Account } from './accounts.ts';
import { askOffice } from './ask-office.ts';
import { filed } from './filed.ts';
import type { Session } from './session.ts';
import type { ListedMaker } from './store/database.ts';
import { withRoom } from './store/full.ts';

/** What was typed for the list and has not become makers: kept as any other draft (`drafts.svelte.ts`). */
export const LIST_DRAFT = 'carry/list';

/** Whom a line means. */
export interface LineFound {
	readonly line: string;
	readonly makers: readonly ListedMaker[];
	/** One, and it is that one. */
	readonly isSure: boolean;
	/** So many more could be meant. */
	readonly more: number;
}

export type Found =
	| { readonly kind: 'ok'; readonly lines: readonly LineFound[] }
	/** No answer, or one that is not the office's. */
	| { readonly kind: 'offline' }
	/** The office knows this phone no more. */
	| { readonly kind: 'ended' };

/** Asks the office whom lines mean, at most `MAX_LINES` of them. What is too long for a name is not asked about, and finds nobody. */
export async function findListed(
	account: Account,
	lines: readonly string[],
	fetcher: typeof fetch = fetch,
): Promise<Found> {
	const asked = lines.filter((line) => !isTooLong(line));
	const nobody = (line: string): LineFound => ({ line, makers: [], isSure: false, more: 0 });
	if (asked.length === 0) return { kind: 'ok', lines: lines.map(nobody) };
	const answer = await askOffice('/api/carry', account, { lines: asked }, fetcher);
	if (answer.kind === 'unknown-enrolment') return { kind: 'ended' };
	if (answer.kind !== 'ok' || !isAnswer(answer, asked.length)) return { kind: 'offline' };
	const makers = answer.makers.map(([shop, name, district, subdistrict, phone, otop, bytes]) => {
		return { shop, name, district, subdistrict, phone, otop, bytes };
	});
	const found = new Map(
		asked.map((line, i): [string, LineFound] => {
			const [places, isSure, more] = answer.lines[i] ?? [[], 0, 0];
			const own = places.flatMap((place) => makers[place] ?? []);
			return [line, { line, makers: own, isSure: isSure === 1, more }];
		}),
	);
	return { kind: 'ok', lines: lines.map((line) => found.get(line) ?? nobody(line)) };
}

type MakerTold = readonly [string, string, string, string, string, string, number];
type LineTold = readonly [places: readonly number[], isSure: 0 | 1, more: number];
interface Answer {
	readonly makers: readonly MakerTold[];
	readonly lines: readonly LineTold[];
}

const isMaker = (told: unknown): boolean =>
	Array.isArray(told) &&
	told.slice(0, 6).every((part) => typeof part === 'string') &&
	typeof told[6] === 'number';

const isLine = (told: unknown): boolean =>
	Array.isArray(told) && Array.isArray(told[0]) && typeof told[2] === 'number';

function isAnswer(answer: object, lines: number): answer is Answer {
	const { makers, lines: told } = answer as Record<string, unknown>;
	return (
		Array.isArray(makers) &&
		makers.every(isMaker) &&
		Array.isArray(told) &&
		told.length === lines &&
		told.every(isLine)
	);
}

/** Puts a line with what is to be looked for, for when there is signal. */
export async function noteLine(
	session: Pick<Session, 'db' | 'space' | 'account'>,
	line: string,
): Promise<void> {
	const { db } = session;
	const id = filed(session, LIST_DRAFT);
	await withRoom(db, () =>
		db.transaction('rw', db.drafts, async () => {
			const { text = '', ...row } = (await db.drafts.get(id)) ?? {};
			if (text.split('\n').includes(line)) return;
			await db.drafts.put({ ...row, id, text: text === '' ? line : `${text}\n${line}`, at: Date.now() });
		}),
	);
}
