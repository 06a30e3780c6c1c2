import type { Principal } from '../../src/lib/domain/access.ts';
import type { Held } from '../../src/lib/sync/device/held.ts';
import { memoryStore, newSelf, type MemoryStore } from '../../src/lib/sync/testing/memory.ts';
import { canonical, type Value } from '../../src/lib/sync/value.ts';
import { Program } from './gate.ts';
import { fieldName } from './names.ts';
import type { Caller } from './office.ts';
import type { StoreFault } from './plan.ts';

/** A phone, its database, and what its person remembers. */
export class Phone {
	readonly name: string;
	/** Who the person is now, and who they are when nothing was taken from them. */
	principal: Principal;
	readonly whole: Principal;
	store: MemoryStore;
	caller: Caller;
	/** The phone's clock less the true time, milliseconds. */
	clock = 0;
	/** Spaces its person has opened here. */
	readonly opened: readonly string[];
	/** What its person wants to carry; null: the spaces opened, each by its name. */
	scopes: readonly string[] | null;
	readonly programs = new Set<Program>();
	/** The round that holds the lock; null when none does, or when it froze and was relieved. */
	holder: Program | null = null;
	/** Answers that a cache on the way may still hold. */
	readonly answers: (readonly string[])[] = [];
	/** Values and questions that were on the screen when its person edited: the rest they have not seen. */
	readonly saw = new Set<string>();
	/** The latest value this person gave a field here, until they gave it up themselves. */
	readonly wrote = new Map<string, Value>();
	readonly cursors = new Map<string, number>();
	/** Spaces of which a record here was damaged, and that nobody has mended yet. */
	readonly rotten = new Set<string>();
	#enrolments = 1;

	constructor(
		name: string,
		principal: Principal,
		opened: readonly string[],
		scopes: readonly string[] | null = null,
	) {
		this.name = name;
		this.principal = principal;
		this.whole = principal;
		this.opened = opened;
		this.scopes = scopes;
		this.store = memoryStore(newSelf(name));
		this.caller = this.#enrol(name);
	}

	#enrol(enrolment: string): Caller {
		return { enrolment, principal: () => this.principal };
	}

	start(sprung: (kind: StoreFault) => void): Program {
		const program = new Program(sprung);
		this.programs.add(program);
		return program;
	}

	/** The system needs the memory: all that runs here ends. */
	kill(): void {
		for (const program of this.programs) program.alive = false;
		this.programs.clear();
		this.holder = null;
	}

	/** The system takes the whole database away: the person joins anew, as a device nobody has heard of. */
	evict(): void {
		this.kill();
		const name = `${this.name}-${++this.#enrolments}`;
		this.store = memoryStore(newSelf(name));
		this.caller = this.#enrol(name);
		this.cursors.clear();
		this.rotten.clear();
	}

	/** Everything its person wrote or saw that is still in its database: the names of fields, each with a value. */
	values(): string[] {
		const { queue, done, carried, held } = this.store.look();
		const said = [...queue, ...done, ...carried].map(({ change }) => ({ ...change, fields: change.set }));
		return [...said, ...held].flatMap((item) =>
			Object.entries(item.fields).map(([field, value]) => `${fieldName(item, field)}=${canonical(value)}`),
		);
	}

	held(space: string, kind: string, key: string): Held | undefined {
		const { held } = this.store.look();
		return held.find((item) => item.space === space && item.kind === kind && item.key === key);
	}
}
