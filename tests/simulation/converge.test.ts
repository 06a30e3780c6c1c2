import { expect, test } from 'vitest';
import type { Change } from '$lib/sync/change.ts';
import type { Fields } from '$lib/sync/value.ts';
import { Life, type Goods } from '../support/life.ts';
import { seeded } from '../support/random.ts';
import { tinyServer } from '../support/sync-server.ts';

/** Seeds to live through: `SEED=123` alone, or `SEEDS=5000` from 1. */
const only = process.env['SEED'];
const seeds = only
	? [Number(only)]
	: Array.from({ length: Number(process.env['SEEDS'] ?? 100) }, (_, i) => i + 1);
const STEPS = 120;

const goods: Goods = {
	fields: ['nameTh', 'note', 'price', 'state'],
	counter: 'stock',
	newKey: (mark) => `key${mark}`,
	value: (field, mark, random) => {
		if (field === 'state') return random.chance(0.5) ? `published ${mark}` : `draft ${mark}`;
		if (field === 'price') return { satang: random.chance(0.1) ? -mark : mark, unit: 'ชิ้น' };
		return `${field} ${mark}`;
	},
};

const priceOf = (fields: Fields) => fields['price'] as { satang: number } | undefined;
const refuse = ({ set }: Change) => ((priceOf(set)?.satang ?? 0) < 0 ? 'bad-price' : null);
const brokenRule = (_kind: string, fields: Fields) =>
	String(fields['state']).startsWith('published') && !priceOf(fields) ? 'product-needs-price' : null;

test(
	`replicas meet whatever the line does (${seeds.length} seeds)`,
	async () => {
		for (const seed of seeds) {
			const random = seeded(seed);
			const life = new Life({
				random,
				server: tinyServer({ refuse, brokenRule }),
				goods,
				phones: 2 + random.below(3),
				spaces: ['c.one', 'c.two'],
				person: (phone) => (phone === 3 ? 'person1' : `person${phone + 1}`),
			});
			for (let i = 0; i < STEPS; i++) await life.step();
			await life.settle();
			expect(await life.verdict(), `SEED=${seed}`).toEqual([]);
		}
	},
	60_000 + seeds.length * 200,
);
