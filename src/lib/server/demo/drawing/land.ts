import { box, dot, each, INK, line, oval, path, range, turn, wash } from './pen.ts';
import type { Drawing } from './scene.ts';

const sky = (colour: string, x: number, y: number): string =>
	`<rect width="600" height="600" fill="${colour}"/>` + dot(x, y, 62, INK.gold) + dot(x, y, 46, INK.cream);

/** A house on posts. */
const house = (x: number, y: number, wide: number, roof: string): string =>
	each([0.12, 0.5, 0.88], (part) =>
		line(`M${x + wide * part} ${y + wide * 0.4}v${wide * 0.34}`, INK.bark, 9),
	) +
	box(x + wide * 0.06, y, wide * 0.88, wide * 0.42, INK.wood, 4) +
	box(x + wide * 0.38, y + wide * 0.1, wide * 0.2, wide * 0.32, INK.bark, 2) +
	path(
		`M${x - wide * 0.08} ${y + 6}l${wide * 0.3} ${-wide * 0.42}h${wide * 0.56}l${wide * 0.3} ${wide * 0.42}z`,
		roof,
	) +
	line(`M${x + wide * 0.18} ${y + wide * 0.42}l${-wide * 0.14} ${wide * 0.32}`, INK.bark, 7);

const palm = (x: number, y: number, tall: number): string =>
	line(`M${x} ${y}c8 ${-tall * 0.4} -4 ${-tall * 0.7} 6 ${-tall}`, INK.bark, 12) +
	each([-100, -60, -20, 20, 60, 100], (by) =>
		turn(
			path(`M${x + 6} ${y - tall}c20-14 44-16 66 6c-26-4-46 0-66-6z`, INK.leaf, INK.pen, 4),
			by - 90,
			x + 6,
			y - tall,
		),
	);

const sheaves = (y: number, colour: string): string =>
	each(range(15), (n) =>
		line(
			`M${n * 42 + (y % 30)} ${y}c-4-18-2-28 4-40M${n * 42 + 10 + (y % 30)} ${y}c4-16 10-24 16-32`,
			colour,
			5,
		),
	);

/** Where the goods come from: one for each region, and the face of shops. */
export const LAND: Readonly<Record<string, Drawing>> = {
	'land-north': {
		wall: '',
		bare: true,
		shapes:
			sky('#f0dfc4', 440, 140) +
			wash('M0 300c80-120 150-160 220-80c60-120 140-150 220-40c50-50 100-50 160 20v400h-600z', INK.sky) +
			wash('M0 360c90-90 160-80 240-20c90-80 200-90 360 10v250h-600z', '#5f8a6b') +
			wash('M0 330c160-20 300 30 600-10v34c-200 30-420-20-600 10z', INK.white, 0.55) +
			path('M-10 430c160-50 420-50 620 0v180h-620z', INK.leaf) +
			each([0, 1, 2, 3], (n) => line(`M-10 ${462 + n * 38}c160-40 420-40 620 0`, INK.sprout, 8)) +
			house(130, 340, 150, INK.lac) +
			each(
				[
					[380, 470],
					[440, 500],
					[500, 470],
					[90, 540],
					[300, 560],
					[420, 570],
					[200, 520],
				] as const,
				([x, y]) => oval(x, y, 26, 20, '#2f5a3c', INK.pen, 4),
			),
	},
	'land-northeast': {
		wall: '',
		bare: true,
		shapes:
			sky('#f6d9ae', 150, 150) +
			wash('M0 360c140-24 460-24 600 0v240h-600z', INK.sprout) +
			house(330, 250, 190, INK.clay) +
			palm(110, 420, 220) +
			palm(180, 410, 170) +
			path('M-10 410c200-20 420-20 620 0v200h-620z', INK.gold) +
			sheaves(470, INK.turmeric) +
			sheaves(524, INK.clay) +
			sheaves(580, INK.turmeric) +
			line('M-10 430c200-16 420-16 620 0', INK.leaf, 10),
	},
	'land-central': {
		wall: '',
		bare: true,
		shapes:
			sky('#f3e2b8', 300, 130) +
			wash('M0 330h600v80h-600z', '#5f8a6b') +
			each([40, 90, 520, 570], (x) => palm(x, 350, 150)) +
			house(180, 240, 220, INK.lac) +
			path('M-10 400h620v210h-620z', INK.sky) +
			each(range(7), (n) => line(`M${(n * 97) % 560} ${440 + n * 22}c30-12 60 12 90 0`, INK.white, 6)) +
			path('M180 500c80 40 220 40 300 0c-10 50-60 66-150 66s-140-16-150-66z', INK.wood) +
			path('M250 510c0-40 30-60 70-60s70 20 70 60z', INK.straw) +
			line('M470 470l60 96', INK.bark, 9) +
			each(
				[
					[230, 500],
					[420, 506],
				] as const,
				([x, y]) => dot(x, y, 16, INK.rose),
			),
	},
	'land-south': {
		wall: '',
		bare: true,
		shapes:
			sky('#f7d6bb', 420, 150) +
			path('M70 380c-6-130 10-230 60-250c60 10 80 130 84 250z', '#5f8a6b') +
			path('M200 380c0-80 20-140 60-150c40 10 60 80 60 150z', INK.leaf) +
			path('M-10 370h620v240h-620z', '#4d86a0') +
			each(range(9), (n) => line(`M${(n * 83) % 540} ${410 + n * 20}c30-14 60 14 90 0`, '#9cc4cf', 6)) +
			path('M120 440c60 30 260 40 380-30c-20 90-80 120-200 120s-160-40-180-90z', INK.lac) +
			path('M120 440c60 30 260 40 380-30l-8 30c-110 60-300 54-364 24z', INK.turmeric) +
			line('M500 410c20-40 30-60 26-100', INK.wood, 14) +
			each([522, 530, 516], (x, i) =>
				line(`M524 ${330 + i * 18}l${x - 500} 26`, i % 2 ? INK.rose : INK.leaf, 8),
			) +
			box(240, 400, 110, 50, INK.cream, 8) +
			path('M226 400h138l-14-30h-110z', INK.straw) +
			wash('M0 560c160-30 440-30 600 0v40h-600z', INK.straw),
	},
};
