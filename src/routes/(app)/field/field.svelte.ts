import { getContext, setContext } from 'svelte';
import type { Account } from '$lib/client/accounts';
import type { Carrying } from '$lib/client/carry';
import type { RoundEnd } from '$lib/client/fact';
import type { RunningApp } from '$lib/client/start';
import type { MakerRow } from '$lib/client/store/database';

const KEY = Symbol('field');

/** A marketer's app around its screens. */
export interface Field {
	readonly account: Account;
	readonly app: RunningApp;
	/** Every carried maker for which no other stands, in dictionary order; undefined until they are read. */
	readonly rows: readonly MakerRow[] | undefined;
	/** The first of them, until all are there: what a screen shows first. */
	readonly first: readonly MakerRow[];
	/** Those for which another stands. */
	readonly aliases: readonly MakerRow[];
	readonly carrying: Carrying | undefined;
	/** How the latest round ended; null while none has. */
	readonly end: RoundEnd | null;
	/** The app itself is on this phone: every screen opens with no connection. */
	readonly kept: boolean;
	/** A round is under way. */
	readonly running: boolean;
	readonly rounds: number;
	/** Looks at what has changed: rows, and how far carrying is. */
	look(): void;
}

export function provideField(field: Field): void {
	setContext(KEY, field);
}

export function useField(): Field {
	return getContext<Field>(KEY);
}
