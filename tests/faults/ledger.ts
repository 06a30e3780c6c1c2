import type { Value } from '../../src/lib/sync/value.ts';

/** A field of a record as its person knows it. */
export interface Known {
	/** The last value the app said it had saved. */
	value: Value;
	/** What was being saved when the phone died, since then: it may be there or not. */
	unsure: Value[];
}

/** A count that moves: what it began with, what surely moved it, and what may have. */
export interface Count {
	start: number;
	sure: number;
	unsure: number[];
}

/** Tells the ledger that the app has shown the edit as saved. */
export type Saved = () => void;

/** `kind/key/field`: what a value is known by. */
export const nameOf = (kind: string, key: string, field: string): string => `${kind}/${key}/${field}`;

/**
 * What the person has been told. An edit is begun before the first tap and saved when the app says so; one that is
 * begun and never saved (the phone died in between) may have been stored or not, but whole, and once.
 */
export class Ledger {
	readonly values = new Map<string, Known>();
	readonly moves = new Map<string, Count>();
	/** Photos of a product, by `product/KEY`. */
	readonly photos = new Map<string, Count>();
	/** Edits that the app said it had saved. */
	saved = 0;

	knows(kind: string, key: string, field: string, value: Value): void {
		this.values.set(nameOf(kind, key, field), { value, unsure: [] });
	}

	set(kind: string, key: string, field: string, value: Value): Saved {
		const name = nameOf(kind, key, field);
		const known = this.values.get(name) ?? { value: null, unsure: [] };
		this.values.set(name, known);
		known.unsure.push(value);
		return () => {
			this.saved++;
			known.value = value;
			known.unsure = [];
		};
	}

	move(kind: string, key: string, field: string, by: number): Saved {
		return this.#count(this.moves, nameOf(kind, key, field), by);
	}

	photo(of: string): Saved {
		return this.#count(this.photos, of, 1);
	}

	#count(counts: Map<string, Count>, name: string, by: number): Saved {
		const count = counts.get(name) ?? { start: 0, sure: 0, unsure: [] };
		counts.set(name, count);
		count.unsure.push(by);
		return () => {
			this.saved++;
			count.unsure.splice(count.unsure.indexOf(by), 1);
			count.sure += by;
		};
	}

	/** Products that exist, and those that may: each is known by a value of it. */
	products(): { key: string; isSure: boolean }[] {
		const sure = new Map<string, boolean>();
		for (const [name, { value }] of this.values) {
			const [kind, key = ''] = name.split('/');
			if (kind === 'product') sure.set(key, value !== null || (sure.get(key) ?? false));
		}
		for (const [of, count] of this.photos) {
			const key = of.split('/')[1] ?? '';
			sure.set(key, count.sure > 0 || (sure.get(key) ?? false));
		}
		return [...sure].map(([key, isSure]) => ({ key, isSure }));
	}
}

/** All that a count may be: what is sure, with any of what is not. */
export function possible({ start, sure, unsure }: Count): Set<number> {
	let sums = [start + sure];
	for (const by of unsure) sums = [...sums, ...sums.map((sum) => sum + by)];
	return new Set(sums);
}
