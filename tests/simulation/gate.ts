import type { MemoryStore } from '../../src/lib/sync/testing/memory.ts';
import type { DeviceStore, DeviceTx } from '../../src/lib/sync/device/port.ts';
import type { StoreFault } from './plan.ts';

/** A program on a phone from its start to its end: a tab, or the worker. */
export class Program {
	alive = true;
	/** Transactions under way. */
	open = 0;
	/** The next trouble, so many steps of the database from now. */
	trap: { readonly kind: StoreFault; after: number } | null = null;
	/** Told when the trap has sprung. */
	readonly sprung: (kind: StoreFault) => void;

	constructor(sprung: (kind: StoreFault) => void) {
		this.sprung = sprung;
	}
}

export class Failed extends Error {}

const WRITES: ReadonlySet<string> = new Set([
	'setSelf',
	'follow',
	'putHeld',
	'dropHeld',
	'forgetNumbers',
	'putQueued',
	'dropQueued',
	'note',
	'remember',
	'clearQueue',
	'putDone',
	'dropDone',
	'dropDoneBefore',
	'putCarried',
	'dropCarried',
]);

/** What a transaction came to: how much it wrote, and whoever was the runner when it began. */
export interface Committed {
	readonly writes: number;
	readonly runner: string;
}

/**
 * A program's way to its phone's database. It can be killed before each step and behind each commit: then whatever was
 * not committed is gone, and nothing ever comes back to whoever waited. A step can also fail, or find the disk full.
 */
export function gate(
	store: MemoryStore,
	program: Program,
	committed: (what: Committed) => void = () => undefined,
): DeviceStore {
	const forever = <T>() => new Promise<T>(() => undefined);
	const springs = (kinds: readonly StoreFault[]) => {
		const { trap } = program;
		if (!trap || !kinds.includes(trap.kind) || trap.after-- > 0) return false;
		program.trap = null;
		program.sprung(trap.kind);
		if (trap.kind === 'killed') program.alive = false;
		return true;
	};
	const step = (name: string) => {
		if (!program.alive) throw new Failed('killed');
		if (springs(WRITES.has(name) ? ['killed', 'aborted', 'quota'] : ['killed', 'aborted'])) {
			throw new Failed('the step failed');
		}
	};
	return {
		async transact<T>(work: (tx: DeviceTx) => Promise<T>): Promise<T> {
			if (!program.alive) return forever();
			program.open++;
			let what: Committed = { writes: 0, runner: '' };
			try {
				const result = await store.transact(async (tx) => {
					what = { writes: 0, runner: (await tx.self()).runner };
					const stepped = new Proxy(tx, {
						get: (target, name: keyof DeviceTx & string) => {
							const method = target[name] as (...args: unknown[]) => Promise<unknown>;
							return async (...args: unknown[]) => {
								step(name);
								if (WRITES.has(name)) what = { ...what, writes: what.writes + 1 };
								return method(...args);
							};
						},
					});
					return work(stepped).then((value) => {
						step('commit');
						return value;
					});
				});
				committed(what);
				springs(['killed']);
				return program.alive ? result : await forever();
			} catch (error) {
				if (!program.alive) return await forever();
				throw error;
			} finally {
				program.open--;
			}
		},
	};
}
