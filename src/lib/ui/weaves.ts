import type { Region } from '../domain/provinces.ts';
import type { Dye } from './dyes.ts';

/** One repeat of a woven strip: `shapes` are painted in turn on `ground`; width and height in the path's own units. */
export interface Weave {
	width: number;
	height: number;
	ground: Dye;
	shapes: readonly { dye: Dye; d: string }[];
}

const HEIGHT = 26;

const box = (x: number, y: number, width: number, height: number) =>
	`M${x} ${y}h${width}v${height}h${-width}z`;

const threads: Record<string, Dye> = { i: 'indigo', y: 'turmeric', r: 'lac', l: 'leaf', t: 'thread' };

/**
 * ตีนจก, the discontinuous weft of the north: nested lozenges, picked stitch by stitch. The chart is a quarter of
 * the repeat, from the heart of the lozenge (top left) outwards; a dot leaves the ground.
 */
function tinJok(): Weave {
	const chart = ['ytiiy..tl', 'tiiy..t.t', 'iiy..tt..', 'iy..t....', 'y..tt...l', '..t....ll', 'iyiyiyiyi'];
	const stitch = 2;
	const across = 8;
	const paths = new Map<Dye, string>();
	for (let y = -6; y <= 6; y += 1) {
		for (let x = -across + 1; x <= across; x += 1) {
			const dye = threads[chart[Math.abs(y)]?.[Math.abs(x)] ?? '.'];
			if (dye) {
				const at = box((x + across - 1) * stitch, (y + 6) * stitch, stitch, stitch);
				paths.set(dye, (paths.get(dye) ?? '') + at);
			}
		}
	}
	return {
		width: across * 2 * stitch,
		height: HEIGHT,
		ground: 'lac',
		shapes: [...paths].map(([dye, d]) => ({ dye, d })),
	};
}

/**
 * มัดหมี่, the tied and dyed weft of the northeast: every pick lies a little beside the last, so that each edge is
 * feathered. A chain of lozenges in undyed thread, with hearts of turmeric and lac.
 */
function mudmee(): Weave {
	const width = 36;
	const slip = [0, 1.1, -0.5, 0.7, -0.9];
	let thread = '';
	let heart = '';
	let core = '';
	for (let y = 0; y < HEIGHT; y += 1) {
		const off = slip[y % slip.length] ?? 0;
		const far = Math.abs(y + 0.5 - HEIGHT / 2);
		const reach = 16 - far * 1.25;
		thread += box(18 - reach + off, y, 3, 1) + box(18 + reach - 3 + off, y, 3, 1);
		if (far < 7.5) heart += box(18 - (8 - far) + off, y, 2 * (8 - far), 1);
		if (far < 3.5) core += box(18 - (4 - far) - off / 2, y, 2 * (4 - far), 1);
		if (far > 5)
			thread += box(off - (far - 5) / 2, y, far - 5, 1) + box(width + off - (far - 5) / 2, y, far - 5, 1);
	}
	return {
		width,
		height: HEIGHT,
		ground: 'indigo',
		shapes: [
			{ dye: 'thread', d: thread },
			{ dye: 'turmeric', d: heart },
			{ dye: 'lac', d: core },
		],
	};
}

/** ลายไทยกลาง: the four-petalled ประจำยาม between rows of กระจัง buds, as on temple doors and court cloth. */
function centralThai(): Weave {
	const petal = 'c3.6-2.2 3.8-5.4 0-9.4c-3.8 4-3.6 7.2 0 9.4z';
	const side = 'c2.2-3.6 5.4-3.8 9.4 0c-4 3.8-7.2 3.6-9.4 0z';
	const down = 'c-3.6 2.2-3.8 5.4 0 9.4c3.8-4 3.6-7.2 0-9.4z';
	const back = 'c-2.2 3.6-5.4 3.8-9.4 0c4-3.8 7.2-3.6 9.4 0z';
	const bud = (x: number, y: number, tall: number, half: number) =>
		`M${x - half} ${y}c0 ${-tall * 0.6} ${half * 0.7} ${-tall * 0.5} ${half} ${-tall}` +
		`c${half * 0.3} ${tall * 0.5} ${half} ${tall * 0.4} ${half} ${tall}z`;
	const buds = (tall: number, half: number) =>
		[0, 28].map((x) => bud(x, HEIGHT, tall, half) + bud(x, 0, -tall, half)).join('');
	const dots = [14 - 6.2, 14 + 6.2]
		.flatMap((x) => [13 - 6.2, 13 + 6.2].map((y) => box(x - 1, y - 1, 2, 2)))
		.join('');
	return {
		width: 28,
		height: HEIGHT,
		ground: 'turmeric',
		shapes: [
			{ dye: 'lac', d: `M14 12${petal}M15 13${side}M14 14${down}M13 13${back}` },
			{ dye: 'indigo', d: buds(10, 7) + dots },
			{ dye: 'thread', d: `${buds(5, 3.5)}M14 10.6l2.4 2.4l-2.4 2.4l-2.4-2.4z` },
		],
	};
}

/** ปาเต๊ะ, the wax-drawn cloth of the south: a vine that waves along the strip, with open flowers and leaves. */
function batik(): Weave {
	const round = (x: number, y: number, r: number) =>
		`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
	const flower = (cx: number, cy: number, spread: number, r: number) =>
		[0, 1, 2, 3, 4]
			.map((n) => (n * 72 - 90) * (Math.PI / 180))
			.map((turn) =>
				round(+(cx + spread * Math.cos(turn)).toFixed(1), +(cy + spread * Math.sin(turn)).toFixed(1), r),
			)
			.join('');
	const leaf = (x: number, y: number, dx: number, dy: number) =>
		`M${x} ${y}q${dx * 0.1} ${dy} ${dx} ${dy}q${-dx * 0.1} ${-dy} ${-dx} ${-dy}z`;
	const dots = [
		[22, 4],
		[22, 22],
		[0, 4],
		[44, 4],
		[0, 22],
		[44, 22],
	];
	return {
		width: 44,
		height: HEIGHT,
		ground: 'leaf',
		shapes: [
			{
				dye: 'turmeric',
				d:
					'M0 12c6-11 16-11 22 0s16 11 22 0v2c-6 11-16 11-22 0s-16-11-22 0z' +
					leaf(20, 11, -7, -8) +
					leaf(24, 15, 7, 8) +
					leaf(42, 15, -9, -3) +
					leaf(2, 11, 9, 3),
			},
			{
				dye: 'thread',
				d:
					flower(11, 16, 4.6, 3.4) +
					flower(33, 10, 4.6, 3.4) +
					dots.map(([x = 0, y = 0]) => round(x, y, 1.3)).join(''),
			},
			{ dye: 'lac', d: flower(11, 16, 2.6, 1.6) + flower(33, 10, 2.6, 1.6) },
			{ dye: 'turmeric', d: round(11, 16, 1.6) + round(33, 10, 1.6) },
		],
	};
}

const makers: Record<Region, () => Weave> = {
	north: tinJok,
	northeast: mudmee,
	central: centralThai,
	south: batik,
};

/** The weave of a region. */
export const weaveOf = (region: Region): Weave => makers[region]();
