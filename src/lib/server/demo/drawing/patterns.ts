import { INK, range, type Ink } from './pen.ts';

/** Cloth as `<pattern>`s, to fill a shape with `url(#id)`. */
const pattern = (id: string, width: number, height: number, ground: Ink, shapes: string): string =>
	`<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse">` +
	`<rect width="${width}" height="${height}" fill="${ground}"/>${shapes}</pattern>`;

const fill = (d: string, colour: Ink): string => `<path d="${d}" fill="${colour}"/>`;

/** มัดหมี่: lozenges whose edges slip from pick to pick. */
export function mudmee(id: string, ground: Ink, thread: Ink, heart: Ink): string {
	const slip = [0, 2, -1, 3, -2];
	const rows = range(36).map((y) => {
		const reach = 24 - Math.abs(y - 18) * 1.25;
		const off = slip[y % 5] ?? 0;
		const edge = fill(
			`M${30 - reach + off} ${y * 2}h7v2h-7zM${30 + reach - 7 + off} ${y * 2}h7v2h-7z`,
			thread,
		);
		const core =
			reach > 14
				? fill(`M${30 - reach + 14 + off} ${y * 2}h${2 * (reach - 14)}v2h${-2 * (reach - 14)}z`, heart)
				: '';
		return edge + core;
	});
	return pattern(id, 60, 72, ground, rows.join(''));
}

/** จก and ขิด: squares of thread, nested. */
export function jok(id: string, ground: Ink, colours: readonly [Ink, Ink, Ink]): string {
	const stitch = 6;
	const cells = range(81).map((n) => {
		const x = n % 9;
		const y = Math.floor(n / 9);
		const far = Math.abs(x - 4) + Math.abs(y - 4);
		const colour =
			far === 0 || far === 3 ? colours[0] : far === 1 ? colours[1] : far === 5 || far > 6 ? colours[2] : '';
		return colour ? fill(`M${x * stitch} ${y * stitch}h${stitch}v${stitch}h${-stitch}z`, colour) : '';
	});
	return pattern(id, 9 * stitch, 9 * stitch, ground, cells.join(''));
}

/** ผ้าขาวม้า: checks. */
export function check(id: string, ground: Ink, first: Ink, second: Ink): string {
	return pattern(
		id,
		72,
		72,
		ground,
		`<path d="M0 0h36v72h-36z" fill="${first}" opacity="0.75"/><path d="M0 0h72v36h-72z" fill="${second}" opacity="0.55"/>` +
			`<path d="M54 0v72M0 54h72" stroke="${first}" stroke-width="3"/>`,
	);
}

/** บาติก: flowers and a wave drawn in wax. */
export function batik(id: string, ground: Ink, petal: Ink, wave: Ink): string {
	const petals = range(5)
		.map((n) => {
			const at = (n * 72 - 90) * (Math.PI / 180);
			return `<circle cx="${(45 + 15 * Math.cos(at)).toFixed(1)}" cy="${(42 + 15 * Math.sin(at)).toFixed(1)}" r="12" fill="${petal}" stroke="${INK.cream}" stroke-width="2"/>`;
		})
		.join('');
	return pattern(
		id,
		90,
		100,
		ground,
		`<path d="M0 84c22-20 23-20 45 0s23 20 45 0" fill="none" stroke="${wave}" stroke-width="8"/>` +
			`<path d="M0 94c22-20 23-20 45 0s23 20 45 0" fill="none" stroke="${INK.cream}" stroke-width="2"/>` +
			`${petals}<circle cx="45" cy="42" r="7" fill="${INK.turmeric}"/>`,
	);
}

/** ไหมยกดอก: small flowers in gold. */
export function brocade(id: string, ground: Ink, thread: Ink): string {
	const flower = (x: number, y: number) =>
		fill(
			`M${x} ${y - 11}q6 6 0 9q-6-3 0-9zM${x} ${y + 11}q6-6 0-9q-6 3 0 9zM${x - 11} ${y}q6-6 9 0q-3 6-9 0zM${x + 11} ${y}q-6-6-9 0q3 6 9 0z`,
			thread,
		);
	return pattern(
		id,
		44,
		44,
		ground,
		flower(11, 11) + flower(33, 33) + fill('M31 11l3-3l3 3l-3 3zM9 33l3-3l3 3l-3 3z', thread),
	);
}

/** ลายสาน: over and under. */
export function plait(id: string, light: Ink, dark: Ink): string {
	return pattern(
		id,
		36,
		36,
		light,
		`<path d="M0 0h17v17h-17zM18 18h17v17h-17z" fill="${dark}"/>` +
			`<path d="M18 0v18h18M0 18h18v18M18 6h18M18 12h18M0 24h18M0 30h18M6 0v18M12 0v18M24 18v18M30 18v18" fill="none" stroke="${INK.bark}" stroke-width="1.5" opacity="0.55"/>`,
	);
}

/** Threads that hang from an edge, from x to x at y. */
export const fringe = (from: number, to: number, y: number, colour: Ink): string =>
	`<path d="${range(Math.floor((to - from) / 12) + 1)
		.map((n) => `M${from + n * 12} ${y}v22`)
		.join('')}" stroke="${colour}" stroke-width="5" stroke-linecap="round"/>`;
