/**
 * Draws the app's icons into static/icons: a pocket with a woven hem, and the gable of a shop looking out of it.
 * Run by hand after a change: `node scripts/icons.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { weavePattern } from '../src/lib/ui/art.ts';
import { dyes } from '../src/lib/ui/dyes.ts';

const folder = new URL('../static/icons/', import.meta.url);
const ground = '#1b2a4a';

/** The drawing on its 512 × 512 sheet; `reach` shrinks it into the safe circle of a maskable icon. */
function drawing(corner: number, reach: number): string {
	const hem = { x: 106, y: 256, width: 300, height: 78 };
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">
<defs>${weavePattern('north', 'hem', hem.height / 26, 256 - (15 * hem.height) / 26, hem.y)}<clipPath id="pocket"><path d="M106 256h300v96a92 92 0 0 1-92 92h-116a92 92 0 0 1-92-92z"/></clipPath></defs>
<rect width="512" height="512" rx="${corner}" fill="${ground}"/>
<g transform="translate(256 256) scale(${reach}) translate(-256 -256)">
<g fill="none" stroke="${dyes.turmeric}" stroke-width="26" stroke-linecap="round" stroke-linejoin="round"><path d="M112 208L290 58M400 208L222 58"/></g>
<path d="M256 122L152 210v60h208v-60z" fill="${dyes.thread}"/>
<path d="M222 268v-42a34 34 0 0 1 68 0v44z" fill="${dyes.lac}"/>
<g clip-path="url(#pocket)"><path d="M106 256h300v200h-300z" fill="#35508f"/><rect x="${hem.x}" y="${hem.y}" width="${hem.width}" height="${hem.height}" fill="url(#hem)"/></g>
<path d="M128 352v4a72 72 0 0 0 72 72h112a72 72 0 0 0 72-72v-4" fill="none" stroke="${dyes.thread}" stroke-width="8" stroke-linecap="round" stroke-dasharray="18 18"/>
</g>
</svg>
`;
}

const round = drawing(112, 1);
const full = drawing(0, 0.94);

mkdirSync(folder, { recursive: true });
writeFileSync(new URL('icon.svg', folder), round);

const pictures: [name: string, svg: string, size: number][] = [
	['icon-192.png', round, 192],
	['icon-512.png', round, 512],
	['maskable-512.png', full, 512],
	['apple-touch-180.png', drawing(0, 1), 180],
];
for (const [name, svg, size] of pictures) {
	const png = sharp(Buffer.from(svg), { density: 144 }).resize(size, size);
	await png.png({ palette: true, quality: 90, effort: 10 }).toFile(new URL(name, folder).pathname);
}
