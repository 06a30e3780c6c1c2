import { getContext, setContext } from 'svelte';
import type { RunningApp } from './start.ts';

const KEY = Symbol('app');

/** Called by the layout once the account's database is open, before any screen is drawn. */
export function provideApp(app: RunningApp): void {
	setContext(KEY, app);
}

export function useApp(): RunningApp {
	return getContext<RunningApp>(KEY);
}
