import type { Principal } from '$lib/domain/access';
import type { Language } from '$lib/domain/dates';
import { provinceOf } from '$lib/domain/provinces';
import type { App } from '$lib/server/app';
import type { Cell } from '$lib/server/desk/export/csv';

/** A table of the desk as it leaves it: the words above its columns, and its rows as they are wanted. */
export interface Table {
	readonly name: string;
	readonly head: readonly string[];
	readonly rows: AsyncIterable<readonly Cell[]>;
}

export interface Asked {
	readonly app: App;
	readonly who: Principal;
	readonly url: URL;
	readonly language: Language;
	/** Rows that the file takes; one more tells that there are more. */
	readonly most: number;
}
export type Maker = (asked: Asked) => Promise<Table | null> | Table | null;

export const provinceNames = (codes: readonly string[], language: Language): string =>
	codes.map((code) => provinceOf(code)?.[language] ?? code).join(' ');

export async function* each(rows: readonly Cell[][]): AsyncGenerator<Cell[]> {
	for (const row of rows) yield await Promise.resolve(row);
}
