import { isText } from '../../sync/pages.ts';
import { encodeHead, encodeSection, type Section } from '../../sync/protocol.ts';
import type { Trouble } from '../../sync/wire/answer.ts';
import { VERSION, type DecodedRequest } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { carriesMany, carry } from './carry.ts';
import { newJobs, sectionsOf, takeListed, type Job } from './jobs.ts';
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
	const epoch = parts.store.epoch();
	const { echo } = request;
	const time = Math.floor(parts.now() / 1_000);
	const head = (trouble: Trouble | null, vector: string | null = null) =>
		encodeHead({ epoch, time, echo, trouble, vector });
	if (request.version !== VERSION) return yield [head('version')];
	if (request.epoch !== epoch && request.epoch !== '') return yield [head('epoch')];
	const device = await deviceOf(parts, who, request);
	// Without an id of its own it would share its numbers with every other device that has none.
	if (device === '') return yield [head('device')];

	const known = { ...who, device };
	const listed = await takeListed(parts, known, request);
	if (listed === 'out-of-step') return yield [head('device')];
	const { jobs, vector, leaves } = carriesMany(request)
		? await carry(parts, known, request, listed)
		: { jobs: [...listed, ...(await newJobs(parts, known, listed))], vector: null, leaves: null };
	const bytes = request.page ? request.page * KILO : parts.page;
	const asked = request.spaces.map((item) => item.space);
	const lines = linesOf(parts, known, jobs, bytes, leaves, asked);
	yield* inPages(head(null, vector), lines, bytes);
}

async function deviceOf(parts: SyncParts, who: Enrolled, { device }: DecodedRequest): Promise<string> {
	if (device === null || device === who.device) return who.device;
	await parts.store.write((tx) => tx.setDevice(who.enrolment, device));
	return device;
}

async function* linesOf(
	{ store }: SyncParts,
	who: Enrolled,
	jobs: readonly Job[],
	bytes: number,
	leaves: ((section: Section) => Promise<void>) | null,
	asked: readonly string[],
) {
	for (const job of jobs) {
		const sections = await store.read((tx) => sectionsOf(tx, who, job, bytes));
		const last = sections.at(-1);
		if (last) await leaves?.(last);
		for (const section of sections) {
			const [first] = section.news;
			yield { text: encodeSection(section, asked), canWait: first !== undefined && isText(first) };
		}
	}
}
