import { newFollowed, type Followed } from '../../src/lib/sync/device/held.ts';
import { releaseSpace } from '../../src/lib/sync/device/parked.ts';
import { round, type RoundEnd } from '../../src/lib/sync/engine.ts';
import { compare, positionOf } from '../../src/lib/sync/pages.ts';
import { QUESTION, recordId } from '../../src/lib/sync/record.ts';
import { canonical, sameValue } from '../../src/lib/sync/value.ts';
import type { Random } from '../support/random.ts';
import { Failed, gate } from './gate.ts';
import { line, type Trip } from './line.ts';
import type { Phone } from './phone.ts';
import { LINE_FAULTS, type LineFault, type StoreFault } from './plan.ts';
import type { World } from './world.ts';

/** Rounds in a row before somebody must ask why. */
const MANY = 15;

const isLine = (fault: LineFault | StoreFault | null): fault is LineFault =>
	(LINE_FAULTS as readonly (string | null)[]).includes(fault);

interface Wish {
	readonly fault: LineFault | StoreFault | null;
	readonly random: Random;
	/** Runs beside a round under way, with its own name as the runner or, where the lock failed, with the other's. */
	readonly beside?: 'relieving' | 'intruding';
}

/**
 * A phone syncs until nothing waits, as a tab does that has the lock; it leaves at once where another has it.
 * Null: it did not run, or it was killed and will never say.
 */
export async function sync(world: World, phone: Phone, wish: Wish): Promise<RoundEnd | null> {
	if (phone.holder && !wish.beside) return null;
	const { witness, clock, happened } = world;
	const { random, fault } = wish;
	const program = phone.start((kind) => {
		happened(kind, phone, 'while it syncs');
		if (kind === 'killed') phone.kill();
	});
	const letGo = () => {
		if (phone.holder === program) phone.holder = null;
	};
	const trip: Trip = { program, random, fault: isLine(fault) ? fault : null, asked: false, letGo };
	phone.holder = program;
	if (fault !== null && !isLine(fault)) program.trap = { kind: fault, after: random.below(60) };
	const runner = wish.beside === 'intruding' ? phone.store.look().self.runner : `run${world.mark()}`;
	let before = phone.store.look();
	const inner = {
		...phone.store,
		transact: ((work) =>
			phone.store.transact((tx) => {
				before = phone.store.look();
				return work(tx);
			})) as typeof phone.store.transact,
	};
	const store = gate(inner, program, (what) => {
		if (trip.asked) {
			const alone = what.writes === 0 || what.runner === runner;
			witness.holds('S7', alone, () => `${phone.name}: ${runner} stored an answer while ${what.runner} ran`);
		}
		witness.round(phone, before);
		vouched(world, phone);
		partly(world, phone, before.followed);
	});
	try {
		await store.transact(async (tx) => {
			await tx.setSelf({ ...(await tx.self()), runner, scopes: phone.scopes });
			if (phone.scopes !== null) return;
			const followed = new Map((await tx.followed()).map((item) => [item.space, item]));
			for (const space of phone.opened) {
				const known = followed.get(space);
				if (!known) await tx.follow(newFollowed(space));
				else if (!known.visible && phone.principal.role === 'marketer' && random.chance(0.3)) {
					// The marketer opens the shop again, by name.
					await tx.follow({ ...known, visible: true, cursor: 0 });
					await releaseSpace(tx, space);
				}
			}
		});
		for (let rounds = 0; ; rounds++) {
			trip.asked = false;
			const end = await round({
				store,
				transport: line(world, phone, trip),
				now: () => clock.now + phone.clock,
				newDeviceId: () => `${phone.caller.enrolment}-${world.mark()}`,
			});
			if (end.kind !== 'again') {
				world.tell(`${phone.name}: synced, ${end.kind}`);
				if (end.kind === 'done' && phone.holder === program && phone.programs.size === 1)
					settled(world, phone);
				return end;
			}
			if (rounds > MANY) {
				witness.holds('S11', false, () => `${phone.name} never comes to rest`);
				return end;
			}
		}
	} catch (error) {
		if (!(error instanceof Failed)) throw error;
		return null;
	} finally {
		letGo();
		phone.programs.delete(program);
	}
}

/** What the office would take a phone to hold that lists nothing by name, the phone holds. */
function vouched({ office, witness }: World, phone: Phone): void {
	const { followed, self } = phone.store.look();
	if (!self.vector || office.isSplit || self.epoch !== office.epoch) return;
	const vector = office.heldBy(self.device, self.vector);
	if (vector === undefined) return;
	witness.holds('S9', vector !== null, () => `${phone.name} counts more spaces than its answer had`);
	for (const { space, cursor, covered, part, former, visible } of followed) {
		if (!covered || part || former || !visible) continue;
		const taken = vector?.get(space) ?? 0;
		witness.holds('S9', taken <= cursor, () => {
			return `${phone.name} is at ${cursor} of ${space}, and the office takes it to be at ${taken}`;
		});
	}
}

/** Up to the position where an answer broke off, a phone holds what the office held at that number. */
function partly({ office, witness }: World, phone: Phone, before: readonly Followed[]): void {
	const { held, followed, self } = phone.store.look();
	if (office.isSplit || self.epoch !== office.epoch) return;
	for (const { space, part, visible, former } of followed) {
		if (!part || !visible || former || phone.rotten.has(space)) continue;
		const was = before.find((item) => item.space === space)?.part;
		if (was && was.at === part.at && compare(was.position, part.position) === 0) continue;
		const here = new Map(
			held
				.filter((item) => item.space === space && item.seen > 0)
				.map((item) => [recordId(item.kind, item.key), item]),
		);
		for (const [id, record] of office.stateAt(space, part.at)) {
			if (compare(positionOf(record), part.position) > 0) continue;
			const item = here.get(id);
			const isSame = item !== undefined && sameValue(item.fields, record.fields);
			witness.holds(item ? 'S2' : 'S9', isSame, () => {
				return `${phone.name} has ${space} in part at ${part.at}, and ${id} as ${canonical(item?.fields ?? null)}`;
			});
		}
	}
}

/** A phone that has all news of a space up to its cursor holds what the office held then. */
function settled(world: World, phone: Phone): void {
	const { held, followed, self } = phone.store.look();
	// The office was put back while the answer was on its way, or nobody has noticed yet.
	if (world.office.isSplit || self.epoch !== world.office.epoch) return;
	for (const { space, cursor, visible } of followed) {
		if (!visible || cursor === 0 || cursor % 3 !== 0 || phone.rotten.has(space)) continue;
		const then = world.office.stateAt(space, cursor);
		const here = new Map(
			held
				.filter((item) => item.space === space && item.seen > 0)
				.map((item) => [recordId(item.kind, item.key), item]),
		);
		for (const [id, record] of then) {
			const item = here.get(id);
			world.witness.holds(
				'S9',
				item !== undefined,
				() => `${phone.name} at ${cursor} of ${space} lacks ${id}`,
			);
			if (!item) continue;
			const same = sameValue(item.fields, record.fields);
			const law = record.kind === QUESTION ? 'S12' : 'S2';
			world.witness.holds(law, same, () => {
				return `${phone.name} at ${cursor} of ${space} holds ${id} as ${canonical(item.fields)}, not ${canonical(record.fields)}`;
			});
			here.delete(id);
		}
		world.witness.holds(
			'S2',
			here.size === 0,
			() => `${phone.name} at ${cursor} still holds ${[...here.keys()].join()}`,
		);
	}
}
