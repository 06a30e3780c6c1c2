import { box, dot, each, INK, leaf, line, oval, path, range, shadow, turn, wash } from './pen.ts';
import type { Drawing } from './scene.ts';
import { bottle, label, tin } from './vessels.ts';

const soapBar = (x: number, y: number, colour: string, by: number): string =>
	turn(
		box(x - 96, y - 56, 192, 112, colour, 34) +
			box(x - 66, y - 32, 132, 64, 'none', 22) +
			path(`M${x} ${y - 22}l20 22l-20 22l-20-22z`, INK.cream, INK.pen, 3),
		by,
		x,
		y,
	);

const turmeric = (x: number, y: number, by: number): string =>
	turn(
		path(
			`M${x - 60} ${y}c10-34 50-30 70-24c30-14 60 0 62 24c0 22-40 30-62 22c-30 12-66 4-70-22z`,
			INK.turmeric,
		) +
			line(
				`M${x - 30} ${y - 18}c8 10 8 26 0 36M${x + 6} ${y - 22}c8 10 8 30 0 44M${x + 40} ${y - 16}c6 8 6 24 0 32`,
				INK.clay,
				4,
			),
		by,
		x,
		y,
	);

export const HERB: Readonly<Record<string, Drawing>> = {
	soap: {
		wall: '#e4eadb',
		strip: 'central',
		shapes:
			shadow(300, 478, 220) +
			path('M90 440h420l-30 36h-360z', INK.wood) +
			soapBar(220, 384, INK.gold, -4) +
			soapBar(390, 386, INK.sprout, 5) +
			soapBar(300, 282, INK.rose, -2) +
			each(
				[
					[150, 200, 22],
					[190, 160, 14],
					[430, 190, 26],
					[466, 150, 12],
					[398, 146, 10],
				] as const,
				([x, y, r]) => oval(x, y, r, r, INK.white, INK.sky, 4),
			),
	},
	balm: {
		wall: '#e9e4c6',
		strip: 'north',
		shapes:
			shadow(300, 478, 210) +
			tin(200, 466, INK.leaf, INK.sprout) +
			tin(400, 466, INK.lac, INK.clay) +
			tin(300, 404, INK.turmeric, INK.gold) +
			turmeric(130, 300, -16) +
			leaf(440, 340, 120, 26) +
			leaf(456, 344, 100, 62, INK.sprout),
	},
	compress: {
		wall: '#eee5cf',
		strip: 'northeast',
		shapes:
			shadow(300, 478, 190) +
			path('M270 240c-90 20-150 80-150 140c0 62 80 92 180 92s180-30 180-92c0-60-60-120-150-140z', INK.cream) +
			path('M264 200h72v48h-72z', INK.straw) +
			path('M268 200l-30-110c30-26 94-26 124 0l-30 110z', INK.cream) +
			line(
				'M286 248c-20 40-30 90-26 140M314 248c20 40 30 90 26 140M240 268c-40 30-62 70-66 110M360 268c40 30 62 70 66 110',
				INK.straw,
				5,
			) +
			line('M264 214h72M264 232h72', INK.lac, 6) +
			turmeric(110, 456, 10) +
			leaf(500, 474, 120, 12) +
			leaf(504, 476, 100, 48, INK.sprout),
	},
	oil: {
		wall: '#ece8c9',
		strip: 'south',
		shapes:
			bottle(300, INK.turmeric, INK.bark, INK.leaf, 250) +
			bottle(160, INK.gold, INK.leaf, INK.clay, 180) +
			bottle(440, INK.sprout, INK.bark, INK.leaf, 180),
	},
	shampoo: {
		wall: '#dde8e0',
		strip: 'central',
		shapes:
			shadow(260, 478, 110) +
			box(160, 190, 200, 280, INK.leaf, 36) +
			box(222, 150, 76, 44, INK.cream, 8) +
			path('M240 150v-40h90c14 0 20 10 20 24h-70v16z', INK.cream) +
			label(260, 330, 140, 120, INK.leaf) +
			oval(450, 420, 62, 56, INK.sprout) +
			each(range(8), (n) => dot(420 + (n % 4) * 20, 398 + Math.floor(n / 4) * 34, 6, INK.leaf)) +
			leaf(446, 366, 70, -20) +
			leaf(456, 366, 70, 40),
	},
	inhaler: {
		wall: '#e3e6d0',
		strip: 'north',
		shapes:
			shadow(290, 478, 150) +
			path('M190 260h200v180c0 22-12 32-30 32h-140c-18 0-30-10-30-32z', INK.glass) +
			each(range(14), (n) =>
				turn(
					oval(
						216 + (n % 5) * 36,
						330 + Math.floor(n / 5) * 48,
						15,
						9,
						n % 3 === 0 ? INK.bark : n % 3 === 1 ? INK.turmeric : INK.leaf,
						INK.pen,
						3,
					),
					n * 41,
					216 + (n % 5) * 36,
					330 + Math.floor(n / 5) * 48,
				),
			) +
			box(180, 196, 220, 70, INK.lac, 14) +
			line('M200 218v30M230 218v30M260 218v30M290 218v30M320 218v30M350 218v30M380 218v30', INK.clay, 6) +
			line('M440 220c20-20-10-40 10-60M480 240c20-20-10-40 10-60', INK.leaf, 7),
	},
	powder: {
		wall: '#f3e6c6',
		strip: 'central',
		shapes:
			shadow(300, 478, 200) +
			path('M120 360h360c0 70-50 110-100 112h-160c-50-2-100-42-100-112z', INK.wood) +
			path('M140 360c40-70 110-110 160-110s120 40 160 110z', INK.gold) +
			wash('M220 330c30-40 60-56 90-56c-30 18-50 40-60 66z', INK.white, 0.5) +
			oval(300, 360, 180, 22, 'none') +
			line('M400 300l90-140', INK.bark, 14) +
			oval(388, 318, 26, 18, INK.bark) +
			turmeric(100, 452, 12),
	},
	incense: {
		wall: '#e6dbe0',
		strip: 'north',
		shapes:
			shadow(300, 478, 150) +
			path('M200 340h200l-24 132h-152z', INK.indigo) +
			line('M206 370h188', INK.gold, 8) +
			each(
				[
					[240, 90],
					[280, 70],
					[320, 70],
					[360, 90],
				] as const,
				([x, y]) => line(`M${x} ${y + 40}l${(300 - x) * 0.3} 230`, INK.clay, 8) + dot(x, y + 38, 7, INK.lac),
			) +
			line('M240 110c-30-30 20-40-6-70M320 90c-26-26 26-40 0-64M360 108c30-30-16-40 8-72', INK.white, 8) +
			each(
				[
					[110, 450],
					[490, 450],
				] as const,
				([x, y]) =>
					each(range(6), (n) => turn(oval(x, y - 26, 13, 24, INK.rose, INK.pen, 3), n * 60, x, y)) +
					dot(x, y, 11, INK.gold),
			),
	},
};
