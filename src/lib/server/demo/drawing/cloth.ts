import { batik, brocade, check, fringe, jok, mudmee } from './patterns.ts';
import { box, dot, each, INK, line, oval, path, range, shadow, turn, wash } from './pen.ts';
import type { Drawing } from './scene.ts';

/** Folds in a length of cloth: dark and light runs from top to bottom. */
const folds = (x: number, y: number, w: number, h: number): string =>
	each(range(5), (n) =>
		wash(`M${x + (w / 5) * n} ${y}h${w / 12}l6 ${h}h${-w / 12}z`, n % 2 ? INK.white : INK.pen, 0.1),
	);

/** A length hung over a pole, with what lies folded before it. */
const hung = (cloth: string, folded: string): string =>
	shadow(300, 480, 230) +
	path('M140 96h320v330c-40 14-280 14-320 0z', cloth) +
	folds(150, 100, 300, 322) +
	line('M140 96h320v330', INK.pen, 5) +
	fringe(150, 450, 432, INK.paper) +
	line('M84 96h432', INK.bark, 16) +
	each([84, 516], (x) => dot(x, 96, 13, INK.wood)) +
	box(96, 432, 190, 26, folded, 12) +
	box(104, 456, 190, 26, cloth, 12);

const hem = (top: string, band: string): string =>
	shadow(300, 480, 230) +
	path('M130 96h340v250h-340z', top) +
	path('M130 330h340v96c-60 12-280 12-340 0z', band) +
	line('M130 330h340', INK.turmeric, 8) +
	folds(140, 100, 320, 320) +
	fringe(140, 460, 430, INK.lac) +
	line('M84 96h432', INK.bark, 16) +
	each([84, 516], (x) => dot(x, 96, 13, INK.wood));

const shirt = (cloth: string, trim: string, long: boolean): string =>
	shadow(300, 480, 170) +
	path(
		long
			? 'M220 140l-120 60l-30 210l66 14l40-150v196h248v-196l40 150l66-14l-30-210l-120-60c-20 40-140 40-160 0z'
			: 'M220 140l-140 70l34 100l62-26v196h248v-196l62 26l34-100l-140-70c-20 40-140 40-160 0z',
		cloth,
	) +
	path('M220 140c20 50 140 50 160 0c10 60-40 80-80 84c-40-4-90-24-80-84z', trim) +
	line('M300 224v244', trim, 12) +
	each([260, 312, 364, 416], (y) => dot(300, y, 8, INK.cream)) +
	box(338, 290, 66, 60, 'none', 4);

export const CLOTH: Readonly<Record<string, Drawing>> = {
	'silk-lac': {
		wall: '#f2dfc6',
		strip: 'northeast',
		defs: mudmee('a', INK.lac, INK.gold, INK.paper),
		shapes: hung('url(#a)', INK.turmeric),
	},
	'silk-indigo': {
		wall: '#e3e4dc',
		strip: 'northeast',
		defs: mudmee('a', INK.indigo, INK.paper, INK.sky),
		shapes: hung('url(#a)', INK.sky),
	},
	'silk-gold': {
		wall: '#f4e8cd',
		strip: 'central',
		defs: brocade('a', INK.clay, INK.gold),
		shapes: hung('url(#a)', INK.lac),
	},
	tinjok: {
		wall: '#eadfcd',
		strip: 'north',
		defs: jok('a', INK.lac, [INK.gold, INK.indigo, INK.paper]) + brocade('b', INK.indigo, INK.sky),
		shapes: hem('url(#b)', 'url(#a)'),
	},
	batik: {
		wall: '#dfeae6',
		strip: 'south',
		defs: batik('a', INK.indigo, INK.rose, INK.sprout),
		shapes: hung('url(#a)', INK.rose),
	},
	check: {
		wall: '#f0e3d0',
		strip: 'central',
		defs: check('a', INK.paper, INK.lac, INK.indigo),
		shapes: hung('url(#a)', INK.lac),
	},
	scarf: {
		wall: '#e7e6d4',
		strip: 'north',
		defs: mudmee('a', INK.leaf, INK.paper, INK.sprout),
		shapes:
			shadow(300, 480, 170) +
			path(
				'M180 110c60-40 180-40 240 0c20 60-20 120-60 150l20 200h-110l6-176c-60-40-120-100-96-174z',
				'url(#a)',
			) +
			path('M240 260c20 40 90 50 130 10l-60-60z', INK.leaf) +
			path('M216 280l-36 180h96l20-150z', 'url(#a)') +
			fringe(186, 268, 464, INK.paper) +
			fringe(276, 374, 464, INK.paper) +
			wash('M180 110c60-40 180-40 240 0c-40 50-200 50-240 0z', INK.pen, 0.2),
	},
	embroid: {
		wall: '#efe0d2',
		strip: 'north',
		defs: jok('a', INK.indigo, [INK.rose, INK.turmeric, INK.sprout]),
		shapes:
			shadow(300, 476, 210) +
			turn(
				box(150, 130, 300, 300, INK.indigo, 16) +
					box(176, 156, 248, 248, 'url(#a)', 4) +
					each(
						[[300, 280]] as const,
						([x, y]) =>
							path(`M${x} ${y - 70}l70 70l-70 70l-70-70z`, INK.cream) +
							path(`M${x} ${y - 40}l40 40l-40 40l-40-40z`, INK.lac) +
							dot(x, y, 12, INK.gold),
					),
				4,
			) +
			line('M470 210l60-90', INK.steel, 7) +
			line('M470 210c-30 40-20 60-46 74', INK.rose, 4),
	},
	'indigo-shirt': { wall: '#e4e2d6', strip: 'northeast', shapes: shirt(INK.indigo, INK.sky, true) },
	blouse: {
		wall: '#f2e2d2',
		strip: 'central',
		defs: brocade('a', INK.rose, INK.cream),
		shapes: shirt('url(#a)', INK.lac, false),
	},
	'cloth-bag': {
		wall: '#eee3cd',
		strip: 'north',
		defs: check('a', INK.paper, INK.indigo, INK.turmeric),
		shapes:
			shadow(300, 480, 170) +
			line('M200 230c0-150 200-150 200 0', INK.bark, 16) +
			path('M130 220h340l22 230c0 16-10 22-24 22h-336c-14 0-24-6-24-22z', 'url(#a)') +
			path('M130 220h340l4 52h-348z', INK.indigo) +
			oval(300, 300, 12, 12, INK.turmeric) +
			fringe(150, 450, 474, INK.indigo),
	},
};
