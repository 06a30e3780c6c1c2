import { isText } from '../../sync/pages.ts';
import { encodeHead, encodeSection, type Section } from '../../sync/protocol.ts';
import type { Head, Trouble } from '../../sync/wire/answer.ts';
import { VERSION, type DecodedRequest } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { carriesMany, carry } from './carry.ts';
import { takeCarried } from './brought.ts';
import { isAhead, newJobs, sectionsOf, takeListed, type Job } from './jobs.ts';
import { inPages } from './paged.ts';
import type { SyncParts } from './port.ts';

/** The lines of an answer, page by page: each is worth sending as soon as it is ready. */
export type AnswerPages = AsyncIterable<readonly string[]>;

const KILO = 1024;

/**
 * Answers one request of one device: takes its changes, space by space, each in a transaction of its own, and then gives
 * all news of the spaces it follows, reading each when its turn comes. Never throws for what a request holds; throws for
 * a broken database.
 */
export async function* answerSync(parts: SyncParts, who: Enrolled, request: DecodedRequest): AnswerPages {
	const { echo } = request;
	const time = Math.floor(parts.now() / 1_000);
	const head = (trouble: Trouble | null, more: Pick<Head, 'vector' | 'carried'> = {}) =>
		encodeHead({ epoch: parts.store.epoch(), time, echo, trouble, ...more });
	if (request.version !== VERSION) return yield [head('version')];
	if (request.epoch !== parts.store.epoch() && request.epoch !== '') {
		// Every history that a phone can name began here: one that is unknown was lost, with whatever came after it.
		if (!(await parts.store.read((tx) => tx.hasEpoch(request.epoch)))) await parts.store.doubt();
		return yield [head('epoch')];
	}
	const known = await knownAs(parts, who, request);
	// Without an id of its own it would share its numbers with every other device that has none.
	if (known.device === '') return yield [head('device')];
	// One that hung on the way since before the device counted anew: its numbers are of then.
	if (request.device === null && known.renamed) return yield [head('device')];

	const carried = await takeCarried(parts, known, request.carried);
	const listed = await takeListed(parts, known, request);
	if (listed === 'out-of-step') return yield [head('device')];
	if (listed === 'doubtful' || (await isAhead(parts, known, listed))) {
		// The database was turned back, and nobody noticed. Where that was found out before, only a device is left that
		// counts otherwise than everybody.
		return yield [head((await parts.store.doubt()) ? 'epoch' : 'device')];
	}
	const { jobs, vector, leaves } = carriesMany(request)
		? await carry(parts, known, request, listed)
		: { jobs: [...listed, ...(await newJobs(parts, known, listed))], vector: null, leaves: null };
	const bytes = request.page ? request.page * KILO : parts.page;
	const asked = request.spaces.map((item) => item.space);
	const first = head(null, { vector, carried });
	yield* inPages(first, linesOf(parts, known, jobs, bytes, leaves, asked), bytes);
}

async function knownAs(parts: SyncParts, who: Enrolled, { device }: DecodedRequest): Promise<Enrolled> {
	if (device === null || device === who.device) return who;
	await parts.store.write((tx) => tx.setDevice(who.enrolment, device));
	return { ...who, device, renamed: who.renamed || who.device !== '' };
}

/** Breaks off where the database is put back while it answers: the head named another history, and the device asks again. */
async function* linesOf(
	{ store, denied }: SyncParts,
	who: Enrolled,
	jobs: readonly Job[],
	bytes: number,
	leaves: ((section: Section) => Promise<void>) | null,
	asked: readonly string[],
) {
	const epoch = store.epoch();
	for (const job of jobs) {
		const sections = await store.read((tx) => sectionsOf(tx, who, job, bytes));
		const last = sections.at(-1);
		const isBehind = last?.visible && !last.left && last.cursor < (job.part?.at ?? job.cursor);
		if (isBehind || store.epoch() !== epoch) return;
		if (last?.visible === false) denied?.(who);
		if (last) await leaves?.(last);
		for (const section of sections) {
			const [first] = section.news;
			yield { text: encodeSection(section, asked), canWait: first !== undefined && isText(first) };
		}
	}
}
