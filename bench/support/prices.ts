import type { Workload } from './workload.ts';

export interface PriceEdit {
	readonly id: string;
	readonly price: number;
}

export interface PriceBook {
	/** The new prices of the first `count` products in the order of their ids, each higher by `by`. */
	raise(count: number, by: number): PriceEdit[];
}

/** The edits of the workload, the same for everyone who is measured. It remembers the prices that it gave. */
export function priceBook({ products }: Workload): PriceBook {
	const prices = products
		.map(({ id, price }) => ({ id, price }))
		.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
	return {
		raise(count, by) {
			return prices.slice(0, count).map((row) => {
				row.price += by;
				return { ...row };
			});
		},
	};
}
