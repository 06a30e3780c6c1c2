import { isGuarded } from '../../src/lib/domain/policy.ts';
import { isEmpty, type Change } from '../../src/lib/sync/change.ts';
import { isRefused, NO_LONGER_YOURS } from '../../src/lib/sync/device/outbox.ts';
import type { Held, Queued } from '../../src/lib/sync/device/held.ts';
import { UNSURE } from '../../src/lib/sync/merge.ts';
import { QUESTION, recordId, type Rec, type Stamp } from '../../src/lib/sync/record.ts';
import { canonical, sameValue, type Value } from '../../src/lib/sync/value.ts';
import type { Commit, Office } from './office.ts';
import { fieldName } from './names.ts';
import type { Phone } from './phone.ts';

export const LAWS = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12'] as const;
export type Law = (typeof LAWS)[number];
export interface Breach {
	readonly law: Law;
	readonly words: string;
}

interface Taking {
	readonly device: string;
	readonly change: Change;
	/** False for what was refused. */
	readonly counts: boolean;
}

type Candidates = Readonly<Record<string, { readonly value: Value }>>;
const candidatesOf = (question: Rec) => question.fields['candidates'] as Candidates;

/** Watches both sides while they live, and remembers what must still be there at the end. */
export class Witness {
	readonly broken: Breach[] = [];
	/** How often each law was looked at. */
	readonly looked = new Map<Law, number>();
	/** Everything that ever stood in a question. */
	readonly candidates = new Set<string>();
	/** Movements by record, less those that their person gave up. */
	readonly moves = new Map<string, number>();
	/** Movements by record that may have been counted once more than `moves` says: only the server could tell. */
	readonly unsure = new Map<string, number[]>();
	/** Records whose refused movements went with their removal: no sum can tell. */
	readonly unaccountable = new Set<string>();
	/** Edits that an eviction took, and that had never left their phone. */
	lost = 0;
	readonly #phones: readonly Phone[];
	readonly #tell: (words: string) => void;
	readonly #taken = new Map<string, Taking>();

	constructor(phones: readonly Phone[], tell: (words: string) => void) {
		this.#phones = phones;
		this.#tell = tell;
	}

	/** Holds a law against what happened: `words` says what broke it. */
	holds(law: Law, isKept: boolean, words: () => string): void {
		this.looked.set(law, (this.looked.get(law) ?? 0) + 1);
		if (isKept) return;
		const breach = { law, words: words() };
		this.#tell(`BROKEN ${law}: ${breach.words}`);
		this.broken.push(breach);
	}

	moved(record: string, by: number): void {
		if (by !== 0) this.moves.set(record, (this.moves.get(record) ?? 0) + by);
	}

	maybeCounted(record: string, by: number): void {
		this.unsure.set(record, [...(this.unsure.get(record) ?? []), by]);
	}

	/** The person let a parked row go. */
	gaveUp(row: Queued): void {
		this.#withoutMoves(row, row.reason === NO_LONGER_YOURS && row.sentAt !== null);
	}

	#withoutMoves({ change }: Queued, mayHaveArrived: boolean): void {
		const record = `${change.space}/${recordId(change.kind, change.key)}`;
		for (const by of Object.values(change.add)) {
			this.moved(record, -by);
			if (mayHaveArrived) this.maybeCounted(record, by);
		}
	}

	/** True where the phone lost its database once. */
	wasEvicted(phone: Phone): boolean {
		return this.#evicted.has(phone);
	}

	/** The phone's database is about to go. What never left may be gone with it; what arrived may not. */
	evicted(phone: Phone, office: Office): void {
		this.#evicted.add(phone);
		this.#lostTwice(phone, office);
		const elsewhere = new Set(
			this.#phones.filter((other) => other !== phone).flatMap((other) => other.values()),
		);
		for (const [name, value] of phone.wrote) {
			const text = canonical(value);
			// A turned back office has forgotten it, and nobody else has seen it.
			if (this.#untaken.size > 0 && !elsewhere.has(`${name}=${text}`) && !office.knows(name, text))
				phone.wrote.delete(name);
		}
		for (const row of phone.store.look().queue) {
			if (isEmpty(row.change)) continue;
			this.#withoutMoves(row, row.sentAt !== null && !isRefused(row));
			if (row.sentAt === null || isRefused(row)) this.lost++;
			for (const [field, value] of Object.entries(row.change.set)) {
				const name = fieldName(row.change, field);
				if (sameValue(phone.wrote.get(name), value)) phone.wrote.delete(name);
			}
		}
	}

	/** Phones that lost their database: what they had told of before, only the office knew. */
	readonly #evicted = new Set<Phone>();
	/** What a turned back office forgot. */
	readonly #untaken = new Set<string>();
	/** Of that, whose movements nobody expects any more: a better backup may bring them back. */
	readonly #writtenOff = new Map<string, Pick<Taking, 'device' | 'change'>>();

	#writeOff(name: string, device: string, change: Change): void {
		this.#writtenOff.set(name, { device, change });
		const record = `${change.space}/${recordId(change.kind, change.key)}`;
		for (const by of Object.values(change.add)) {
			this.moved(record, -by);
			// Somebody may have seen a count that holds it, and tell of that.
			this.maybeCounted(record, by);
		}
	}

	#writeOn(office: Office): void {
		for (const [name, { device, change }] of this.#writtenOff) {
			if (!office.hasTaken(device, change.space, change.n)) continue;
			this.#writtenOff.delete(name);
			this.#taken.set(name, { device, change, counts: true });
			const record = `${change.space}/${recordId(change.kind, change.key)}`;
			for (const by of Object.values(change.add)) this.moved(record, by);
		}
	}

	/** The office's database was put back. What it had taken since lives on in phones, but for those that were evicted. */
	restored(office: Office): void {
		const held = new Set(this.#phones.flatMap(identities));
		for (const [name, { device, change, counts }] of this.#taken) {
			if (office.hasTaken(device, change.space, change.n)) continue;
			this.#taken.delete(name);
			this.#untaken.add(name);
			if (!held.has(name) && counts) this.#writeOff(name, device, change);
		}
		this.#writeOn(office);
		for (const phone of this.#evicted) {
			const kept = new Set(phone.values());
			for (const [name, value] of phone.wrote) {
				const text = canonical(value);
				if (!kept.has(`${name}=${text}`) && !office.knows(name, text)) phone.wrote.delete(name);
			}
		}
	}

	/** What a turned back office had forgotten, and the phone had not yet offered again when its database went too. */
	#lostTwice(phone: Phone, office: Office): void {
		const { done, carried, queue, self } = phone.store.look();
		const own = queue.filter((row) => row.sentAt !== null).map((row) => ({ ...row, device: self.device }));
		const elsewhere = new Set(this.#phones.filter((other) => other !== phone).flatMap(identities));
		for (const { device, change } of [...done, ...carried, ...own]) {
			if (elsewhere.has(`${device}#${change.space}#${change.n}`)) continue;
			if (isEmpty(change) || office.hasTaken(device, change.space, change.n)) continue;
			const name = `${device}#${change.space}#${change.n}`;
			if (!this.#untaken.has(name)) continue;
			this.#writeOff(name, device, change);
			for (const [field, value] of Object.entries(change.set)) {
				const told = fieldName(change, field);
				if (sameValue(phone.wrote.get(told), value)) phone.wrote.delete(told);
			}
		}
	}

	/** What one transaction of the server did. */
	committed(commit: Commit): void {
		const { space, writes } = commit;
		for (const { device, change, outcome } of commit.takings) {
			const name = `${device}#${space}#${change.n}`;
			this.holds('S3', !this.#taken.has(name), () => `the office took ${name} twice`);
			this.#taken.set(name, { device, change, counts: outcome.kind !== 'refused' });
			if (outcome.kind === 'refused' && outcome.reason === UNSURE) {
				for (const by of Object.values(change.add))
					this.maybeCounted(`${space}/${recordId(change.kind, change.key)}`, by);
			}
		}
		for (const record of writes) {
			const id = recordId(record.kind, record.key);
			const old = commit.before.get(id);
			this.holds('S4', record.at > (old?.at ?? 0), () => `${id} went from ${old?.at ?? 0} to ${record.at}`);
			if (record.kind === QUESTION) this.#question(commit, record, old);
			else if (old) this.#overwrite(commit, record, old);
		}
	}

	/** Whether a change that was taken now was made in an earlier history by who had seen there what stands, or what came after it. */
	#hadSeen({ takings, witnessed, seenFrom, isSplit }: Commit, by: Stamp, stands: Stamp | undefined): boolean {
		if (isSplit) return true;
		const own = takings.find(({ device, change }) => device === by.device && change.n === by.n)?.change;
		// A witness's change has its place for a number.
		const change = by.device === 'witness' ? witnessed[by.n - 1] : own;
		const seen = change ? seenFrom(change.base) : null;
		const { old } = stands ?? {};
		if (change && old?.epoch === change.base.epoch && Math.floor(old.number) <= change.base.number)
			return true;
		return seen !== null && stands !== undefined && stands.number <= seen;
	}

	/** Whose phone made what bears this stamp. */
	#phoneOf({ caller }: Commit, device: string): Phone {
		const name = (device === 'witness' ? caller.enrolment : device).split('-')[0];
		const phone = this.#phones.find((one) => one.name === name);
		if (!phone) throw new Error(`nobody is ${device}`);
		return phone;
	}

	#overwrite(commit: Commit, record: Rec, old: Rec): void {
		const { space, superseded } = commit;
		const { kind, key } = record;
		if (record.removed && !old.removed && !record.removed.old) {
			const { device } = record.removed;
			const phone = this.#phoneOf(commit, device);
			for (const [field, value] of Object.entries(record.fields)) {
				// On the screen it stands together with what waits: nobody sees the bare number.
				if (field === 'stock') continue;
				const name = fieldName({ space, kind, key }, field);
				const stamp = old.stamps[field];
				const makers = [record.stamps[field]?.device, stamp?.device].map((made) => made?.split('-')[0]);
				const own = makers.includes(phone.name) || this.#hadSeen(commit, record.removed, stamp);
				const known = own || this.#knew(phone, device, name, value, old, field);
				this.holds('S1', known, () => `${phone.name} removed ${name} ${canonical(value)} unseen`);
			}
		}
		for (const [field, value] of Object.entries(old.fields)) {
			const name = fieldName({ space, kind, key }, field);
			const now = record.fields[field];
			this.holds('S6', now !== undefined, () => `${name} was dropped`);
			if (now === undefined || sameValue(now, value) || field === 'stock') continue;
			const kept = superseded.some(
				(past) => past.key === key && past.field === field && sameValue(past.value, value),
			);
			this.holds('S1', kept, () => `${canonical(value)} of ${name} gave way and is in no history`);
			// Of a record that is gone nobody sees anything: its values are in its history.
			if (!isGuarded(kind, field) || old.removed) continue;
			const by = record.stamps[field];
			if (!by) continue;
			if (by.old) {
				// It is offered again: in the history it comes from its turn had been known.
				const was = old.stamps[field]?.old;
				const isLater = was?.epoch !== by.old.epoch || was.number <= by.old.number;
				this.holds('S12', isLater, () => `${canonical(value)} of ${name} gave way to an older value`);
				continue;
			}
			const phone = this.#phoneOf(commit, by.device);
			const known =
				this.#hadSeen(commit, by, old.stamps[field]) || this.#knew(phone, by.device, name, value, old, field);
			this.holds('S12', known, () => `${phone.name} replaced ${canonical(value)} of ${name} unseen`);
		}
	}

	#knew(phone: Phone, device: string, name: string, value: Value, old: Rec, field: string): boolean {
		return old.stamps[field]?.device === device || phone.saw.has(`${name}=${canonical(value)}`);
	}

	#question(commit: Commit, question: Rec, old: Rec | undefined): void {
		for (const { value } of Object.values(candidatesOf(question))) this.candidates.add(canonical(value));
		if (!old || old.removed) return;
		const [kind, key, field] = question.fields['of'] as [string, string, string];
		const by = question.removed ?? question.stamps['candidates'];
		if (!by || by.old) return;
		const phone = this.#phoneOf(commit, by.device);
		const gone = commit.takings.some(({ change, outcome }) => {
			return change.kind === kind && change.key === key && change.remove && outcome.kind === 'applied';
		});
		const others = Object.keys(candidatesOf(old)).filter((author) => author !== by.author);
		const name = fieldName({ space: commit.space, kind, key }, field);
		if (question.removed) {
			const answered = phone.saw.has(`${name}?${canonical(old.fields['candidates'] ?? null)}`);
			const had = this.#hadSeen(commit, by, old.stamps['candidates']);
			const known = answered || others.length === 0 || gone || had;
			this.holds('S12', known, () => `${phone.name} closed the question of ${name} unseen`);
		} else {
			const left = others.filter((author) => !candidatesOf(question)[author]);
			this.holds('S12', left.length === 0, () => `${left.join()} left the question of ${name}`);
		}
	}

	/** What must be true of a phone's database behind every transaction, whoever was killed in it. */
	disk(phone: Phone, look = phone.store.look()): void {
		const { held, queue, followed, self } = look;
		const rows = new Map<string, Queued[]>();
		for (const row of queue) {
			const { space, kind, key, n } = row.change;
			const next = followed.find((item) => item.space === space)?.next ?? 1;
			this.holds('S5', n < next, () => `${phone.name} has ${n} in ${space} and will count on from ${next}`);
			const id = `${space}/${recordId(kind, key)}`;
			rows.set(id, [...(rows.get(id) ?? []), row]);
		}
		for (const item of held) {
			const id = `${item.space}/${recordId(item.kind, item.key)}`;
			const own = rows.get(id);
			if (!own && Object.keys(item.pending).length === 0) continue;
			rows.delete(id);
			this.#waiting(phone, id, item, own ?? []);
		}
		for (const [id, [row]] of rows) {
			const hidden = row === undefined || isEmpty(row.change) || row.state === 'parked';
			this.holds(
				'S5',
				hidden || row.change.remove,
				() => `${phone.name} has a row of ${id} and not the record`,
			);
		}
		for (const { space, cursor } of followed) {
			const name = `${self.epoch} ${space}`;
			const before = phone.cursors.get(name) ?? 0;
			// Nothing is the one number below: the space is asked for anew.
			this.holds(
				'S4',
				cursor >= before || cursor === 0,
				() => `${phone.name} went back in ${space} to ${cursor}`,
			);
			phone.cursors.set(name, cursor);
		}
	}

	/** What waits on top of one record, and the rows that carry it. */
	#waiting({ name }: Phone, id: string, item: Held, own: readonly Queued[]): void {
		for (const [field, { n }] of Object.entries(item.pending)) {
			const kept = own.some(({ change }) => change.n === n && field in change.set);
			this.holds('S5', kept, () => `${name} waits for nobody: ${id}.${field} of ${n}`);
		}
		const seen = new Map<string, Queued>();
		for (const row of own) {
			if (row.state !== 'parked') for (const field of Object.keys(row.change.set)) seen.set(field, row);
		}
		for (const [field, { change }] of seen) {
			const pending = item.pending[field];
			const kept =
				pending !== undefined && (pending.n > change.n || sameValue(pending.value, change.set[field]));
			this.holds('S10', kept, () => `${name} no longer shows what waits in ${id}.${field}`);
		}
		for (const { change, state } of own) {
			if (state === 'parked') continue;
			const moved = item.moves.filter(({ n }) => n === change.n).length;
			this.holds('S10', moved === Object.keys(change.add).length, () => `${name} lost a movement of ${id}`);
		}
	}

	/** One transaction of a round: a row may only leave when the server has taken it. */
	round(phone: Phone, before: ReturnType<Phone['store']['look']>): void {
		const after = phone.store.look();
		if (after === before) return;
		const { device } = before.self;
		if (after.self.device === device) {
			const left = new Set(after.queue.map(({ change }) => `${change.space}#${change.n}`));
			for (const row of before.queue) {
				const { change } = row;
				if (left.has(`${change.space}#${change.n}`) || isEmpty(change)) continue;
				const name = `${device}#${change.space}#${change.n}`;
				const taken = isRefused(row) || this.#taken.has(name) || this.#untaken.has(name);
				this.holds(
					'S1',
					taken,
					() => `${phone.name} dropped ${change.n} of ${change.space}, which never arrived`,
				);
				const wasRefused = isRefused(row) || this.#taken.get(name)?.counts === false;
				if (wasRefused) this.unaccountable.add(`${change.space}/${recordId(change.kind, change.key)}`);
			}
		}
		if (after.self.device !== device) {
			for (const { change, reason } of after.queue) {
				if (reason !== UNSURE) continue;
				const id = `${change.space}/${recordId(change.kind, change.key)}`;
				for (const by of Object.values(change.add)) this.maybeCounted(id, by);
			}
		}
		this.disk(phone, after);
	}
}

/** Every change a phone still holds in whatever table, by its identity. */
function identities({ store }: Phone): string[] {
	const { self, queue, done, carried } = store.look();
	const name = (device: string, { space, n }: Change) => `${device}#${space}#${n}`;
	return [
		...queue.map(({ change }) => name(self.device, change)),
		...done.map(({ device, change }) => name(device, change)),
		...carried.map(({ device, change }) => name(device, change)),
	];
}
