import { mayFound, mayRead } from '../../domain/access.ts';
import { encodeHead, encodeSection, type Section } from '../../sync/protocol.ts';
import type { Trouble } from '../../sync/wire/answer.ts';
import { VERSION, type DecodedRequest, type DecodedSpace } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { carriesMany, carry } from './carry.ts';
import { newsSections, nothingNew } from './news.ts';
import type { SyncParts } from './port.ts';
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
	const epoch = parts.store.epoch();
	const { echo } = request;
	const time = Math.floor(parts.now() / 1_000);
	const head = (trouble: Trouble | null, vector: string | null = null) =>
		encodeHead({ epoch, time, echo, trouble, vector });
	if (request.version !== VERSION) return [[head('version')]];
	if (request.epoch !== epoch && request.epoch !== '') return [[head('epoch')]];
	const device = await deviceOf(parts, who, request);
	// Without an id of its own it would share its numbers with every other device that has none.
	if (device === '') return [[head('device')]];

	const asked = request.spaces.map((item) => item.space);
	const listed: Section[] = [];
	for (const item of request.spaces) {
		const answered = await answerSpace(parts, { ...who, device }, item);
		if (answered === 'out-of-step') return [[head('device')]];
		listed.push(...answered);
	}
	const { sections, vector } = carriesMany(request)
		? await carry(parts, { ...who, device }, request, listed)
		: { sections: [...listed, ...(await newSpaces(parts, { ...who, device }, asked))], vector: null };

	const lines = (done: boolean) =>
		sections.filter((section) => section.done === done).map((section) => encodeSection(section, asked));
	return [[head(null, vector), ...lines(false)], lines(true)];
}

async function deviceOf(parts: SyncParts, who: Enrolled, { device }: DecodedRequest): Promise<string> {
	if (device === null || device === who.device) return who.device;
	await parts.store.write((tx) => tx.setDevice(who.enrolment, device));
	return device;
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
): Promise<readonly Section[] | 'out-of-step'> {
	if (item.changes.length > 0) {
		const taken = await parts.store.write((tx) => takeChanges(parts, tx, who, item));
		return taken === 'gone' ? [gone(item)] : taken;
	}
	return parts.store.read(async (tx) => {
		const space = await tx.findSpace(item.space);
		if (!space) return mayFound(who.principal, unborn(who, item.space)) ? [] : [gone(item)];
		return mayRead(who.principal, space) ? newsSections(tx, who, space, item.cursor, []) : [gone(item)];
	});
}

const gone = ({ space, cursor }: DecodedSpace): Section => ({ ...nothingNew(space, cursor), visible: false });
