import type { Added } from '$lib/client/photos/add';
import type { Hint } from '$lib/client/photos/hints';
import type { product as th } from '$lib/messages/th/product';
import type { PhotoOwner } from '../../photo-owner.ts';

export type Fault = keyof typeof th.photos.faults;

/** One picture on its way into a thing. */
export interface Coming {
	readonly name: string;
	/** Makes it small and keeps it. A picture that may be stopped heeds the signal. */
	readonly add: (signal: AbortSignal) => Promise<Added>;
}

/** How far pictures are on their way into a thing, what could be better, and what could not be added and why. */
export interface Adding {
	/** Null: none is on its way. */
	readonly work: { readonly done: number; readonly all: number } | null;
	/** True where stopping leaves nothing behind that is nowhere else. */
	readonly mayStop: boolean;
	readonly faults: readonly { readonly name: string; readonly fault: Fault }[];
	readonly hints: readonly Hint[];
	forgetHints(): void;
	/** Adds them one by one. `mayStop`: they are picked files. `failed`: how many could not be added. */
	add(coming: readonly Coming[], mayStop: boolean): Promise<{ stopped: boolean; failed: number }>;
	stop(): void;
}

export function makeAdding({ begin }: Pick<PhotoOwner, 'begin'>): Adding {
	let work = $state.raw<Adding['work']>(null);
	let mayStop = $state(false);
	let faults = $state.raw<Adding['faults']>([]);
	let hints = $state.raw<readonly Hint[]>([]);
	let stopping = new AbortController();

	/** Answers whether it failed. */
	function ended(name: string, added: Added | { kind: 'not-loaded' }): boolean {
		const next = { done: (work?.done ?? 0) + 1, all: work?.all ?? 0 };
		work = next.done < next.all ? next : null;
		if (added.kind === 'ok') hints = [...hints, ...added.hints.filter((hint) => !hints.includes(hint))];
		if (added.kind === 'ok' || added.kind === 'there-already' || added.kind === 'stopped') return false;
		faults = [...faults, { name, fault: added.kind }];
		return true;
	}

	return {
		get work() {
			return work;
		},
		get mayStop() {
			return mayStop;
		},
		get faults() {
			return faults;
		},
		get hints() {
			return hints;
		},
		forgetHints: () => (hints = []),
		async add(coming, stoppable) {
			if (work === null) {
				faults = [];
				hints = [];
			}
			if (coming.length === 0 || !(await begin())) return { stopped: false, failed: coming.length };
			if (work === null) {
				stopping = new AbortController();
				mayStop = false;
			}
			const { signal } = stopping;
			mayStop ||= stoppable;
			work = { done: work?.done ?? 0, all: (work?.all ?? 0) + coming.length };
			let failed = 0;
			for (const { name, add } of coming) {
				const added = await add(signal).catch((error: unknown) => {
					console.error(error);
					return { kind: 'not-loaded' as const };
				});
				if (ended(name, added)) failed += 1;
			}
			return { stopped: signal.aborted, failed };
		},
		stop: () => stopping.abort(),
	};
}
