/** The strokes that all sample pictures are drawn with, on a sheet of 600 × 600. */

/** Threads and things in the colours of natural dyes and village materials. */
export const INK = {
	pen: '#2a2530',
	paper: '#f7ecd3',
	cream: '#fff7e6',
	indigo: '#23386f',
	sky: '#7f9bc9',
	turmeric: '#e3a32a',
	gold: '#f0c65a',
	lac: '#97232f',
	rose: '#d9777a',
	leaf: '#3f6b48',
	sprout: '#8fb274',
	clay: '#b5623c',
	wood: '#8a5a36',
	straw: '#d9b676',
	bark: '#5b3d2a',
	glass: '#e8efe6',
	steel: '#b9c1c6',
	white: '#fffdf7',
} as const;

export type Ink = string;

const PEN_WIDTH = 5;

export const path = (d: string, fill: Ink = 'none', pen: Ink = INK.pen, width = PEN_WIDTH): string =>
	`<path d="${d}" fill="${fill}" stroke="${pen}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** A shape without an outline. */
export const wash = (d: string, fill: Ink, opacity = 1): string =>
	`<path d="${d}" fill="${fill}" opacity="${opacity}"/>`;

export const line = (d: string, pen: Ink = INK.pen, width = PEN_WIDTH): string => path(d, 'none', pen, width);

export const oval = (
	x: number,
	y: number,
	rx: number,
	ry: number,
	fill: Ink,
	pen: Ink = INK.pen,
	width = PEN_WIDTH,
) =>
	`<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" stroke="${pen}" stroke-width="${width}"/>`;

export const dot = (x: number, y: number, r: number, fill: Ink): string =>
	`<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;

export const box = (x: number, y: number, w: number, h: number, fill: Ink, round = 10, pen: Ink = INK.pen) =>
	`<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" fill="${fill}" stroke="${pen}" stroke-width="${PEN_WIDTH}" stroke-linejoin="round"/>`;

export const shadow = (x: number, y: number, rx: number): string =>
	`<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${rx * 0.13}" fill="${INK.pen}" opacity="0.16"/>`;

export const turn = (shapes: string, degrees: number, x = 300, y = 300): string =>
	`<g transform="rotate(${degrees} ${x} ${y})">${shapes}</g>`;

export const move = (shapes: string, x: number, y: number, scale = 1): string =>
	`<g transform="translate(${x} ${y}) scale(${scale})">${shapes}</g>`;

/** The same shape at each of the places. */
export const each = <T>(places: readonly T[], draw: (place: T, i: number) => string): string =>
	places.map(draw).join('');

export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** A leaf from its stalk at (x, y), `long` units, pointing up turned by `degrees`. */
export const leaf = (x: number, y: number, long: number, degrees: number, fill: Ink = INK.leaf): string =>
	turn(
		path(
			`M${x} ${y}c${-long * 0.36} ${-long * 0.3} ${-long * 0.3} ${-long * 0.75} 0 ${-long}c${long * 0.3} ${long * 0.25} ${long * 0.36} ${long * 0.7} 0 ${long}z`,
			fill,
		) + line(`M${x} ${y}v${-long * 0.7}`, INK.pen, 3),
		degrees,
		x,
		y,
	);
