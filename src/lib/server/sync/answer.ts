import { mayFound, mayRead } from '../../domain/access.ts';
import type { Outcome } from '../../sync/merge.ts';
import { encodeHead, encodeSection, type Section } from '../../sync/protocol.ts';
import type { Trouble } from '../../sync/wire/answer.ts';
import { VERSION, type DecodedRequest, type DecodedSpace } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { takeCarried } from './carry.ts';
import { newsSections, nothingNew } from './news.ts';
import type { SyncParts, SyncTx } from './port.ts';
import { takeChanges, unborn } from './take.ts';

/** The lines of an answer, grouped in pages: each page is worth sending as soon as it is ready. */
export type AnswerPages = readonly (readonly string[])[];

/**
 * Answers one request of one device: takes its changes, space by space, each in a transaction of its own,
 * and gives all news of the spaces it follows. Never throws for what a request holds; throws for a broken database.
 */
export async function answerSync(
	parts: SyncParts,
	who: Enrolled,
	request: DecodedRequest,
): Promise<AnswerPages> {
	const { echo } = request;
	const time = Math.floor(parts.now() / 1_000);
	const head = (trouble: Trouble | null, carried: readonly Outcome[] = []) =>
		encodeHead({ epoch: parts.store.epoch(), time, echo, trouble, carried });
	if (request.version !== VERSION) return [[head('version')]];
	if (request.epoch !== parts.store.epoch() && request.epoch !== '') {
		// Every history that a phone can name began here: one that is unknown was lost, with whatever came after it.
		if (!(await parts.store.read((tx) => tx.hasEpoch(request.epoch)))) await parts.store.doubt();
		return [[head('epoch')]];
	}
	const known = await knownAs(parts, who, request);
	// Without an id of its own it would share its numbers with every other device that has none.
	if (known.device === '') return [[head('device')]];

	const carried = await takeCarried(parts, known, request.carried);
	const asked = request.spaces.map((item) => item.space);
	const sections: Section[] = [];
	for (const item of request.spaces) {
		const answered = await answerSpace(parts, known, item);
		if (answered === 'doubtful') return doubted(parts, head);
		if (answered === 'out-of-step') return [[head('device')]];
		sections.push(...answered);
	}
	sections.push(...(await newSpaces(parts, known, asked)));

	const lines = (done: boolean) =>
		sections.filter((section) => section.done === done).map((section) => encodeSection(section, asked));
	return [[head(null, carried), ...lines(false)], lines(true)];
}

type HeadOf = (trouble: Trouble, carried?: readonly Outcome[]) => string;

/**
 * A device knows more than this database: it was turned back, and nobody noticed. Where that was found out before, only a
 * device that counts otherwise than everybody is left.
 */
async function doubted(parts: SyncParts, head: HeadOf): Promise<AnswerPages> {
	return [[head((await parts.store.doubt()) ? 'epoch' : 'device')]];
}

async function knownAs(parts: SyncParts, who: Enrolled, { device }: DecodedRequest): Promise<Enrolled> {
	if (device === null || device === who.device) return who;
	await parts.store.write((tx) => tx.setDevice(who.enrolment, device));
	return { ...who, device, renamed: who.renamed || who.device !== '' };
}

/** Spaces that this person follows and the device has not heard of. */
async function newSpaces({ store }: SyncParts, who: Enrolled, asked: readonly string[]): Promise<Section[]> {
	return store.read(async (tx) => {
		const spaces = (await tx.spacesOf(who.principal)).filter((space) => !asked.includes(space.id));
		const sections = await Promise.all(spaces.map((space) => newsSections(tx, who, space, 0, [])));
		return sections.flat();
	});
}

async function answerSpace(
	parts: SyncParts,
	who: Enrolled,
	item: DecodedSpace,
): Promise<readonly Section[] | 'out-of-step' | 'doubtful'> {
	if (item.changes.length > 0) {
		const taken = await parts.store.write((tx) => takeChanges(parts, tx, who, item));
		return taken === 'gone' ? [gone(item)] : taken;
	}
	return parts.store.read(async (tx) => {
		const space = await tx.findSpace(item.space);
		const isVisible = space
			? mayRead(who.principal, space)
			: mayFound(who.principal, unborn(who, item.space));
		if (!isVisible) return [gone(item)];
		if (item.cursor > (space?.counter ?? 0)) return 'doubtful';
		const sections = space ? await newsSections(tx, who, space, item.cursor, []) : [];
		return item.former === null ? sections : withFork(tx, who, item, sections);
	});
}

/** Says where the history that the device knew forked in this space, and what was taken of the device there. */
async function withFork(
	tx: SyncTx,
	who: Enrolled,
	{ space, former }: DecodedSpace,
	sections: readonly Section[],
): Promise<readonly Section[]> {
	const forks = await tx.forksOf(space, [former ?? '']);
	const { last } = await tx.findLedger(who.device, space, Number.MAX_SAFE_INTEGER);
	const fork = { number: forks.get(former ?? '')?.number ?? null, last };
	const [first = { ...nothingNew(space, 0), snapshot: true }, ...rest] = sections;
	return [{ ...first, fork }, ...rest];
}

const gone = ({ space, cursor }: DecodedSpace): Section => ({ ...nothingNew(space, cursor), visible: false });
