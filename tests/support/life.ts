import { isGuarded } from '$lib/domain/policy.ts';
import type { Change } from '$lib/sync/change.ts';
import { UNSURE } from '$lib/sync/merge.ts';
import { edit, type Edit } from '$lib/sync/device/edit.ts';
import { hasUnsent, shown, type Held } from '$lib/sync/device/held.ts';
import { letGo, offerAgain } from '$lib/sync/device/unpark.ts';
import { round, type Reply, type RoundEnd, type Transport } from '$lib/sync/engine.ts';
import { QUESTION, recordId, type Rec } from '$lib/sync/record.ts';
import { canonical, type Fields, type Value } from '$lib/sync/value.ts';
import { memoryStore, newSelf, type MemoryStore } from '$lib/sync/testing/memory.ts';
import type { Random } from './random.ts';
import type { Caller, SyncServer } from './sync-server.ts';

/** What a simulated person writes: products of two plain fields, two guarded ones and a counter, and stories. */
export interface Goods {
	/** A new value of a field, told apart from every other by its mark. */
	readonly value: (field: string, mark: number, random: Random) => Value;
	readonly fields: readonly string[];
	readonly counter: string;
	readonly newKey: (mark: number) => string;
}

export interface Phone {
	readonly name: string;
	readonly store: MemoryStore;
	readonly caller: Caller;
	readonly hidden: Set<string>;
	/** Guarded values that were on this phone's screen when its person edited the field: the rest they have not seen. */
	readonly saw: Set<string>;
	/** The latest value this person gave a field here, until they gave it up themselves. */
	readonly wrote: Map<string, Value>;
}

/** One seeded life of some phones and a server, on a line that loses, repeats and cuts. */
export class Life {
	readonly phones: Phone[];
	readonly spaces: readonly string[];
	readonly random: Random;
	readonly server: SyncServer;
	readonly goods: Goods;
	/** Everything that ever stood in a question. */
	readonly candidates = new Set<string>();
	/** Movements by record, and those of them whose fate the person decided. */
	readonly moved = new Map<string, number>();
	readonly unaccountable = new Set<string>();
	readonly broken: string[] = [];
	#mark = 0;
	#now = 1_700_000_000_000;
	/** Requests that a proxy still holds and may deliver later. */
	readonly #strays: { caller: Caller; body: string }[] = [];

	constructor(parts: {
		random: Random;
		server: SyncServer;
		goods: Goods;
		phones: number;
		spaces: readonly string[];
		person: (phone: number) => string;
	}) {
		const { random, server, goods, spaces } = parts;
		this.random = random;
		this.server = server;
		this.goods = goods;
		this.spaces = spaces;
		this.phones = Array.from({ length: parts.phones }, (_, i): Phone => {
			const name = `phone${i + 1}`;
			const hidden = new Set<string>();
			const maySee = (space: string) => !hidden.has(space);
			return {
				name,
				store: memoryStore(newSelf(name)),
				caller: { person: parts.person(i), device: '', maySee },
				hidden,
				saw: new Set(),
				wrote: new Map(),
			};
		});
	}

	/** One thing happens somewhere. */
	async step(): Promise<void> {
		const phone = this.random.pick(this.phones);
		this.#now += this.random.below(90_000);
		const dice = this.random.next();
		if (dice < 0.55) await this.act(phone);
		else if (dice < 0.95) await this.sync(phone, true);
		else if (dice < 0.97) await this.deliverStray();
		else this.toggle(phone);
	}

	/** The line is good and everybody sees everything: rounds until nobody has anything to say. */
	async settle(): Promise<void> {
		for (const phone of this.phones) phone.hidden.clear();
		await this.deliverStray();
		for (let pass = 0; pass < 4; pass++) {
			for (const phone of this.phones) {
				let end: RoundEnd = { kind: 'again' };
				for (let tries = 0; end.kind !== 'done'; tries++) {
					if (tries > 12) throw new Error(`${phone.name} never comes to rest: ${end.kind}`);
					end = await this.sync(phone, false);
				}
			}
		}
	}

	toggle(phone: Phone): void {
		const space = this.random.pick(this.spaces);
		if (!phone.hidden.delete(space)) phone.hidden.add(space);
	}

	async sync(phone: Phone, faulty: boolean): Promise<RoundEnd> {
		const cursors = new Map(phone.store.look().followed.map(({ space, cursor }) => [space, cursor]));
		const end = await round({
			store: phone.store,
			transport: this.#line(phone, faulty),
			now: () => this.#now,
			newDeviceId: () => `${phone.name}-${this.#mark++}`,
		});
		for (const { change, reason } of phone.store.look().queue) {
			// It may have been counted, and it may not: the person is asked, and no sum can tell.
			if (reason === UNSURE) this.unaccountable.add(`${change.space}/${recordId(change.kind, change.key)}`);
		}
		for (const { space, cursor, visible } of phone.store.look().followed) {
			if (visible && cursor < (cursors.get(space) ?? 0)) {
				this.broken.push(`S4: ${phone.name} went back in ${space} from ${cursors.get(space)} to ${cursor}`);
			}
		}
		return end;
	}

	#line(phone: Phone, faulty: boolean): Transport {
		const { random } = this;
		const fault = (probability: number) => faulty && random.chance(probability);
		return {
			post: async (body): Promise<Reply> => {
				if (random.chance(0.2) && faulty) await this.act(phone);
				if (fault(0.1)) return { kind: 'offline' };
				if (fault(0.05)) this.#strays.push({ caller: { ...phone.caller }, body });
				if (fault(0.1)) await this.#answer(phone, body);
				const lines = await this.#answer(phone, body);
				if (fault(0.15)) return random.chance(0.5) ? { kind: 'offline' } : { kind: 'not-ours' };
				const until = fault(0.25) ? random.below(lines.length + 1) : lines.length;
				return { kind: 'answer', lines: this.#arriving(phone, lines, until, faulty) };
			},
		};
	}

	async *#arriving(phone: Phone, lines: readonly string[], until: number, faulty: boolean) {
		for (const line of lines.slice(0, until)) {
			if (faulty && this.random.chance(0.1)) await this.act(phone);
			yield line;
		}
		if (until < lines.length && this.random.chance(0.5)) throw new Error('the line broke');
	}

	async deliverStray(): Promise<void> {
		const stray = this.#strays.shift();
		if (!stray) return;
		const phone = this.phones.find(({ caller }) => caller.device === stray.caller.device);
		if (phone) await this.#answer(phone, stray.body);
	}

	/** Asks the server, and looks at what it did: no guarded value may give way to somebody who never saw it (S12). */
	async #answer(phone: Phone, body: string): Promise<readonly string[]> {
		const before = await this.#guarded();
		const lines = await this.server.answer(phone.caller, body);
		for (const [name, { record, field, value }] of await this.#guarded()) {
			const old = before.get(name);
			const setter = record.stamps[field]?.device;
			if (!old || canonical(old.value) === canonical(value) || setter !== phone.caller.device) continue;
			if (old.record.stamps[field]?.device === setter) continue;
			if (!phone.saw.has(`${name}=${canonical(old.value)}`)) {
				this.broken.push(`S12: ${phone.name} replaced ${canonical(old.value)} of ${name} unseen`);
			}
		}
		return lines;
	}

	async #guarded() {
		const found = new Map<string, { record: Rec; field: string; value: Value }>();
		for (const space of this.spaces) {
			for (const record of (await this.server.truth(space)).records) {
				if (record.kind === QUESTION) {
					const standing = record.fields['candidates'] as Readonly<Record<string, { value: Value }>>;
					for (const { value } of Object.values(standing)) this.candidates.add(canonical(value));
				}
				for (const [field, value] of Object.entries(record.fields)) {
					if (isGuarded(record.kind, field) && field !== this.goods.counter)
						found.set(nameOf(space, record.kind, record.key, field), { record, field, value });
				}
			}
		}
		return found;
	}

	/** The person of a phone does something. */
	async act(phone: Phone): Promise<void> {
		const { random, goods } = this;
		const { held, queue } = phone.store.look();
		const goodsHere = held.filter((item) => item.kind !== QUESTION && item.removing === 0);
		const dice = random.next();
		if (dice < 0.2 || goodsHere.length === 0) {
			const space = random.pick(this.spaces);
			const kind = random.chance(0.2) ? 'story' : 'product';
			return this.write(phone, space, kind, goods.newKey(++this.#mark), this.#some(kind));
		}
		const item = random.pick(goodsHere);
		if (dice < 0.65) return this.write(phone, item.space, item.kind, item.key, this.#some(item.kind));
		if (dice < 0.72 && item.kind === 'product') return this.move(phone, item);
		if (dice < 0.79) return this.undo(phone, item);
		if (dice < 0.85) return this.remove(phone, item);
		if (dice < 0.95) return this.decide(phone, held);
		const parked = queue.filter(({ state }) => state === 'parked');
		if (parked.length > 0) return this.tidy(phone, random.pick(parked).change);
	}

	#some(kind: string): Fields {
		const { random, goods } = this;
		if (kind === 'story') return { th: `${++this.#mark}` };
		const count = 1 + random.below(2);
		const fields = Array.from({ length: count }, () => random.pick(goods.fields));
		return Object.fromEntries(fields.map((field) => [field, goods.value(field, ++this.#mark, random)]));
	}

	async write(phone: Phone, space: string, kind: string, key: string, set: Fields, more: Partial<Edit> = {}) {
		this.#look(phone, space, kind, key, Object.keys(set));
		await phone.store.transact((tx) => edit(tx, { space, kind, key, set, ...more }, this.#now, isGuarded));
		for (const [field, value] of Object.entries(set)) {
			phone.wrote.set(nameOf(space, kind, key, field), value);
		}
	}

	/** What is on the screen while the person edits. */
	#look(phone: Phone, space: string, kind: string, key: string, fields: readonly string[]): void {
		const item = this.#held(phone, space, kind, key);
		if (!item) return;
		for (const field of fields) {
			phone.saw.add(`${nameOf(space, kind, key, field)}=${canonical(shown(item)[field] ?? null)}`);
		}
	}

	#held(phone: Phone, space: string, kind: string, key: string): Held | undefined {
		return phone.store
			.look()
			.held.find((item) => item.space === space && item.kind === kind && item.key === key);
	}

	async move(phone: Phone, { space, kind, key }: Held): Promise<void> {
		const by = this.random.below(9) - 4;
		if (by === 0) return;
		const add = { [this.goods.counter]: by };
		await phone.store.transact((tx) => edit(tx, { space, kind, key, add }, this.#now, isGuarded));
		const id = `${space}/${recordId(kind, key)}`;
		this.moved.set(id, (this.moved.get(id) ?? 0) + by);
	}

	/** The person sets fields back to what the server has. */
	async undo(phone: Phone, item: Held): Promise<void> {
		const fields = Object.keys(item.pending).filter((field) => field in item.fields);
		if (fields.length === 0) return;
		const { space, kind, key } = item;
		const set = Object.fromEntries(fields.map((field) => [field, item.fields[field] ?? null]));
		await this.write(phone, space, kind, key, set);
		for (const field of fields) phone.wrote.delete(nameOf(space, kind, key, field));
	}

	async remove(phone: Phone, { space, kind, key }: Held): Promise<void> {
		await phone.store.transact((tx) => edit(tx, { space, kind, key, remove: true }, this.#now, isGuarded));
		this.#giveUp(phone, space, kind, key);
	}

	/** The person answers a question with one of its candidates, or with what stands. */
	async decide(phone: Phone, held: readonly Held[]): Promise<void> {
		const questions = held.filter(({ kind }) => kind === QUESTION);
		if (questions.length === 0) return;
		const question = this.random.pick(questions);
		const [kind, key, field] = question.fields['of'] as [string, string, string];
		const item = this.#held(phone, question.space, kind, key);
		if (!item) return;
		const candidates = question.fields['candidates'] as Readonly<Record<string, { value: Value }>>;
		const standing = item.fields[field] ?? null;
		phone.saw.add(`${nameOf(question.space, kind, key, field)}=${canonical(standing)}`);
		const answer = this.random.pick([standing, ...Object.values(candidates).map(({ value }) => value)]);
		await this.write(phone, question.space, kind, key, { [field]: answer }, { force: true });
	}

	/** The person takes up something refused: tries it again, or lets it go. */
	async tidy(phone: Phone, { space, kind, key, n }: Change): Promise<void> {
		if (this.random.chance(0.5)) {
			await phone.store.transact((tx) => offerAgain(tx, space, kind, key, this.#now));
			if (this.#held(phone, space, kind, key)?.removing) this.#giveUp(phone, space, kind, key);
			return;
		}
		await phone.store.transact((tx) => letGo(tx, space, n));
		this.#giveUp(phone, space, kind, key);
	}

	#giveUp(phone: Phone, space: string, kind: string, key: string): void {
		this.unaccountable.add(`${space}/${recordId(kind, key)}`);
		for (const name of phone.wrote.keys()) {
			if (name.startsWith(nameOf(space, kind, key, ''))) phone.wrote.delete(name);
		}
	}

	/** Every law that does not hold at the end of this life, in words. */
	async verdict(): Promise<string[]> {
		const broken = [...this.broken];
		for (const space of this.spaces) {
			const { counter, records, superseded } = await this.server.truth(space);
			const live = sorted(records.filter(({ removed }) => !removed).map(faceOf));
			const kept = new Set([
				...superseded.map(({ value }) => canonical(value)),
				...records.flatMap(({ fields }) => Object.values(fields).map(canonical)),
				...this.candidates,
			]);
			const parkedMoves = new Map<string, number>();
			for (const phone of this.phones) {
				const { held, followed, queue } = phone.store.look();
				const here = held.filter((item) => item.space === space);
				const confirmed = sorted(here.filter(({ seen }) => seen > 0).map(faceOf));
				if (canonical(confirmed) !== canonical(live)) {
					const odd = [...confirmed, ...live].filter(
						(face) => !includes(confirmed, face) || !includes(live, face),
					);
					broken.push(`S2: ${phone.name} holds other records of ${space}: ${canonical(odd)}`);
				}
				for (const item of here) {
					if (item.seen === 0 && !hasUnsent(item))
						broken.push(`S2: ${phone.name} holds a ghost ${recordId(item.kind, item.key)}`);
				}
				const cursor = followed.find((item) => item.space === space)?.cursor ?? 0;
				if (cursor !== counter) broken.push(`S9: ${phone.name} is at ${cursor} of ${counter} in ${space}`);
				const rows = queue.filter(({ change }) => change.space === space);
				for (const { state, reason, change } of rows) {
					if (state !== 'parked' || reason === null)
						broken.push(`S1: ${phone.name} still has ${state} ${change.n} in ${space}`);
					const id = `${space}/${recordId(change.kind, change.key)}`;
					const by = change.add[this.goods.counter] ?? 0;
					parkedMoves.set(id, (parkedMoves.get(id) ?? 0) + by);
				}
				const numbers = new Set(rows.map(({ change }) => change.n));
				for (const item of here) {
					for (const [field, { n }] of Object.entries(item.pending)) {
						if (!numbers.has(n))
							broken.push(`S1: ${phone.name} waits for nobody: ${item.key}.${field} of ${n}`);
					}
				}
				const waiting = new Set(rows.flatMap(({ change }) => Object.values(change.set).map(canonical)));
				for (const [name, value] of phone.wrote) {
					const text = canonical(value);
					if (name.startsWith(`${space}|`) && !kept.has(text) && !waiting.has(text))
						broken.push(`S1: ${text}, written on ${phone.name} as ${name}, is nowhere`);
				}
			}
			for (const record of records) {
				const id = `${space}/${recordId(record.kind, record.key)}`;
				const made = this.moved.get(id) ?? 0;
				const counted = Number(record.fields[this.goods.counter] ?? 0) + (parkedMoves.get(id) ?? 0);
				if (record.kind === 'product' && !this.unaccountable.has(id) && made !== counted)
					broken.push(`S3: ${id} moved by ${made}, counted ${counted}`);
			}
		}
		return broken;
	}
}

const nameOf = (space: string, kind: string, key: string, field: string) =>
	`${space}|${kind}/${key}|${field}`;

/** A record by what both sides must agree on. */
const faceOf = ({ kind, key, short, fields }: Held | Rec): Fields => ({ kind, key, short, fields });
const sorted = (faces: readonly Fields[]) =>
	[...faces].sort((a, b) => Number(a['short']) - Number(b['short']));
const includes = (faces: readonly Fields[], face: Fields) =>
	faces.some((other) => canonical(other) === canonical(face));
