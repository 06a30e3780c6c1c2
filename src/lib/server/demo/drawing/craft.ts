import { brocade, jok, plait } from './patterns.ts';
import { box, dot, each, INK, leaf, line, oval, path, range, shadow, turn, wash } from './pen.ts';
import type { Drawing } from './scene.ts';

const weave = plait('weave', INK.straw, INK.turmeric);
const dark = plait('weave', INK.straw, INK.leaf);

const petals = (x: number, y: number, long: number, count: number, colour: string): string =>
	each(range(count), (n) =>
		turn(oval(x, y - long, long * 0.42, long * 0.8, colour, INK.pen, 4), (360 / count) * n, x, y),
	) + dot(x, y, long * 0.4, INK.turmeric);

export const CRAFT: Readonly<Record<string, Drawing>> = {
	basket: {
		wall: '#eee0c2',
		strip: 'central',
		defs: weave,
		shapes:
			shadow(300, 476, 190) +
			line('M170 270c0-210 260-210 260 0', INK.wood, 20) +
			line('M170 270c0-210 260-210 260 0', INK.straw, 8) +
			path('M120 260h360l-34 196c-2 10-8 14-18 14h-256c-10 0-16-4-18-14z', 'url(#weave)') +
			box(104, 240, 392, 34, INK.wood, 16) +
			line('M140 372h320', INK.lac, 12),
	},
	pot: {
		wall: '#e9d6c0',
		strip: 'northeast',
		shapes:
			shadow(300, 478, 150) +
			path(
				'M240 130h120l14 40c90 40 110 110 96 180c-12 70-60 124-110 124h-120c-50 0-98-54-110-124c-14-70 6-140 96-180z',
				INK.clay,
			) +
			oval(300, 130, 66, 18, INK.bark) +
			line(
				'M134 300c40 30 60-30 100 0s60-30 100 0s70-30 134 0M132 336c40 30 60-30 100 0s60-30 100 0s70-30 136 0',
				INK.bark,
				8,
			) +
			wash('M180 220c-30 40-36 110-16 160c-34-40-30-120 16-160z', INK.white, 0.4),
	},
	benjarong: {
		wall: '#f0e2d5',
		strip: 'central',
		defs: brocade('a', INK.lac, INK.gold),
		shapes:
			shadow(300, 476, 150) +
			path('M140 260h320c0 120-60 186-110 196h-100c-50-10-110-76-110-196z', 'url(#a)') +
			path('M230 456h140l14 22h-168z', INK.gold) +
			path('M150 244c20-90 280-90 300 0z', INK.indigo) +
			path('M196 244c14-60 194-60 208 0z', 'url(#a)') +
			box(132, 240, 336, 24, INK.gold, 10) +
			path('M300 110c20 16 22 40 0 68c-22-28-20-52 0-68z', INK.gold),
	},
	umbrella: {
		wall: '#e6e6d6',
		strip: 'north',
		shapes:
			shadow(320, 480, 180) +
			line('M300 110l20 366', INK.wood, 14) +
			path('M60 330c20-150 120-220 240-220s220 70 240 220c-60-26-120-30-240-30s-180 4-240 30z', INK.lac) +
			line(
				'M300 110c-60 50-100 120-120 196M300 110c60 50 100 120 120 196M300 110v190M300 110c-110 40-170 110-200 204M300 110c110 40 170 110 200 204',
				INK.bark,
				4,
			) +
			petals(210, 226, 26, 6, INK.rose) +
			petals(390, 226, 26, 6, INK.gold) +
			leaf(266, 268, 60, -50, INK.sprout) +
			leaf(336, 268, 60, 50, INK.sprout) +
			dot(300, 106, 12, INK.gold),
	},
	knife: {
		wall: '#dfe2dd',
		strip: 'central',
		shapes:
			shadow(300, 480, 210) +
			box(120, 430, 360, 44, INK.wood, 12) +
			turn(
				path('M120 250c90-50 220-60 310-44v70h-310c-16 0-16-18 0-26z', INK.steel) +
					line('M140 268h290', INK.white, 6) +
					box(428, 208, 130, 60, INK.bark, 20) +
					each([460, 494, 528], (x) => dot(x, 238, 7, INK.gold)),
				-14,
				300,
				260,
			) +
			turn(
				path('M170 360c60-24 150-28 210-18v40h-210c-10 0-10-16 0-22z', INK.steel) +
					box(378, 340, 90, 42, INK.clay, 16),
				6,
				300,
				360,
			),
	},
	wood: {
		wall: '#ecdcc4',
		strip: 'north',
		shapes:
			shadow(300, 478, 200) +
			path(
				'M150 470v-120c-10-100 50-170 150-170c60 0 100 20 130 50c40-20 90 0 96 50c6 60-20 120-30 150c-6 20-34 14-30-6c8-34 14-60 6-84c-10 24-26 34-42 40v90h-76v-70h-110v70z',
				INK.wood,
			) +
			path('M400 230c-50-6-84 40-70 92c30 20 70 0 84-30z', INK.clay) +
			dot(450, 262, 8, INK.pen) +
			path('M440 330c30 30 50 36 70 34c-20 20-60 10-86-14z', INK.cream) +
			line('M190 300c10-40 40-70 80-80M206 330c10-30 26-50 50-62M150 350c-20 0-30 20-24 50', INK.bark, 6),
	},
	reed: {
		wall: '#e6e7cf',
		strip: 'central',
		defs: dark,
		shapes:
			shadow(300, 478, 230) +
			path('M90 120h300v330h-300z', 'url(#weave)') +
			line('M90 150h300M90 420h300', INK.lac, 12) +
			path('M390 110c50 0 70 30 70 60v270c0 30-20 40-70 20z', INK.straw) +
			oval(430, 130, 34, 24, INK.cream) +
			line('M430 118c14 0 18 20 0 22c-18 0-12-16 0-14', INK.pen, 4) +
			line(
				'M500 470c0-120 10-200 40-280M520 470c10-110 20-170 50-230M480 470c-4-90 0-160 14-220',
				INK.leaf,
				9,
			),
	},
	mask: {
		wall: '#f1dfc0',
		strip: 'northeast',
		shapes:
			shadow(300, 480, 140) +
			path('M150 150l150-80l150 80l-40 50h-220z', INK.straw) +
			line('M190 140l220 0M170 165h260M230 106h140', INK.turmeric, 5) +
			path('M180 190h240c20 100-10 230-120 280c-110-50-140-180-120-280z', INK.paper) +
			wash('M196 206h208l-10 44h-188z', INK.lac) +
			oval(240, 290, 34, 26, INK.white) +
			oval(360, 290, 34, 26, INK.white) +
			each([240, 360], (x) => dot(x, 292, 13, INK.pen)) +
			line('M206 254c20-14 46-14 66 2M328 256c20-16 46-16 66-2', INK.indigo, 9) +
			path('M286 300c-4 60-20 80-50 96c30 14 70 10 92-14c-10-30-12-50-14-82z', INK.clay) +
			path('M228 410c40 24 104 24 144 0c-20 44-124 44-144 0z', INK.lac) +
			line('M252 420v14M276 428v14M300 430v14M324 428v14M348 420v14', INK.white, 7) +
			petals(204, 366, 13, 6, INK.leaf) +
			petals(398, 366, 13, 6, INK.leaf) +
			petals(300, 228, 13, 6, INK.gold),
	},
	carp: {
		wall: '#e2e9dd',
		strip: 'central',
		shapes:
			line('M300 30v80M150 250v60M300 260v90M450 250v60', INK.bark, 5) +
			path('M140 170c40-80 240-90 300-10l70-50c10 40 10 100 0 140l-70-50c-60 80-260 50-300-30z', INK.lac) +
			line('M230 120c30 34 30 74 4 106M290 112c26 40 26 84 0 124M350 116c24 36 24 72 0 110', INK.gold, 7) +
			dot(186, 158, 11, INK.cream) +
			dot(186, 158, 5, INK.pen) +
			each(
				[
					[150, 340],
					[300, 384],
					[450, 340],
				] as const,
				([x, y], i) =>
					path(
						`M${x - 56} ${y}c16-34 70-34 92-4l26-20v52l-26-20c-22 28-76 26-92-8z`,
						[INK.turmeric, INK.leaf, INK.rose][i] ?? INK.gold,
					) +
					dot(x - 34, y - 4, 5, INK.pen) +
					line(`M${x - 8} ${y - 16}c8 10 8 24 0 34M${x + 14} ${y - 14}c8 10 8 20 0 30`, INK.pen, 3),
			),
	},
	silver: {
		wall: '#dfe3e6',
		strip: 'north',
		shapes:
			shadow(300, 478, 180) +
			path('M110 250h380c0 130-70 206-130 214h-120c-60-8-130-84-130-214z', INK.steel) +
			oval(300, 250, 190, 40, INK.white) +
			oval(300, 254, 164, 28, INK.steel, INK.pen, 3) +
			each(
				[
					[180, 340],
					[260, 366],
					[340, 366],
					[420, 340],
				] as const,
				([x, y]) => petals(x, y, 20, 8, INK.white),
			) +
			line('M136 310c60 30 268 30 328 0M190 424c50 14 170 14 220 0', INK.pen, 4) +
			path('M240 462h120l16 16h-152z', INK.steel),
	},
	lamp: {
		wall: '#e5dcd0',
		strip: 'south',
		shapes:
			shadow(300, 478, 130) +
			line('M300 60v60', INK.pen, 6) +
			path('M300 110l120 80v170l-120 80l-120-80v-170z', INK.gold) +
			line('M180 190l120 70l120-70M300 260v180M180 360l120-80l120 80', INK.lac, 8) +
			each(
				[
					[240, 290],
					[360, 290],
					[300, 190],
				] as const,
				([x, y]) => dot(x, y, 18, INK.cream),
			) +
			line('M240 410v60M300 440v40M360 410v60', INK.lac, 8),
	},
	flower: {
		wall: '#f4dedb',
		strip: 'central',
		defs: jok('a', INK.indigo, [INK.gold, INK.lac, INK.paper]),
		shapes:
			shadow(300, 478, 130) +
			line(
				'M300 400c-10-80-60-120-90-180M300 400c0-100 0-160 0-260M300 400c10-80 60-120 96-170',
				INK.leaf,
				8,
			) +
			leaf(262, 320, 80, -70) +
			leaf(340, 320, 80, 64) +
			petals(206, 210, 40, 6, INK.rose) +
			petals(300, 140, 44, 8, INK.lac) +
			petals(400, 220, 40, 6, INK.white) +
			path('M220 360h160l-24 112h-112z', 'url(#a)'),
	},
};
