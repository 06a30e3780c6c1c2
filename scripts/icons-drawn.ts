import type { Plugin } from 'vite';

/** A component of the library, as it is written: its drawing as data for a component that all icons share. */
const ICON = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][^\\/]+\.svelte$/;
const DATA = /const iconData = (\{[^\n]*\});/;

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/**
 * An icon of the library as a component that is its drawing, with `size` in px and `strokeWidth`. The library's own makes
 * an element of each stroke while it runs, reads a context and merges lists of classes for each icon: 2 kB, and a slow
 * phone's time, for what no icon here uses.
 */
export function drawn(icon: string): string {
	const data = DATA.exec(icon)?.[1];
	if (data === undefined) throw new Error('lucide writes its icons otherwise now');
	const { node } = JSON.parse(data) as { node: readonly Shape[] };
	const strokes = node.map(([tag, attributes]) => {
		const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
		return `<${tag}${given.join('')} />`;
	});
	return `<script>const { size = 24, strokeWidth = 2 } = $props();</script>
<svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${strokes.join('')}</svg>
`;
}

export const iconsDrawn: Plugin = {
	name: 'icons-drawn',
	enforce: 'pre',
	transform: { filter: { id: ICON }, handler: (code) => drawn(code) },
};
