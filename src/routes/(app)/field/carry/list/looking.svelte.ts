import type { Account } from '$lib/client/accounts';
import { findListed, type LineFound } from '$lib/client/find-listed';
import type { ListedMaker } from '$lib/client/store/database';
import { MAX_LINES } from '$lib/domain/maker-list/lines';

/** Lines as they are looked for at the office, and whom it found so far. */
export class Looking {
	results = $state.raw<readonly LineFound[]>([]);
	/** Lines that have not been asked about. */
	rest = $state.raw<readonly string[]>([]);
	trouble = $state<'offline' | 'ended' | null>(null);
	asking = $state(false);

	readonly sure = $derived(this.results.filter(({ isSure }) => isSure));
	readonly open = $derived(this.results.filter(({ isSure, makers }) => !isSure && makers.length > 0));
	readonly none = $derived(this.results.filter(({ makers }) => makers.length === 0));
	/** What a person has to do something about comes first. */
	readonly shown = $derived([...this.none, ...this.open, ...this.sure]);

	readonly #account: Account;
	constructor(account: Account) {
		this.#account = account;
	}

	/** Looks for these in place of what was looked for before. Answers those that are certain. */
	begin(lines: readonly string[]): Promise<readonly ListedMaker[]> {
		return this.#ask(lines, []);
	}

	/** Looks for the lines that were too many for one question. */
	goOn(): Promise<readonly ListedMaker[]> {
		return this.#ask(this.rest, this.results);
	}

	async #ask(lines: readonly string[], known: readonly LineFound[]): Promise<readonly ListedMaker[]> {
		this.asking = true;
		const found = await findListed(this.#account, lines.slice(0, MAX_LINES));
		this.asking = false;
		this.trouble = found.kind === 'ok' ? null : found.kind;
		if (found.kind !== 'ok') return [];
		this.results = [...known, ...found.lines];
		this.rest = lines.slice(MAX_LINES);
		return found.lines.filter(({ isSure }) => isSure).flatMap(({ makers }) => makers);
	}
}
