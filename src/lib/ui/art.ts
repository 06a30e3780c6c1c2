import type { Category } from '../domain/category.ts';
import type { Region } from '../domain/provinces.ts';
import { dyes } from './dyes.ts';
import { MOTIF_PEN, MOTIF_SIZE, motifs } from './motifs.ts';
import { weaveOf } from './weaves.ts';

/*
 * The weaves and motifs as SVG text with their own colours, for what is drawn outside a page:
 * icons, share cards, posters, sample pictures.
 */

/**
 * A `<pattern>` of the region's weave, for a `<defs>`; fill with `url(#id)`.
 * `scale` is in px for a unit of the weave: the strip is 26 units high.
 */
export function weavePattern(region: Region, id: string, scale = 1, x = 0, y = 0): string {
	const { width, height, ground, shapes } = weaveOf(region);
	return (
		`<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse" ` +
		`patternTransform="translate(${x} ${y}) scale(${scale})">` +
		`<rect width="${width}" height="${height}" fill="${dyes[ground]}"/>` +
		shapes.map(({ dye, d }) => `<path fill="${dyes[dye]}" d="${d}"/>`).join('') +
		'</pattern>'
	);
}

/** The motif of a category on its 64 × 64 sheet, as the children of an `<svg>` or `<g>`; `pen` is any SVG colour. */
export function motifShapes(category: Category, pen = '#1b2a4a', tintOpacity = 0.35): string {
	const { dye, tints, lines } = motifs[category];
	return (
		`<path fill="${dyes[dye]}" fill-opacity="${tintOpacity}" d="${tints.join('')}"/>` +
		`<path fill="none" stroke="${pen}" stroke-width="${MOTIF_PEN}" stroke-linecap="round" ` +
		`stroke-linejoin="round" d="${lines.join('')}"/>`
	);
}

/** A whole picture of a category, `size` px square, on `ground` (any SVG colour). */
export function motifPicture(category: Category, size: number, ground: string): string {
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" ` +
		`viewBox="-16 -16 ${MOTIF_SIZE + 32} ${MOTIF_SIZE + 32}">` +
		`<rect x="-16" y="-16" width="100%" height="100%" fill="${ground}"/>${motifShapes(category)}</svg>`
	);
}
