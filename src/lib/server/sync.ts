import { mayFound, mayRead, mayWrite, shopOfSpace, type SpaceFacts } from '../domain/access.ts';
import { guardedFields, isGuarded } from '../domain/policy.ts';
import { brokenRule } from '../domain/rules.ts';
import { encodeHead, encodeSection, type Section } from '../sync/protocol.ts';
import type { Change } from '../sync/change.ts';
import { inPages, newsOf, type News } from '../sync/news.ts';
import { receive, type Received } from '../sync/receive.ts';
import { QUESTION, questionKey, recordId } from '../sync/record.ts';
import type { DecodedRequest, DecodedSpace } from '../sync/wire/request.ts';
import { VERSION } from '../sync/wire/request.ts';
import type { App } from './app.ts';
import { refuse } from './admit.ts';
import type { Enrolled } from './principal.ts';
import type { Tx } from './store/port.ts';
import { setDevice } from './store/queries/accounts.ts';
import { findLedger, forgetOutcomes, putLedger } from './store/queries/ledger.ts';
import { lockRecords, namesByShort, recordsAfter } from './store/queries/records.ts';
import { findSpace, foundSpace, spacesOf, type SpaceRow } from './store/queries/spaces.ts';
import { writeRecords } from './write.ts';

const MINUTE = 60_000;

/** The lines of an answer, grouped in pages: each page is worth sending as soon as it is ready. */
export type AnswerPages = readonly (readonly string[])[];

/**
 * Answers one request of one device: takes its changes, space by space, each in a transaction of its own,
 * and gives all news of the spaces it follows. Never throws for what a request holds; throws for a broken database.
 */
export async function answerSync(app: App, who: Enrolled, request: DecodedRequest): Promise<AnswerPages> {
	const { epoch } = app.store;
	const { echo } = request;
	const time = Math.floor(app.now() / 1_000);
	if (request.version !== VERSION) return [[encodeHead({ epoch, time, echo, trouble: 'version' })]];
	if (request.epoch !== epoch && request.epoch !== '')
		return [[encodeHead({ epoch, time, echo, trouble: 'epoch' })]];
	const device = await deviceOf(app, who, request);
	// Without an id of its own it would share its numbers with every other device that has none.
	if (device === '') return [[encodeHead({ epoch, time, echo, trouble: 'device' })]];

	const asked = request.spaces.map((item) => item.space);
	const sections: Section[] = [];
	for (const item of request.spaces) {
		const answered = await answerSpace(app, { ...who, device }, item);
		if (answered === 'out-of-step') return [[encodeHead({ epoch, time, echo, trouble: 'device' })]];
		sections.push(...answered);
	}
	sections.push(...(await newSpaces(app, { ...who, device }, asked)));

	const lines = (done: boolean) =>
		sections.filter((section) => section.done === done).map((section) => encodeSection(section, asked));
	return [[encodeHead({ epoch, time, echo, trouble: null }), ...lines(false)], lines(true)];
}

async function deviceOf(app: App, who: Enrolled, { device }: DecodedRequest): Promise<string> {
	if (device === null || device === who.device) return who.device;
	await app.store.write((tx) => setDevice(tx, who.enrolment, device));
	return device;
}

/** Spaces that this person follows and the device has not heard of. */
async function newSpaces(app: App, who: Enrolled, asked: readonly string[]): Promise<Section[]> {
	return app.store.read(async (tx) => {
		const spaces = (await spacesOf(tx, who.principal)).filter((space) => !asked.includes(space.id));
		const sections = await Promise.all(spaces.map((space) => newsSections(tx, who, space, 0, [])));
		return sections.flat();
	});
}

async function answerSpace(
	app: App,
	who: Enrolled,
	item: DecodedSpace,
): Promise<readonly Section[] | 'out-of-step'> {
	if (item.changes.length === 0) {
		return app.store.read(async (tx) => {
			const space = await findSpace(tx, item.space);
			if (!space) return mayFound(who.principal, unborn(who, item.space)) ? [] : [gone(item)];
			if (!mayRead(who.principal, space)) return [gone(item)];
			return newsSections(tx, who, space, item.cursor, []);
		});
	}
	return app.store.write((tx) => takeChanges(app, tx, who, item));
}

const gone = (item: DecodedSpace): Section => {
	return {
		space: item.space,
		cursor: item.cursor,
		done: true,
		visible: false,
		snapshot: false,
		ack: null,
		news: [],
	};
};

/** A space nobody has written to yet, as it would be founded by this person. */
function unborn(who: Enrolled, space: string): SpaceFacts {
	const shop = shopOfSpace(space);
	return { id: space, area: who.principal.areas[0] ?? '', shop };
}

async function takeChanges(
	app: App,
	tx: Tx,
	who: Enrolled,
	item: DecodedSpace,
): Promise<readonly Section[] | 'out-of-step'> {
	let space = await findSpace(tx, item.space);
	if (space ? !mayRead(who.principal, space) : !mayFound(who.principal, unborn(who, item.space)))
		return [gone(item)];
	if (!space) {
		const facts = unborn(who, item.space);
		await foundSpace(tx, facts);
		space = { ...facts, counter: 0, shorts: 0 };
	}
	const changes = await named(tx, item);
	const first = changes[0]?.n ?? 1;
	const ages = new Map(item.changes.map(({ change, age }) => [change.n, age]));
	const ledger = await findLedger(tx, who.device, space.id, first);
	const working = await lockRecords(tx, space.id, touched(changes));
	const received = receive(
		new Map(working.map((rec) => [recordId(rec.kind, rec.key), rec])),
		changes,
		ledger,
		{
			refuse: (change) =>
				mayWrite(who.principal, space as SpaceRow, change.kind) ? refuse(change) : 'not-allowed',
			context: (change) => ({
				author: who.principal.person,
				device: who.device,
				at: app.now() - (ages.get(change.n) ?? 0) * MINUTE,
				epoch: app.store.epoch,
				forkOf: () => null,
				isGuarded,
				brokenRule,
			}),
			failed: (change, error) => {
				app.log.error('merge failed', { kind: change.kind, error: String(error) });
			},
		},
	);
	if (received.kind === 'out-of-step') return 'out-of-step';
	const counter = await keep(app, tx, who, space, received);
	await forgetOutcomes(tx, who.device, space.id, first);
	const ack = {
		last: received.last,
		exceptions: received.outcomes
			.filter(({ outcome }) => outcome.kind !== 'applied')
			.map(({ n, outcome }) => [n, outcome] as const),
	};
	const sections = await newsSections(tx, who, { ...space, counter }, item.cursor, changes);
	const [head, ...rest] = sections.length > 0 ? sections : [nothingNew(space.id, counter)];
	return [{ ...(head as Section), ack }, ...rest];
}

/** Names by key what the request named by short integer. An unknown one gets an impossible name, and is refused. */
async function named(tx: Tx, item: DecodedSpace): Promise<Change[]> {
	const names = await namesByShort(
		tx,
		item.space,
		item.changes.filter(({ short }) => short > 0).map(({ short }) => short),
	);
	return item.changes.map(({ change, short }) => {
		if (short === 0) return change;
		const [kind, key] = names.get(short) ?? [change.kind, ''];
		return { ...change, kind, key };
	});
}

/** The records that may be read while merging: those changed, and the questions about their fields (a removal closes all). */
function touched(changes: readonly Change[]): (readonly [string, string])[] {
	const names = new Map<string, readonly [string, string]>();
	for (const { kind, key, set, remove } of changes) {
		names.set(recordId(kind, key), [kind, key]);
		for (const field of guardedFields(kind)) {
			const question = questionKey(kind, key, field);
			if (remove || field in set) names.set(recordId(QUESTION, question), [QUESTION, question]);
		}
	}
	return [...names.values()];
}

/** Writes the outcomes and then the effects, in this transaction. Answers the space's number after it. */
async function keep(app: App, tx: Tx, who: Enrolled, space: SpaceRow, received: Taken): Promise<number> {
	const { fresh, last } = received;
	if (fresh.length > 0) await putLedger(tx, who.device, space.id, last, fresh);
	return writeRecords(tx, space, received, app.now());
}

type Taken = Extract<Received, { kind: 'taken' }>;

const nothingNew = (space: string, cursor: number): Section => {
	return { space, cursor, done: true, visible: true, snapshot: false, ack: null, news: [] };
};

/** The news of a space after `cursor`, long texts last. No section at all when there is nothing to tell. */
async function newsSections(
	tx: Tx,
	who: Enrolled,
	space: SpaceRow,
	cursor: number,
	own: readonly Change[],
): Promise<Section[]> {
	if (cursor === space.counter) return [];
	const mine = new Map(own.map((change) => [change.n, change]));
	const news = (await recordsAfter(tx, space.id, cursor))
		.map((record) => newsOf(record, cursor, who.device, mine))
		.filter((item) => item !== null)
		.map((item): News => (item.author === who.principal.person ? { ...item, author: '' } : item));
	const pages = inPages(news);
	return pages.map((page, i) => ({
		...nothingNew(space.id, space.counter),
		done: i === pages.length - 1,
		snapshot: cursor === 0,
		news: page,
	}));
}
