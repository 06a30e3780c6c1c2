import { visitsFollowed } from '../../src/lib/domain/access.ts';
import { isGuarded } from '../../src/lib/domain/policy.ts';
import { edit, type Edit } from '../../src/lib/sync/device/edit.ts';
import { shown, type CarriedRow, type Held, type Queued } from '../../src/lib/sync/device/held.ts';
import { NO_LONGER_YOURS } from '../../src/lib/sync/device/outbox.ts';
import { letGo, offerAgain } from '../../src/lib/sync/device/unpark.ts';
import type { DeviceTx } from '../../src/lib/sync/device/port.ts';
import { giveShop, receiveShop, type Replica } from '../../src/lib/sync/device/handover.ts';
import { packUp, takeIn } from '../../src/lib/sync/device/rescue.ts';
import { QUESTION, recordId } from '../../src/lib/sync/record.ts';
import { canonical, type Fields, type Value } from '../../src/lib/sync/value.ts';
import type { Random } from '../support/random.ts';
import { Failed, gate } from './gate.ts';
import { fieldName } from './names.ts';
import type { Phone } from './phone.ts';
import type { EditKind, StoreFault } from './plan.ts';
import type { World } from './world.ts';

/** A counter is set by hand on some goods only: on the others every movement must add up. */
export const isHandCounted = (key: string): boolean => key.endsWith('7');
const PLAIN = ['nameTh', 'nameEn', 'materials', 'size', 'weightG'];

/** How often a shop is handed over from screen to camera in place of a rescue file. */
const HANDED = 0.4;

/** One thing that a person does. What cannot be done now becomes a plain edit, or a new product. */
export class Person {
	readonly #world: World;
	readonly #phone: Phone;
	readonly #random: Random;
	readonly #fault: StoreFault | null;

	constructor(world: World, phone: Phone, random: Random, fault: StoreFault | null) {
		this.#world = world;
		this.#phone = phone;
		this.#random = random;
		this.#fault = fault;
	}

	async act(what: EditKind): Promise<void> {
		if (await this.#try(what)) return;
		if (await this.#try('plain')) return;
		await this.#try('create');
	}

	/** False when there is nothing here to do it to. */
	async #try(what: EditKind): Promise<boolean | null> {
		const random = this.#random;
		const { held, queue } = this.#phone.store.look();
		const here = held.filter(({ kind, removing }) => kind !== QUESTION && removing === 0);
		const goods = here.filter(({ kind }) => kind === 'product');
		const parked = queue.filter(({ state }) => state === 'parked');
		const space = random.pick(this.#phone.opened);
		const mark = this.#world.mark();
		const one = <T>(items: readonly T[]) => (items.length === 0 ? null : random.pick(items));
		// People meet at the first goods, and look after the newest.
		const some = <T>(items: readonly T[]) => {
			const dice = random.next();
			return one(dice < 0.4 ? items.slice(0, 4) : dice < 0.7 ? items.slice(-3) : items);
		};
		const item = some(here);
		const product = some(goods);
		switch (what) {
			case 'create':
				return this.#write(what, { space, kind: 'product', key: `key${mark}`, set: this.#newProduct(mark) });
			case 'story':
				return (
					product && this.#write(what, { ...nameOf(product), kind: 'story', set: { th: `เรื่อง ${mark}` } })
				);
			case 'photo': {
				if (!product) return false;
				const set = { of: `product/${product.key}`, order: 'V' };
				return this.#write(what, { space: product.space, kind: 'photo', key: `photo${mark}`, set });
			}
			case 'shop':
				return this.#write(what, { space, kind: 'shop', key: space.slice(2), set: this.#shop(mark) });
			case 'plain':
				return item && this.#write(what, { ...nameOf(item), set: this.#plain(item.kind, mark) });
			case 'guarded':
				return product && this.#write(what, { ...nameOf(product), set: this.#guarded(mark) });
			case 'publish':
				return product && this.#write(what, { ...nameOf(product), set: { state: 'published' } });
			case 'move': {
				const by = random.below(2_000_000_000) - 1_000_000_000;
				return product && this.#write(what, { ...nameOf(product), add: { stock: by } });
			}
			case 'count': {
				const counted = one(goods.filter(({ key }) => isHandCounted(key)));
				return counted && this.#write(what, { ...nameOf(counted), set: { stock: mark } });
			}
			case 'undo':
				return this.#undo(
					one(here.filter((held) => Object.keys(held.pending).some((field) => field in held.fields))),
				);
			case 'remove':
				return item && item.kind !== 'shop' && this.#remove(item);
			case 'revive': {
				const gone = one(held.filter(({ removing }) => removing > 0));
				return gone && this.#write(what, { ...nameOf(gone), set: this.#plain(gone.kind, mark) });
			}
			case 'answer':
				return this.#answer(one(held.filter(({ kind }) => kind === QUESTION)));
			case 'retry':
				return this.#retry(one(parked.filter(({ reason }) => reason !== NO_LONGER_YOURS)));
			case 'let-go':
				return this.#letGo(one(parked));
			case 'bad':
				return (
					product && this.#write(what, { ...nameOf(product), set: { price: { satang: -mark, unit: 'ถุง' } } })
				);
			case 'newer':
				return this.#newer(random.chance(0.5) ? product : null, space, mark);
			case 'several':
				return this.#several(item, space, mark);
			case 'visit': {
				const visits = one(visitsFollowed(this.#phone.principal));
				const set = { shop: space.slice(2), plannedFor: '2026-11-26', notes: `จด ${mark}` };
				return (
					visits !== null && this.#write(what, { space: visits, kind: 'visit', key: `visit${mark}`, set })
				);
			}
			case 'rescue':
				if (random.chance(HANDED)) return this.#handOver(space);
				return queue.length > 0 && this.#rescue();
		}
	}

	#newProduct(mark: number): Fields {
		const random = this.#random;
		const bad = random.chance(0.15);
		const whole = {
			nameTh: `ของ ${mark}`,
			category: 'FOOD',
			price: { satang: bad ? -mark : mark, unit: 'ถุง' },
		};
		return random.chance(0.6) ? whole : { nameTh: `ของ ${mark}` };
	}

	#plain(kind: string, mark: number): Fields {
		if (kind === 'story') return { th: `เรื่อง ${mark}` };
		if (kind === 'photo') return { order: `V${mark}` };
		if (kind === 'recipe') return { step: `ขั้น ${mark}` };
		if (kind === 'visit') return { notes: `จด ${mark}` };
		if (kind === 'shop') return { nameEn: `shop ${mark}` };
		const fields = Array.from({ length: 1 + this.#random.below(3) }, () => this.#random.pick(PLAIN));
		return Object.fromEntries(
			fields.map((field, i) => [field, field === 'weightG' ? mark * 10 + i : `${field} ${mark}`]),
		);
	}

	#guarded(mark: number): Fields {
		const random = this.#random;
		const price = { price: { satang: mark, unit: random.pick(['ถุง', 'ขวด']) } };
		const dice = random.next();
		if (dice < 0.6) return price;
		if (dice < 0.75) return { promo: { satang: mark, from: 1, until: 2 + mark } };
		if (dice < 0.9) return { state: random.pick(['draft', 'paused']) };
		return { ...price, ...this.#plain('product', mark) };
	}

	#shop(mark: number): Fields {
		const random = this.#random;
		const dice = random.next();
		if (dice < 0.4) return { nameTh: `ร้าน ${mark}` };
		if (dice < 0.8) return { phones: [`08${String(mark).padStart(8, '0')}`] };
		return { promptpay: `08${String(mark).padStart(8, '0')}` };
	}

	#undo(item: Held | null): Promise<boolean> | false {
		if (!item) return false;
		const fields = Object.keys(item.pending).filter((field) => field in item.fields);
		const set = Object.fromEntries(fields.map((field) => [field, item.fields[field] ?? null]));
		return this.#write('undo', { ...nameOf(item), set }, () => {
			for (const field of fields) this.#phone.wrote.delete(fieldName(item, field));
		});
	}

	#remove(item: Held): Promise<boolean> {
		return this.#write('remove', { ...nameOf(item), remove: true }, () => this.#giveUp(item));
	}

	/** One of the candidates, what stands, or a third. */
	#answer(question: Held | null): Promise<boolean> | false {
		if (!question) return false;
		const [kind, key, field] = question.fields['of'] as [string, string, string];
		const item = this.#phone.held(question.space, kind, key);
		if (!item) return false;
		const candidates = question.fields['candidates'] as Readonly<Record<string, { value: Value }>>;
		const standing = item.fields[field] ?? null;
		const picked = this.#random.pick([standing, ...Object.values(candidates).map(({ value }) => value)]);
		// Nothing that stands is no answer to give: a field is set to something.
		if (picked === null && field === 'state') return false;
		return this.#write('answer', { space: question.space, kind, key, set: { [field]: picked }, force: true });
	}

	async #retry(row: Queued | null): Promise<boolean> {
		if (!row) return false;
		const { space, kind, key } = row.change;
		const work = async (tx: DeviceTx) => {
			this.#look({ space, kind, key, remove: true, force: true });
			await offerAgain(tx, space, kind, key, this.#now());
		};
		await this.#store('retry', `${kind}/${key}`, work, () => {
			if (this.#phone.held(space, kind, key)?.removing) this.#giveUp(row.change);
		});
		return true;
	}

	async #letGo(row: Queued | null): Promise<boolean> {
		if (!row) return false;
		const { space, kind, key, n } = row.change;
		let known: Queued | undefined;
		const work = async (tx: DeviceTx) => {
			known = (await tx.queueOf(space, kind, key)).find(({ change }) => change.n === n);
			await letGo(tx, space, n);
		};
		await this.#store('let-go', `${kind}/${key} of ${n}`, work, () => {
			if (!known || known.state !== 'parked') return;
			this.#world.witness.gaveUp(known);
			this.#giveUp(row.change);
		});
		return true;
	}

	/** A phone with a newer app: fields and kinds that this one does not know, under a newer schema. */
	async #newer(product: Held | null, space: string, mark: number): Promise<boolean> {
		const wish: Edit = product
			? { ...nameOf(product), set: { xGlaze: `ใหม่ ${mark}` } }
			: { space, kind: 'recipe', key: `recipe${mark}`, set: { step: `ขั้น ${mark}`, xHeat: mark } };
		const work = async (tx: DeviceTx) => {
			this.#look(wish);
			const n = await edit(tx, wish, this.#now(), isGuarded);
			const row = (await tx.queueOf(wish.space, wish.kind, wish.key)).find(({ change }) => change.n === n);
			if (row?.state === 'waiting') await tx.putQueued([{ ...row, change: { ...row.change, schema: 2 } }]);
		};
		await this.#store('newer', words(wish), work, () => this.#remember(wish));
		return true;
	}

	async #several(item: Held | null, space: string, mark: number): Promise<boolean> {
		const wishes: Edit[] = [
			{ space, kind: 'product', key: `key${mark}`, set: this.#newProduct(mark) },
			{ space, kind: 'product', key: `key${mark}`, set: { size: `ใบ ${mark}` } },
		];
		if (item) wishes.push({ ...nameOf(item), set: this.#plain(item.kind, mark) });
		const work = async (tx: DeviceTx) => {
			for (const wish of wishes) this.#look(wish);
			for (const wish of wishes) await edit(tx, wish, this.#now(), isGuarded);
		};
		await this.#store('several', words(wishes[0] as Edit), work, () =>
			wishes.forEach((wish) => this.#remember(wish)),
		);
		return true;
	}

	/** Everything unsent goes into a file, and a phone that may write there takes it in, now or never or twice. */
	async #rescue(): Promise<boolean> {
		const phone = this.#phone;
		let packed: readonly CarriedRow[] = [];
		// There is a file only once its rows are marked as sent.
		let file = packed;
		const pack = async (tx: DeviceTx) => {
			packed = await packUp(tx, this.#now());
		};
		await this.#store('rescue', `${phone.store.look().queue.length} rows`, pack, () => (file = packed));
		if (file.length === 0) return true;
		const others = this.#world.phones.filter(
			(other) => other !== phone && other.opened.some((space) => phone.opened.includes(space)),
		);
		for (let times = this.#random.below(3); times > 0 && others.length > 0; times--) {
			const other = this.#random.pick(others);
			const store = gate(
				other.store,
				other.start(() => undefined),
			);
			this.#world.tell(`${other.name}: takes in the file of ${phone.name}`);
			await store.transact((tx) => takeIn(tx, file));
		}
		return true;
	}

	/** The shop goes to a phone of its people with no server between them, which may have nothing of it, or all. */
	async #handOver(space: string): Promise<boolean> {
		const phone = this.#phone;
		let made: Replica | null = null;
		let given: Replica | null = null;
		const give = async (tx: DeviceTx) => {
			made = await giveShop(tx, space, phone.principal.person, this.#now());
		};
		await this.#store('rescue', `hands ${space} over`, give, () => (given = made));
		const others = this.#world.phones.filter(
			(other) => other !== phone && other.principal.role === 'seller' && other.opened.includes(space),
		);
		if (given === null || others.length === 0) return true;
		const arrived = JSON.parse(JSON.stringify(given)) as Replica;
		const other = this.#random.pick(others);
		const store = gate(
			other.store,
			other.start(() => undefined),
		);
		this.#world.tell(`${other.name}: takes ${space} from ${phone.name}`);
		const { isNew } = await store.transact((tx) => receiveShop(tx, arrived, this.#now()));
		// What was damaged there is damaged here, until the office's checksum tells.
		if (isNew && phone.rotten.has(space)) other.rotten.add(space);
		return true;
	}

	async #write(what: EditKind, wish: Edit, stored: () => void = () => undefined): Promise<boolean> {
		let n: number | null = null;
		const work = async (tx: DeviceTx) => {
			this.#look(wish);
			n = await edit(tx, wish, this.#now(), isGuarded);
		};
		await this.#store(what, words(wish), work, () => {
			if (n !== null) this.#remember(wish);
			// What stood already is whoever's it was, and what this person wrote before is no wish of theirs any more.
			else for (const field of Object.keys(wish.set ?? {})) this.#phone.wrote.delete(fieldName(wish, field));
			stored();
		});
		return true;
	}

	/** `stored` is called once it is safe, even where the phone is killed before anybody hears of it. */
	async #store(
		what: EditKind,
		told: string,
		work: (tx: DeviceTx) => Promise<unknown>,
		stored: () => void,
	): Promise<void> {
		const phone = this.#phone;
		const { witness, happened } = this.#world;
		const program = phone.start((kind) => {
			happened(kind, phone, `while ${what}`);
			if (kind === 'killed') phone.kill();
		});
		if (this.#fault) program.trap = { kind: this.#fault, after: this.#random.below(14) };
		const store = gate(phone.store, program, () => {
			happened(what, phone, told);
			stored();
			witness.disk(phone);
		});
		try {
			await store.transact(work);
		} catch (error) {
			if (!(error instanceof Failed)) throw error;
		}
		phone.programs.delete(program);
	}

	/** What is on the screen while the person edits. */
	#look({ space, kind, key, set = {}, remove, force }: Edit): void {
		const item = this.#phone.held(space, kind, key);
		const onScreen: Fields = item ? shown(item) : {};
		for (const field of remove ? Object.keys(onScreen) : Object.keys(set)) {
			const name = fieldName({ space, kind, key }, field);
			this.#phone.saw.add(`${name}=${canonical(onScreen[field] ?? null)}`);
			if (item && force) this.#phone.saw.add(`${name}=${canonical(item.fields[field] ?? null)}`);
			const question = this.#phone.held(space, QUESTION, `${kind}/${key}/${field}`);
			if (question) this.#phone.saw.add(`${name}?${canonical(question.fields['candidates'] ?? null)}`);
		}
	}

	#remember({ space, kind, key, set = {}, add = {} }: Edit): void {
		for (const [field, value] of Object.entries(set)) {
			// A movement right behind a count leaves another number: neither is lost by that.
			if (field !== 'stock') this.#phone.wrote.set(fieldName({ space, kind, key }, field), value);
		}
		this.#world.witness.moved(`${space}/${recordId(kind, key)}`, add['stock'] ?? 0);
	}

	#giveUp(item: Pick<Held, 'space' | 'kind' | 'key'>): void {
		for (const name of this.#phone.wrote.keys()) {
			if (name.startsWith(fieldName(item, ''))) this.#phone.wrote.delete(name);
		}
	}

	#now(): number {
		return this.#world.clock.now + this.#phone.clock;
	}
}

const nameOf = ({ space, kind, key }: Held) => ({ space, kind, key });
const words = ({ space, kind, key, set = {}, add = {}, remove = false }: Edit) =>
	`${space} ${kind}/${key} ${remove ? 'gone' : JSON.stringify({ ...set, ...add })}`;
