import type { Principal } from '$lib/domain/access.ts';
import { isGuarded } from '$lib/domain/policy.ts';
import type { App } from '$lib/server/app.ts';
import { answerSync } from '$lib/server/sync/answer.ts';
import { sqlParts } from '$lib/server/sync/sql.ts';
import { findEnrolment } from '$lib/server/store/queries/accounts.ts';
import { edit, type Edit } from '$lib/sync/device/edit.ts';
import { shown } from '$lib/sync/device/held.ts';
import type { DeviceStore } from '$lib/sync/device/port.ts';
import { round, type Reply, type RoundEnd } from '$lib/sync/engine.ts';
import { decodeRequest } from '$lib/sync/protocol.ts';
import { memoryStore, newSelf } from '$lib/sync/testing/memory.ts';
import type { Fields } from '$lib/sync/value.ts';
import { joined } from './joined.ts';
import type { Wish } from '../../src/lib/server/invitations.ts';

/** The line does what a test wants: the request or its answer never arrives. */
export type Line = 'good' | 'lost-request' | 'lost-answer';

let devices = 0;

/** A phone of somebody who joined, with the real engine, and the real server asked without HTTP. */
export async function phoneOf(
	app: App,
	inviter: Principal | null,
	wish: Partial<Wish>,
	makeStore: (device: string) => DeviceStore = (device) => memoryStore(newSelf(device)),
) {
	const { enrolment, person } = await joined(app, inviter, wish);
	const device = `dev-${devices++}`;
	const store = makeStore(device);
	const told: string[] = [];
	const answer = async (body: string, line: Line): Promise<Reply> => {
		if (line === 'lost-request') return { kind: 'offline' };
		const known = await app.store.read((tx) => findEnrolment(tx, enrolment));
		if (!known) throw new Error('not enrolled');
		const who = { enrolment, device: known.device, renamed: known.renamed, principal: person };
		const lines: string[] = [];
		for await (const page of answerSync(sqlParts(app), who, decodeRequest(body))) lines.push(...page);
		told.push(...lines);
		if (line === 'lost-answer') return { kind: 'offline' };
		return { kind: 'answer', lines: lineByLine(lines) };
	};
	const sync = (line: Line = 'good'): Promise<RoundEnd> =>
		round({
			store,
			now: app.now,
			newDeviceId: () => `dev-${devices++}`,
			transport: { post: (body) => answer(body, line) },
		});
	return {
		person,
		store,
		sync,
		/** Every line of every answer that was made for it, those that were lost too. */
		told,
		/** Rounds until neither side has anything to say. */
		async settle(): Promise<void> {
			for (let end = await sync(), tries = 0; end.kind !== 'done'; end = await sync()) {
				if (tries++ > 8) throw new Error(`never comes to rest: ${end.kind}`);
			}
		},
		edit: (wish: Edit) => store.transact((tx) => edit(tx, wish, app.now(), isGuarded)),
		/** A record as its person sees it; null where the phone has none. */
		see: (space: string, kind: string, key: string): Promise<Fields | null> =>
			store.transact(async (tx) => {
				const [held] = await tx.held(space, [[kind, key]]);
				return held && held.removing === 0 ? shown(held) : null;
			}),
		/** Why what the person did is parked. */
		parked: (): Promise<(string | null)[]> =>
			store.transact(async (tx) =>
				(await tx.wholeQueue()).filter(({ state }) => state === 'parked').map(({ reason }) => reason),
			),
	};
}

export type TalkingPhone = Awaited<ReturnType<typeof phoneOf>>;

async function* lineByLine(lines: readonly string[]) {
	for (const line of lines) yield await Promise.resolve(line);
}
