import { QUESTION, recordId, type Rec } from '../../src/lib/sync/record.ts';
import { isLeftBehind, type CarriedRow, type Held } from '../../src/lib/sync/device/held.ts';
import { NO_LONGER_YOURS } from '../../src/lib/sync/device/outbox.ts';
import { scopeOfArea } from '../../src/lib/domain/scope.ts';
import { can, visitsFollowed, type SpaceFacts } from '../../src/lib/domain/access.ts';
import { canonical } from '../../src/lib/sync/value.ts';
import { seeded, type Random } from '../support/random.ts';
import { fieldName } from './names.ts';
import { isHandCounted, Person } from './person.ts';
import type { Phone } from './phone.ts';
import type { LoneFault, Plan, Step } from './plan.ts';
import { sync } from './sync.ts';
import type { Breach } from './witness.ts';
import { worldOf, type World } from './world.ts';

export interface Verdict {
	readonly broken: readonly Breach[];
	/** How often each kind of edit and of fault happened. */
	readonly counts: ReadonlyMap<string, number>;
	readonly looked: ReadonlyMap<string, number>;
	/** Edits that an eviction took before they ever left. */
	readonly lost: number;
	readonly edits: number;
}

const YEAR = 365 * 86_400_000;

/** Lives a plan through, then mends the line and holds every law against what is left. `story` gets readable lines. */
export async function live(plan: Plan, story: string[] | null = null): Promise<Verdict> {
	const world = worldOf(plan, story);
	const began = world.clock.now;
	const troubles: Promise<unknown>[] = [];
	for (const step of plan.steps) {
		world.clock.at(began + step.at, () => {
			troubles.push(take(world, step).catch((error: unknown) => error));
		});
	}
	await world.clock.run();
	await rest(world, seeded(plan.seed));
	atRest(world);
	// Programs that were killed never end: what threw is among those that did.
	const ended = await Promise.all(troubles.map((trouble) => Promise.race([trouble, Promise.resolve(null)])));
	const thrown = ended.find((error) => error instanceof Error);
	if (thrown) throw thrown;
	const { broken, looked, lost } = world.witness;
	return { broken, counts: world.counts, looked, lost, edits: 0 };
}

async function take(world: World, { phone: place, act, salt }: Step): Promise<void> {
	const phone = world.phones[place] as Phone;
	const random = seeded(salt);
	if (act.kind === 'edit') return new Person(world, phone, random, act.fault).act(act.what);
	if (act.kind === 'sync') return void (await sync(world, phone, { fault: act.fault, random }));
	await alone(world, phone, act.fault, random);
}

async function alone(world: World, phone: Phone, fault: LoneFault, random: Random): Promise<void> {
	switch (fault) {
		case 'clock-wrong':
			phone.clock = (random.next() - 0.5) * 40 * YEAR;
			return world.happened(fault, phone, `by ${(phone.clock / YEAR).toFixed(1)} years`);
		case 'clock-jump': {
			const jump = (random.next() - 0.5) * 2 * YEAR;
			phone.clock += jump;
			return world.happened(fault, phone, `by ${(jump / YEAR).toFixed(1)} years`);
		}
		case 'evicted':
			world.witness.evicted(phone, world.office);
			phone.evict();
			return world.happened(fault, phone);
		case 'two-runners': {
			world.happened(fault, phone);
			const beside = random.chance(0.6) ? 'relieving' : 'intruding';
			const first = sync(world, phone, {
				fault: random.chance(0.5) ? 'overtaken' : null,
				random: seeded(random.below(1e9)),
			});
			first.catch(() => undefined);
			await world.clock.wait(random.below(6_000));
			await sync(world, phone, { fault: null, random, beside });
			return void (await first);
		}
		case 'shop-taken': {
			const { role, shop, areas } = phone.principal;
			if (role === 'seller' ? shop === null : areas.length < 2) return;
			phone.principal = { ...phone.principal, shop: null, areas: areas.slice(1) };
			return world.happened(fault, phone);
		}
		case 'shop-given-back': {
			const taken = world.phones.filter((other) => !isWhole(other));
			if (taken.length === 0) return;
			const other = random.pick(taken);
			giveBack(other);
			return world.happened(fault, other);
		}
		case 'scopes-changed': {
			const carriers = world.phones.filter(({ scopes }) => scopes !== null);
			if (carriers.length === 0) return;
			const carrier = random.pick(carriers);
			const wanted = [...carrier.whole.areas.map(scopeOfArea), ...carrier.opened];
			carrier.scopes = wanted.filter(() => random.chance(0.4));
			return world.happened(fault, carrier, carrier.scopes.join());
		}
		case 'bit-rot':
			return rot(world, phone, random);
		case 'vector-lost': {
			const { device } = phone.store.look().self;
			world.office.loseVectors(random.chance(0.7) ? null : device);
			return world.happened(fault, phone);
		}
		case 'new-epoch':
			world.office.beginEpoch(`epoch${world.mark()}`);
			return world.happened(fault, null);
		case 'restored':
		case 'restored-unnoticed': {
			const { office } = world;
			if (office.age === 0) return;
			const age = Math.max(0, office.age - 1 - random.below(random.chance(0.5) ? 20 : office.age));
			office.restore(age, fault === 'restored');
			world.witness.restored(office);
			return world.happened(fault, null, `to behind ${age} transactions`);
		}
	}
}

/** A record of the phone's database is damaged behind everybody's back: a value, a field more, or all of it. */
async function rot(world: World, phone: Phone, random: Random): Promise<void> {
	const { held, queue } = phone.store.look();
	const isTouched = ({ space, kind, key }: Held) =>
		queue.some(({ change }) => change.space === space && change.kind === kind && change.key === key);
	const sound = held.filter((item) => item.seen > 0 && item.kind !== QUESTION && !isTouched(item));
	if (sound.length === 0) return;
	const item = random.pick(sound);
	const field = random.pick(['size', 'nameTh', 'materials', 'zz']);
	// What it was the person may have seen: their edits are no worse for it.
	for (const [name, value] of Object.entries({ [field]: null, ...item.fields })) {
		phone.saw.add(`${fieldName(item, name)}=${canonical(value)}`);
	}
	const damaged = { ...item, fields: { ...item.fields, [field]: `rot ${world.mark()}` } };
	const isLost = random.chance(0.3);
	await phone.store.transact((tx) => (isLost ? tx.dropHeld([item]) : tx.putHeld([damaged])));
	phone.rotten.add(item.space);
	world.happened('bit-rot', phone, `${recordId(item.kind, item.key)} ${isLost ? 'lost' : field}`);
}

/** Enough days for every space of every phone to be compared. */
const CHECKED = 12;
const DAY = 86_400_000;

const isWhole = (phone: Phone): boolean => phone.principal === phone.whole;

function giveBack(phone: Phone): void {
	phone.principal = phone.whole;
}

/** The faults have stopped: rounds until nobody has anything to say. Some people never get their shop back. */
async function rest(world: World, random: Random): Promise<void> {
	world.tell('--- the faults stop');
	// Nobody came who knew better: whoever put the database back says so.
	if (world.office.isSplit) await world.office.doubt();
	for (const phone of world.phones) {
		phone.kill();
		if (random.chance(0.7)) giveBack(phone);
	}
	const isRotten = world.phones.some(({ rotten }) => rotten.size > 0);
	for (let pass = 0, still = 0; still < 2 || (isRotten && pass < CHECKED); pass++) {
		if (pass > CHECKED + 6)
			return world.witness.holds('S11', false, () => 'the phones never come to rest together');
		const before = signature(world);
		world.clock.at(world.clock.now + DAY, () => undefined);
		await world.clock.run();
		for (const phone of world.phones) {
			for (let tries = 0; tries < 4; tries++) {
				const asked = sync(world, phone, { fault: null, random: seeded(random.below(1e9)) });
				await world.clock.run();
				const end = await asked;
				if (end?.kind === 'done') break;
				if (tries === 3)
					world.witness.holds('S11', false, () => `${phone.name} never comes to rest: ${end?.kind}`);
			}
		}
		still = signature(world) === before ? still + 1 : 0;
	}
}

const signature = ({ office, phones }: World) =>
	canonical([
		...[...office.spaces.values()].map(({ counter }) => counter),
		...phones.flatMap(({ store }) =>
			store.look().followed.map(({ cursor, visible }) => (visible ? cursor : -1)),
		),
	]);

function atRest(world: World): void {
	for (const space of world.spaces) {
		const kept = keptIn(world, space);
		for (const phone of world.phones) {
			if (!phone.opened.includes(space)) continue;
			// What a phone lost, another one brought for it, and that was refused, waits there with its reason.
			const others = world.witness.wasEvicted(phone) ? parkedFor(world.phones, space) : [];
			phoneAtRest(world, phone, space, new Set([...kept, ...others]));
		}
		countAll(world, space);
	}
}

/** Every value that stands somewhere in the office: in a record, in its history, or in a question. */
function keptIn({ office, witness }: World, id: string): ReadonlySet<string> {
	const space = office.spaces.get(id);
	return new Set([
		...(space?.superseded ?? []).map(({ value }) => canonical(value)),
		...[...(space?.records.values() ?? [])].flatMap(({ fields }) => Object.values(fields).map(canonical)),
		...witness.candidates,
	]);
}

/** Every value that a phone carries for another one, was refused with, and shows to its person. */
function parkedFor(phones: readonly Phone[], id: string): string[] {
	const rows = phones.flatMap(({ store }) => store.look().carried);
	const parked = rows.filter(({ state, reason, change }) => {
		return state === 'parked' && reason !== null && change.space === id;
	});
	return parked.flatMap(({ change }) => Object.values(change.set).map(canonical));
}

function phoneAtRest({ office, witness }: World, phone: Phone, id: string, kept: ReadonlySet<string>): void {
	const { name } = phone;
	const { held, queue, followed, done, carried } = phone.store.look();
	const rows = queue.filter(({ change }) => change.space === id);
	const stuck = rows.find(({ state }) => state !== 'parked');
	const parked = rows.find(({ state }) => state === 'parked');
	witness.holds(parked ? 'S11' : 'S1', !stuck, () => {
		return `${name} still has ${stuck?.state} ${stuck?.change.n} in ${id}${parked ? ', beside a parked row' : ''}`;
	});
	for (const { change, reason } of rows) {
		witness.holds('S1', reason !== null, () => `${name} parked ${change.n} of ${id} and says not why`);
	}
	// Behind a restore, what the office had taken, and what was seen, waits for it to say what it has lost; of a shop that
	// left it does not.
	const settles = followed.some((item) => item.space === id && item.former);
	const kept30 = settles ? [...done, ...carried].filter(({ change }) => change.space === id) : [];
	const seen = settles ? held.filter(({ space }) => space === id) : [];
	const unsent = [...rows, ...kept30].map(({ change }) => change.set);
	const waiting = new Set(
		[...unsent, ...seen.map(({ fields }) => fields)].flatMap((set) => Object.values(set).map(canonical)),
	);
	for (const [field, value] of phone.wrote) {
		if (!field.startsWith(`${id}|`)) continue;
		const text = canonical(value);
		const newer = field.includes('|x') || field.includes('|recipe/');
		witness.holds(newer ? 'S6' : 'S1', kept.has(text) || waiting.has(text), () => {
			return `${text}, written on ${name} as ${field}, is nowhere`;
		});
	}
	const space = office.spaces.get(id);
	if (!space || !can(phone.principal, 'read', space)) return;
	const isUnasked = visitsFollowed(phone.principal).includes(id);
	if (phone.scopes !== null && !isUnasked && !isCarried(phone.scopes, space)) {
		const here = held.filter((item) => item.space === id);
		const isGone = followed.some((item) => item.space === id && !item.visible);
		const left = here.length === 0 || rows.length > 0 || isGone;
		return witness.holds(
			'S2',
			left,
			() => `${name} keeps ${here.length} records of ${id}, which it carries not`,
		);
	}
	const follow = followed.find((item) => item.space === id);
	if (!follow?.visible && phone.principal.role === 'marketer' && phone.scopes === null) return;
	// A space in which nothing ever stood need not be told of.
	const cursor = follow?.cursor ?? 0;
	witness.holds('S9', cursor === space.counter, () => {
		return `${name} is at ${cursor} of ${space.counter} in ${id}`;
	});
	const here = held.filter((item) => item.space === id);
	const confirmed = here.filter(({ seen }) => seen > 0).map(faceOf);
	const live = [...space.records.values()].filter(({ removed }) => !removed).map(faceOf);
	const odd = [
		...confirmed.filter((face) => !live.includes(face)),
		...live.filter((face) => !confirmed.includes(face)),
	];
	witness.holds('S2', odd.length === 0, () => `${name} holds other records of ${id}: ${odd.join(' ')}`);
	for (const item of here) {
		const ghost = isLeftBehind(item);
		witness.holds('S2', !ghost, () => `${name} holds a ghost ${recordId(item.kind, item.key)}`);
		const isToCome = carried.some(({ change: { space, kind, key }, state }) => {
			return state === 'waiting' && space === id && kind === item.kind && key === item.key;
		});
		witness.holds('S2', !item.over || isToCome, () => {
			return `${name} shows on ${recordId(item.kind, item.key)} what it was handed and has brought`;
		});
	}
}

function isCarried(scopes: readonly string[], { id, area }: SpaceFacts): boolean {
	return scopes.includes(id) || scopes.includes(scopeOfArea(area));
}

/** No counter is off by one: what was moved is counted, or parked, or may have been counted for all anybody can tell. */
function countAll({ office, witness, phones }: World, id: string): void {
	const parked = new Map<string, number>();
	for (const [name, { device, change }] of carriedFor(phones, id)) {
		// Whoever brought it holds it, refused or not to be offered now: its own phone is gone.
		const isTaken = office.hasTaken(device, id, change.n) && !office.hasRefused(device, id, change.n);
		if (isTaken) continue;
		if (phones.some(({ store }) => identitiesIn(store.look()).has(name))) continue;
		const record = `${id}/${recordId(change.kind, change.key)}`;
		for (const by of Object.values(change.add)) witness.maybeCounted(record, -by);
	}
	for (const { store } of phones) {
		const { queue, done, followed } = store.look();
		const settles = followed.some((item) => item.space === id && item.former);
		const again = settles ? done.map(({ change }) => ({ change, reason: NO_LONGER_YOURS, sentAt: 0 })) : [];
		for (const { change, reason, sentAt } of [...queue, ...again]) {
			if (change.space !== id) continue;
			const record = `${change.space}/${recordId(change.kind, change.key)}`;
			for (const by of Object.values(change.add)) {
				parked.set(record, (parked.get(record) ?? 0) + by);
				// It may have arrived before the space left.
				if (reason === NO_LONGER_YOURS && sentAt !== null) witness.maybeCounted(record, by);
			}
		}
	}
	for (const { kind, key, fields } of office.spaces.get(id)?.records.values() ?? []) {
		const record = `${id}/${recordId(kind, key)}`;
		if (kind !== 'product' || isHandCounted(key) || witness.unaccountable.has(record)) continue;
		const made = witness.moves.get(record) ?? 0;
		const stands = Number(fields['stock'] ?? 0) + (parked.get(record) ?? 0);
		const over = stands - made;
		witness.holds('S3', isSumOf(over, witness.unsure.get(record) ?? []), () => {
			return `${record} moved by ${made}, counted ${stands}`;
		});
	}
}

/** What is carried for others in a space, once for each identity. */
function carriedFor(phones: readonly Phone[], id: string): ReadonlyMap<string, CarriedRow> {
	const rows = phones
		.flatMap(({ store }) => store.look().carried)
		.filter(({ change }) => change.space === id);
	return new Map(rows.map((row) => [`${row.device}#${row.change.n}`, row]));
}

/** The changes in a phone's own outbox. */
const identitiesIn = ({ self, queue }: ReturnType<Phone['store']['look']>): ReadonlySet<string> =>
	new Set(queue.map(({ change }) => `${self.device}#${change.n}`));

/** True when some of the movements add up to it. */
function isSumOf(sum: number, [first, ...rest]: readonly number[]): boolean {
	if (first === undefined) return sum === 0;
	return isSumOf(sum, rest) || isSumOf(sum - first, rest);
}

/** A record by what both sides must agree on. */
const faceOf = ({ kind, key, short, fields }: Held | Rec): string => canonical([kind, key, short, fields]);
