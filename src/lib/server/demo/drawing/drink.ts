import { box, each, INK, leaf, line, oval, path, shadow, wash } from './pen.ts';
import type { Drawing } from './scene.ts';
import { bag, beans, bottle } from './vessels.ts';

const cup = (x: number, y: number, drink: string, colour: string): string =>
	path(`M${x - 80} ${y - 90}h160c0 60-20 90-50 90h-60c-30 0-50-30-50-90z`, colour) +
	line(`M${x + 78} ${y - 74}c50-8 50 54-16 50`, INK.pen, 12) +
	oval(x, y - 90, 80, 20, drink) +
	line(`M${x - 26} ${y - 130}c-14-18 14-30 0-50M${x + 20} ${y - 130}c-14-18 14-30 0-50`, INK.white, 7);

const fruits = (colour: string): string =>
	each(
		[
			[90, 440],
			[136, 452],
			[466, 448],
			[514, 440],
		] as const,
		([x, y]) => oval(x, y, 28, 26, colour),
	) +
	leaf(118, 430, 60, -30) +
	leaf(490, 424, 60, 30);

export const DRINK: Readonly<Record<string, Drawing>> = {
	coffee: {
		wall: '#e5d3bd',
		strip: 'north',
		shapes:
			bag(210, INK.bark, INK.clay, '') +
			shadow(430, 474, 110) +
			cup(430, 470, INK.bark, INK.cream) +
			beans(
				[
					[330, 462],
					[360, 476],
					[312, 484],
					[540, 470],
				],
				INK.wood,
			),
	},
	tea: {
		wall: '#dfe6cf',
		strip: 'north',
		shapes:
			shadow(250, 474, 160) +
			path('M140 330c0-60 50-96 110-96s110 36 110 96c0 80-30 140-60 140h-100c-30 0-60-60-60-140z', INK.clay) +
			line('M146 320c-60-20-84 70 0 96', INK.pen, 14) +
			path('M352 340c40-6 50-40 70-60l20 14c-16 50-40 90-86 100z', INK.clay) +
			path('M196 240c10-26 98-26 108 0z', INK.wood) +
			oval(250, 216, 14, 12, INK.wood) +
			path('M416 410h110c0 40-20 60-40 60h-30c-20 0-40-20-40-60z', INK.cream) +
			oval(471, 410, 55, 13, INK.turmeric) +
			leaf(92, 452, 86, -50, INK.sprout) +
			leaf(104, 456, 90, 10) +
			leaf(400, 486, 70, 70, INK.sprout),
	},
	sachet: {
		wall: '#f2e2c6',
		strip: 'central',
		shapes:
			shadow(300, 474, 210) +
			path('M110 250l30-40h250l-24 40z', INK.turmeric) +
			box(110, 250, 256, 220, INK.gold, 8) +
			path('M240 296l50 56l-50 56l-50-56z', INK.lac) +
			line('M134 440h208', INK.lac, 6) +
			each(
				[
					[400, 0],
					[446, 16],
					[492, 34],
				] as const,
				([x, y]) =>
					box(x, 270 + y, 66, 190 - y, INK.cream, 6) +
					line(`M${x} ${290 + y}h66`, INK.pen, 3) +
					path(`M${x + 33} ${330 + y}l18 22l-18 22l-18-22z`, INK.leaf, INK.pen, 3),
			),
	},
	coconut: {
		wall: '#d9e8d3',
		strip: 'central',
		shapes:
			shadow(300, 474, 170) +
			path(
				'M150 300c10-50 60-90 150-90s140 40 150 90l-50 150c-4 14-12 20-26 20h-148c-14 0-22-6-26-20z',
				INK.sprout,
			) +
			path('M210 224c0-20 40-36 90-36s90 16 90 36s-40 34-90 34s-90-14-90-34z', INK.white) +
			oval(300, 222, 54, 18, INK.glass, INK.pen, 4) +
			line('M150 300c60 40 240 40 300 0M226 330l10 140M374 330l-10 140', INK.leaf, 5) +
			line('M316 220l36-130l50-14', INK.lac, 14) +
			leaf(470, 470, 140, 40) +
			leaf(480, 474, 120, 74, INK.sprout),
	},
	'juice-red': {
		wall: '#f3d5cf',
		strip: 'northeast',
		shapes:
			bottle(230, INK.lac, INK.leaf, INK.lac, 330) +
			bottle(370, INK.rose, INK.leaf, INK.lac, 270) +
			fruits(INK.lac),
	},
	'juice-gold': {
		wall: '#fae6b9',
		strip: 'central',
		shapes:
			bottle(230, INK.gold, INK.lac, INK.turmeric, 330) +
			bottle(370, INK.turmeric, INK.lac, INK.clay, 270) +
			fruits(INK.turmeric),
	},
	'juice-green': {
		wall: '#e0ead0',
		strip: 'central',
		shapes:
			bottle(230, INK.sprout, INK.cream, INK.leaf, 330) +
			bottle(370, INK.leaf, INK.cream, INK.leaf, 270) +
			wash('M0 0', INK.leaf) +
			leaf(100, 460, 90, -40) +
			leaf(120, 462, 100, 8, INK.sprout) +
			leaf(500, 462, 100, 30),
	},
};
