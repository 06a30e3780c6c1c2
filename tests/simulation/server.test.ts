import { expect, test } from 'vitest';
import { Life, type Goods } from '../support/life.ts';
import { seeded } from '../support/random.ts';
import { realServer } from '../support/real-server.ts';

/** Seeds to live through: `SEED=123` alone, or `SEEDS=500` from 1. */
const only = process.env['SEED'];
const seeds = only
	? [Number(only)]
	: Array.from({ length: Number(process.env['SEEDS'] ?? 20) }, (_, i) => i + 1);
const STEPS = 60;

const goods: Goods = {
	fields: ['nameTh', 'note', 'price', 'state'],
	counter: 'stock',
	newKey: (mark) => `key-${mark}`,
	value: (field, mark, random) => {
		if (field === 'state') return random.pick(['draft', 'published', 'paused']);
		if (field === 'price') return { satang: random.chance(0.1) ? -mark : mark, unit: 'ชิ้น' };
		return `${field} ${mark}`;
	},
};

test(
	`phones and the real server meet whatever the line does (${seeds.length} seeds)`,
	async () => {
		for (const seed of seeds) {
			const random = seeded(seed);
			const server = await realServer(() => 1_700_000_000_000);
			const life = new Life({
				random,
				server,
				goods,
				phones: 2 + random.below(2),
				spaces: ['c.oneshop'],
				person: (phone) => `person${phone + 1}`,
			});
			for (let i = 0; i < STEPS; i++) await life.step();
			await life.settle();
			expect(await life.verdict(), `SEED=${seed}`).toEqual([]);
			await server.close();
		}
	},
	60_000 + seeds.length * 200,
);
