import { brocade, batik, jok, mudmee } from './patterns.ts';
import { INK, type Ink } from './pen.ts';

/** What is drawn on a sheet of 600 × 600: things stand on y = 470. */
export interface Drawing {
	/** Colour of the wall behind; the table takes its own. */
	readonly wall: Ink;
	readonly table?: Ink;
	/** Weave of the strip that runs along the table. */
	readonly strip?: keyof typeof STRIPS;
	/** Patterns that the shapes are filled with. */
	readonly defs?: string;
	readonly shapes: string;
	/** True for a picture that fills the sheet by itself. */
	readonly bare?: boolean;
}

const STRIPS = {
	north: jok('strip', INK.lac, [INK.gold, INK.indigo, INK.paper]),
	northeast: mudmee('strip', INK.indigo, INK.paper, INK.turmeric),
	central: brocade('strip', INK.turmeric, INK.lac),
	south: batik('strip', INK.leaf, INK.rose, INK.turmeric),
};

/** The picture as SVG, `size` px square. */
export function sheet(
	{ wall, table = INK.straw, strip, defs = '', shapes, bare }: Drawing,
	size: number,
): string {
	const runner = strip
		? `<rect y="500" width="600" height="62" fill="url(#strip)"/><path d="M0 500h600M0 562h600" stroke="${INK.pen}" stroke-width="3" opacity="0.5"/>`
		: '';
	const room = bare
		? ''
		: `<rect width="600" height="600" fill="${wall}"/>` +
			`<circle cx="300" cy="270" r="225" fill="${INK.cream}" opacity="0.5"/>` +
			`<rect y="438" width="600" height="162" fill="${table}"/>${runner}`;
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 600 600">` +
		`<defs>${strip ? STRIPS[strip] : ''}${defs}</defs>${room}${shapes}</svg>`
	);
}
