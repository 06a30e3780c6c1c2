import { box, dot, INK, line, oval, path, shadow, wash, type Ink } from './pen.ts';

/** Jars, bottles and bags that several pictures share; all stand on y = 470. */

/** A label with a lozenge, as village printers set them. */
export const label = (x: number, y: number, w: number, h: number, colour: Ink): string =>
	box(x - w / 2, y - h / 2, w, h, INK.cream, 8) +
	path(
		`M${x} ${y - h * 0.3}l${w * 0.2} ${h * 0.3}l${-w * 0.2} ${h * 0.3}l${-w * 0.2} ${-h * 0.3}z`,
		colour,
		INK.pen,
		3,
	) +
	line(`M${x - w * 0.38} ${y - h * 0.36}h${w * 0.76}M${x - w * 0.38} ${y + h * 0.36}h${w * 0.76}`, colour, 4);

/** A glass jar with its lid under a tied cloth. */
export const jar = (x: number, content: Ink, cloth: Ink, tag: Ink): string =>
	shadow(x, 472, 125) +
	path(
		`M${x - 95} 250c-12 10-16 24-16 44v140c0 24 14 36 36 36h150c22 0 36-12 36-36v-140c0-20-4-34-16-44z`,
		INK.glass,
	) +
	wash(`M${x - 100} 300h200v132c0 20-10 30-28 30h-144c-18 0-28-10-28-30z`, content) +
	wash(`M${x - 84} 300v140h16v-140z`, INK.white, 0.35) +
	path(`M${x - 112} 262c30-20 10-70 24-96c50-22 126-22 176 0c14 26-6 76 24 96c-40-12-184-12-224 0z`, cloth) +
	line(`M${x - 92} 232c50 12 134 12 184 0`, INK.straw, 9) +
	label(x, 382, 124, 92, tag);

export const bottle = (x: number, content: Ink, cap: Ink, tag: Ink, tall = 300): string => {
	const top = 470 - tall;
	return (
		shadow(x, 472, 84) +
		path(
			`M${x - 24} ${top}v60c0 26-46 34-46 84v${tall - 174}c0 20 10 30 30 30h80c20 0 30-10 30-30v${-(tall - 174)}c0-50-46-58-46-84v-60z`,
			content,
		) +
		wash(`M${x - 52} ${top + 150}v${tall - 180}h14v${-(tall - 190)}z`, INK.white, 0.4) +
		box(x - 30, top - 26, 60, 34, cap, 6) +
		label(x, top + tall * 0.68, 108, 84, tag)
	);
};

/** A small flat jar with a screw lid. */
export const tin = (x: number, y: number, lid: Ink, body: Ink): string =>
	path(`M${x - 70} ${y - 40}v24c0 20 140 20 140 0v-24z`, body) +
	oval(x, y - 42, 70, 22, lid) +
	oval(x, y - 44, 40, 11, INK.cream, INK.pen, 3);

/** A stand-up bag with a window. */
export const bag = (x: number, colour: Ink, tag: Ink, inside: string): string =>
	shadow(x, 472, 130) +
	path(`M${x - 110} 190l12-34h196l12 34l-8 270c0 8-6 10-12 10h-180c-6 0-12-2-12-10z`, colour) +
	line(`M${x - 108} 196h216`, INK.pen, 3) +
	`<g>${inside}</g>` +
	label(x, 262, 132, 84, tag);

export const beans = (places: readonly (readonly [number, number])[], colour: Ink): string =>
	places
		.map(
			([x, y]) => oval(x, y, 17, 12, colour, INK.pen, 3) + line(`M${x - 13} ${y}c8-6 18 6 26 0`, INK.pen, 2),
		)
		.join('');

export const bubbles = (places: readonly (readonly [number, number, number])[], colour: Ink): string =>
	places.map(([x, y, r]) => dot(x, y, r, colour)).join('');
