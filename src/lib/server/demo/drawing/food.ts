import { plait } from './patterns.ts';
import { box, dot, each, INK, leaf, line, move, oval, path, range, shadow, turn, wash } from './pen.ts';
import type { Drawing } from './scene.ts';
import { bag, bottle, jar } from './vessels.ts';

const chilli = (x: number, y: number, degrees: number, colour: string = INK.lac): string =>
	turn(
		path(`M${x} ${y}c26-6 60 4 86 34c-40-2-72-6-90-14c-8-4-6-16 4-20z`, colour) +
			line(`M${x} ${y + 6}c-12-4-18-12-20-22`, INK.leaf, 8),
		degrees,
		x,
		y,
	);

const fish = (x: number, y: number, scale: number, colour: string): string =>
	move(
		path('M-150 0c30-46 150-62 220-10l52-40c8 30 8 70 0 100l-52-40c-70 52-190 36-220-10z', colour) +
			line(
				'M-92-36c16 22 16 50 0 72M-50-30c10 16 10 44 0 60M-10-30c10 16 10 44 0 60M30-24c8 14 8 34 0 48',
				INK.pen,
				3,
			) +
			dot(-118, -8, 7, INK.pen),
		x,
		y,
		scale,
	);

const egg = (x: number, y: number): string =>
	path(`M${x} ${y}c-34 0-46-34-46-54c0-34 26-62 46-62s46 28 46 62c0 20-12 54-46 54z`, INK.glass);

const ball = (x: number, y: number, r: number, colour: string): string =>
	oval(x, y, r, r, colour) +
	wash(
		`M${x - r * 0.5} ${y - r * 0.3}q${r * 0.2}-${r * 0.4} ${r * 0.6}-${r * 0.4}q-${r * 0.5} ${r * 0.2}-${r * 0.6} ${r * 0.4}z`,
		INK.white,
		0.7,
	);

const plate =
	shadow(300, 474, 220) +
	path('M80 420h440c-10 36-60 54-110 54h-220c-50 0-100-18-110-54z', INK.cream) +
	line('M92 436h416', INK.indigo, 5);
const bananaLeaf =
	path('M60 452c60-70 180-84 250-74c90-10 200 20 236 70c-90 30-390 34-486 4z', INK.leaf) +
	line('M80 450c140-24 320-24 450-2', INK.sprout, 4);
const basketOfGoods = (goods: string, weave = 'weave'): string =>
	shadow(300, 472, 200) +
	goods +
	path('M110 356h380l-36 104c-4 8-10 10-18 10h-272c-8 0-14-2-18-10z', `url(#${weave})`) +
	box(98, 338, 404, 32, INK.straw, 14);

const weave = plait('weave', INK.straw, INK.turmeric);

export const FOOD: Readonly<Record<string, Drawing>> = {
	'jar-red': {
		wall: '#f3d9b8',
		strip: 'northeast',
		shapes:
			jar(300, INK.lac, INK.indigo, INK.lac) +
			chilli(96, 420, 10) +
			chilli(520, 470, -168) +
			chilli(452, 430, 14, INK.turmeric),
	},
	'jar-brown': {
		wall: '#e6dcc0',
		strip: 'northeast',
		shapes:
			jar(300, INK.wood, INK.lac, INK.clay) +
			fish(118, 440, 0.42, INK.steel) +
			fish(486, 446, 0.42, INK.steel),
	},
	fish: {
		wall: '#dfe6dc',
		strip: 'northeast',
		defs: weave,
		shapes:
			shadow(300, 476, 250) +
			oval(300, 420, 262, 66, 'url(#weave)') +
			oval(300, 412, 236, 52, INK.straw, INK.pen, 3) +
			fish(300, 300, 1, INK.steel) +
			fish(330, 372, 1, INK.gold) +
			fish(280, 432, 0.96, INK.steel),
	},
	shrimp: {
		wall: '#f5dcc4',
		strip: 'south',
		defs: weave,
		shapes: basketOfGoods(
			each(
				[
					[190, 300],
					[270, 270],
					[350, 300],
					[420, 322],
					[240, 330],
					[320, 336],
				] as const,
				([x, y], i) =>
					turn(
						path(
							`M${x - 44} ${y + 20}c-10-50 30-76 66-60c26 12 28 44 4 58c8-22-4-38-22-38c-24 0-32 20-22 42z`,
							i % 2 ? INK.rose : INK.clay,
						) + line(`M${x + 20} ${y - 36}c26-20 44-18 56-8`, INK.clay, 4),
						i * 34,
						x,
						y,
					),
			),
		),
	},
	sausage: {
		wall: '#f1dcc0',
		strip: 'northeast',
		shapes:
			shadow(300, 476, 230) +
			path('M80 470c30-22 60-26 90-26h260c40 0 70 8 96 26z', INK.wood) +
			line('M150 90c10 60 20 80 30 100M300 80v90M450 90c-10 60-20 80-30 100', INK.straw, 7) +
			each(
				[
					[180, 220],
					[172, 300],
					[188, 380],
					[300, 200],
					[308, 284],
					[296, 368],
					[420, 220],
					[428, 300],
					[412, 380],
				] as const,
				([x, y]) => oval(x, y, 38, 46, INK.clay) + line(`M${x - 14} ${y - 20}c-8 12-8 24-4 34`, INK.rose, 6),
			) +
			line('M60 84h480', INK.bark, 14),
	},
	eggs: {
		wall: '#e3e7d3',
		strip: 'central',
		defs: weave,
		shapes: basketOfGoods(
			egg(180, 366) +
				egg(260, 366) +
				egg(340, 366) +
				egg(420, 366) +
				egg(220, 320) +
				egg(300, 318) +
				egg(380, 320),
		),
	},
	'sweet-leaf': {
		wall: '#f4e2c0',
		strip: 'central',
		shapes:
			shadow(300, 474, 240) +
			bananaLeaf +
			each(
				[
					[170, 420],
					[300, 424],
					[430, 420],
					[235, 340],
					[365, 340],
					[300, 262],
				] as const,
				([x, y]) =>
					path(`M${x - 66} ${y + 20}l66-96l66 96c-30 16-102 16-132 0z`, INK.leaf) +
					line(`M${x} ${y - 76}v100M${x - 66} ${y + 20}c40-14 92-14 132 0`, INK.sprout, 4) +
					line(`M${x - 12} ${y - 34}h24`, INK.straw, 7),
			),
	},
	'sweet-gold': {
		wall: '#f8e6b4',
		strip: 'central',
		shapes:
			plate +
			each(
				[
					[150, 402],
					[230, 404],
					[310, 404],
					[390, 404],
					[460, 400],
					[190, 340],
					[270, 338],
					[350, 338],
					[420, 342],
					[230, 278],
					[310, 274],
					[386, 280],
					[308, 214],
				] as const,
				([x, y]) =>
					path(`M${x} ${y - 40}c36 0 44 18 44 32c0 20-20 28-44 28s-44-8-44-28c0-14 8-32 44-32z`, INK.gold) +
					line(`M${x - 24} ${y - 8}c6-18 42-18 48 0M${x} ${y - 38}v22`, INK.turmeric, 5),
			),
	},
	bamboo: {
		wall: '#e8e4c4',
		strip: 'central',
		shapes:
			shadow(300, 474, 220) +
			each(
				[
					[130, -8],
					[220, 4],
					[310, -3],
					[400, 6],
					[480, -5],
				] as const,
				([x, lean]) =>
					turn(
						path(`M${x - 36} 120h72v344c0 8-72 8-72 0z`, INK.sprout) +
							wash(`M${x - 33} 380h66v80h-66z`, INK.bark, 0.75) +
							line(`M${x - 36} 330c20 8 52 8 72 0`, INK.leaf, 7) +
							oval(x, 120, 36, 12, INK.cream) +
							wash(`M${x - 24} 116c10-22 38-22 48 0z`, INK.straw),
						lean,
						x,
						460,
					),
			),
	},
	crisps: {
		wall: '#f6e1b0',
		strip: 'central',
		shapes:
			bag(
				300,
				INK.leaf,
				INK.turmeric,
				each(
					[
						[240, 350],
						[300, 336],
						[360, 352],
						[256, 408],
						[320, 400],
						[372, 420],
					] as const,
					([x, y], i) =>
						turn(
							oval(x, y, 40, 26, INK.gold, INK.pen, 4) +
								dot(x - 8, y, 3, INK.wood) +
								dot(x + 6, y + 3, 3, INK.wood),
							i * 37,
							x,
							y,
						),
				),
			) +
			turn(oval(110, 452, 46, 22, INK.gold), -8, 110, 452) +
			turn(oval(490, 456, 46, 22, INK.gold), 10, 490, 456),
	},
	rice: {
		wall: '#eadfbe',
		strip: 'northeast',
		shapes:
			shadow(290, 474, 180) +
			path(
				'M150 240c-30 60-40 160-20 218c4 10 10 12 20 12h280c10 0 16-2 20-12c20-58 10-158-20-218z',
				INK.paper,
			) +
			path('M160 244c-20-40-10-60 6-70c60 24 188 24 248 0c16 10 26 30 6 70c-60 20-200 20-260 0z', INK.cream) +
			each(range(26), (n) =>
				oval(180 + (n % 9) * 28 + (n % 2) * 6, 206 + Math.floor(n / 9) * 12, 9, 4, INK.white, INK.straw, 2),
			) +
			path('M290 300l70 60l-70 60l-70-60z', INK.lac) +
			line('M470 470c10-120 20-190 70-260M500 470c6-100 20-160 60-190', INK.turmeric, 6) +
			each(range(9), (n) =>
				turn(
					oval(540 - n * 8, 210 + n * 20, 15, 7, INK.gold, INK.pen, 3),
					-40 + n * 6,
					540 - n * 8,
					210 + n * 20,
				),
			),
	},
	noodle: {
		wall: '#f0e5d0',
		strip: 'northeast',
		shapes:
			shadow(300, 474, 200) +
			each(
				[
					[200, 410],
					[400, 410],
					[300, 318],
				] as const,
				([x, y]) =>
					oval(x, y, 100, 58, INK.cream) +
					line(
						`M${x - 80} ${y}c10-40 150-40 160 0M${x - 62} ${y + 10}c10-40 114-40 124 0M${x - 42} ${y + 18}c10-34 74-34 84 0M${x - 80} ${y + 12}c30 40 130 40 160 0M${x - 58} ${y + 26}c30 24 86 24 116 0`,
						INK.straw,
						6,
					),
			) +
			box(262, 296, 76, 44, INK.lac, 6),
	},
	mango: {
		wall: '#f7e3a8',
		strip: 'central',
		defs: weave,
		shapes: basketOfGoods(
			each(
				[
					[190, 310, -20],
					[300, 286, 8],
					[410, 312, 24],
				] as const,
				([x, y, by]) =>
					turn(
						path(
							`M${x - 60} ${y + 20}c-10-60 30-100 70-92c44 8 66 60 40 110c-20 40-96 40-110-18z`,
							INK.turmeric,
						) +
							wash(`M${x + 10} ${y - 60}c30 10 46 44 36 80c-14-40-24-60-36-80z`, INK.rose, 0.6) +
							line(`M${x + 10} ${y - 72}c2-14 6-20 14-24`, INK.bark, 6),
						by,
						x,
						y,
					),
			) + leaf(330, 214, 96, 60),
		),
	},
	fruit: {
		wall: '#f3dfc9',
		strip: 'north',
		defs: weave,
		shapes: basketOfGoods(
			line(
				'M300 130c-10 60-10 100 0 150M300 170c-50 20-80 60-90 100M300 170c50 20 80 60 90 100',
				INK.bark,
				8,
			) +
				each(
					[
						[190, 300],
						[250, 268],
						[310, 250],
						[372, 268],
						[424, 304],
						[222, 334],
						[286, 318],
						[350, 322],
						[396, 344],
						[160, 344],
						[446, 350],
					] as const,
					([x, y], i) => ball(x, y, 34, i % 3 === 0 ? INK.clay : INK.straw),
				) +
				leaf(300, 150, 110, -62) +
				leaf(300, 150, 110, 62),
		),
	},
	durian: {
		wall: '#e9e6b8',
		strip: 'central',
		shapes:
			shadow(300, 474, 190) +
			line('M300 130v-50', INK.bark, 16) +
			oval(300, 300, 170, 170, INK.sprout) +
			each(range(7), (r) =>
				each(range(9), (c) => {
					const x = 158 + c * 36 + (r % 2) * 18;
					const y = 172 + r * 44;
					return (x - 300) ** 2 + (y - 300) ** 2 < 146 ** 2
						? path(`M${x - 16} ${y + 14}l16-30l16 30z`, INK.leaf, INK.pen, 3)
						: '';
				}),
			) +
			path('M390 470c-40-10-60-50-40-90c40-20 120-10 150 40c-10 36-60 56-110 50z', INK.cream) +
			oval(420, 428, 44, 28, INK.gold),
	},
	sugar: {
		wall: '#eedcbb',
		strip: 'central',
		shapes:
			shadow(300, 474, 220) +
			each(
				[
					[140, 470],
					[260, 470],
					[380, 470],
					[480, 470],
					[200, 396],
					[320, 396],
					[430, 396],
					[260, 322],
					[372, 322],
					[316, 248],
				] as const,
				([x, y]) =>
					path(`M${x - 62} ${y}c0-50 20-74 62-74s62 24 62 74z`, INK.clay) +
					line(`M${x - 34} ${y - 40}c8-16 20-20 34-20`, INK.straw, 7),
			),
	},
	honey: {
		wall: '#fae7ae',
		strip: 'north',
		shapes:
			bottle(240, INK.turmeric, INK.bark, INK.clay, 330) +
			each(
				[
					[420, 410],
					[480, 410],
					[450, 358],
					[390, 358],
					[510, 358],
					[420, 306],
					[480, 306],
				] as const,
				([x, y]) => path(`M${x - 30} ${y - 17}l30-17l30 17v34l-30 17l-30-17z`, INK.gold),
			) +
			move(
				oval(0, 0, 26, 18, INK.gold) +
					line('M-8-17v34M8-17v34', INK.pen, 7) +
					oval(-4, -24, 18, 10, INK.glass, INK.pen, 3) +
					dot(30, -4, 10, INK.pen),
				420,
				190,
			),
	},
	'bottle-brown': {
		wall: '#e7ddc4',
		strip: 'south',
		shapes: bottle(210, INK.bark, INK.lac, INK.clay, 340) + bottle(390, INK.clay, INK.indigo, INK.lac, 270),
	},
};
