import { makeWorkload, type Workload, type WorkProduct } from './workload.ts';

/**
 * What the processes of a peer hold, by the name in their environment: a seller's shop of 200 products; a marketer's 50
 * shops of 10; a province of 1,200 shops of 10.
 */
export const LOADS = {
	shop: { shops: 1, products: 200 },
	round: { shops: 50, products: 10 },
	province: { shops: 1_200, products: 10 },
} as const;
export type LoadName = keyof typeof LOADS;

/** The variable that tells a process its load. */
export const LOAD = 'BENCH_LOAD';

export function loadHere(): LoadName {
	const name = process.env[LOAD] ?? 'shop';
	if (!(name in LOADS)) throw new Error(`no load is called ${name}`);
	return name as LoadName;
}

/** The shops of a load. The first of them is, as far as it goes, the one of the seller's. */
export function shopsOf(name: LoadName): Workload[] {
	const { shops, products } = LOADS[name];
	return Array.from({ length: shops }, (_, i) => makeWorkload(products, 42 + i));
}

/** Shops and products of this process's load as one list, for those whose unit is the document. */
export function thingsHere(): (Workload['shop'] | WorkProduct)[] {
	return shopsOf(loadHere()).flatMap(({ shop, products }) => [shop, ...products]);
}
