/**
 * Makes src/lib/ui/map-paths.ts from `@svg-maps/thailand` (CC BY 4.0, Tae Noppakun Wongsrinoppakun): 160 kB of
 * borders become some 12 kB. Provinces keep fitting together, because a border is simplified once for both.
 *
 *     node scripts/pack-map.ts
 */
import map from '@svg-maps/thailand';
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { PROVINCES, provinceOf, REGIONS } from '../src/lib/domain/provinces.ts';

type Point = readonly [x: number, y: number];
/** A piece of border between two corners where three lands (or two and the sea) meet; both sides share it. */
type Arc = readonly Point[];

/** Units of the original (560 × 1025) that a simplified border may lie beside the true one. */
const TOLERANCE = 1.3;
/** The same for the outlines of regions, which are pressed and not seen. */
const OUTLINE_TOLERANCE = 3;
/** Units of the result in one of the original: whole numbers are short, half a unit is far below a pixel. */
const SCALE = 2;
/** Islands smaller than this (square units of the original) are left out, unless a province has nothing larger. */
const SMALLEST = 14;
/** Coordinates nearer than this are one corner: the original's sums of decimals drift apart. */
const SNAP = 0.05;
const LAKE = 'lksg';
/** Height of a label, units of the original. */
const LABEL = 9;

/** The original names two provinces otherwise. */
const ODD_NAMES: Readonly<Record<string, string>> = { Buriram: 'Buri Ram', Phangnga: 'Phang-nga' };

function codeOf(name: string): string {
	const english = (ODD_NAMES[name] ?? name).replaceAll(/[ -]/g, '').toLowerCase();
	const found = PROVINCES.find((province) => province.en.replaceAll(/[ -]/g, '').toLowerCase() === english);
	if (!found) throw new Error(`no province is called ${name}`);
	return found.code;
}

const name = ([x, y]: Point) => `${x},${y}`;
const snap = (value: number) => Math.round(Math.round(value / SNAP) * SNAP * 100) / 100;

/** The closed rings of a path made of `m`, relative lines and `z`; the first point is not repeated at the end. */
function rings(path: string): Point[][] {
	let [x, y] = [0, 0];
	return path
		.split('z')
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const numbers = (part.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number);
			const ring: Point[] = [];
			const start: Point = [x + (numbers[0] ?? 0), y + (numbers[1] ?? 0)];
			for (let i = 0; i + 1 < numbers.length; i += 2) {
				x += numbers[i] ?? 0;
				y += numbers[i + 1] ?? 0;
				const point: Point = [snap(x), snap(y)];
				if (ring.length === 0 || name(ring.at(-1) as Point) !== name(point)) ring.push(point);
			}
			[x, y] = start;
			if (ring.length > 1 && name(ring[0] as Point) === name(ring.at(-1) as Point)) ring.pop();
			return ring;
		});
}

function area(ring: readonly Point[]): number {
	const twice = ring.reduce((sum, [x, y], i) => {
		const [nextX, nextY] = ring[(i + 1) % ring.length] as Point;
		return sum + x * nextY - nextX * y;
	}, 0);
	return Math.abs(twice) / 2;
}

/** Corners where more than two borders meet, over all rings together. */
function corners(all: readonly Point[][]): Set<string> {
	const neighbours = new Map<string, Set<string>>();
	for (const ring of all) {
		ring.forEach((point, i) => {
			const next = ring[(i + 1) % ring.length] as Point;
			for (const [from, to] of [
				[point, next],
				[next, point],
			] as const) {
				neighbours.set(name(from), (neighbours.get(name(from)) ?? new Set()).add(name(to)));
			}
		});
	}
	return new Set([...neighbours].filter(([, near]) => near.size !== 2).map(([point]) => point));
}

/** A ring as arcs from corner to corner; an island begins at its lowest point, so that both sides begin there. */
function arcsOf(ring: readonly Point[], cornerNames: ReadonlySet<string>): Arc[] {
	const first = ring.findIndex((point) => cornerNames.has(name(point)));
	const lowest = [...ring.keys()].reduce((best, i) =>
		name(ring[i] as Point) < name(ring[best] as Point) ? i : best,
	);
	const start = first < 0 ? lowest : first;
	const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start] as Point];
	const arcs: Point[][] = [];
	let current: Point[] = [turned[0] as Point];
	for (const point of turned.slice(1)) {
		current.push(point);
		if (cornerNames.has(name(point))) {
			arcs.push(current);
			current = [point];
		}
	}
	if (current.length > 1) arcs.push(current);
	return arcs;
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
	const length = Math.hypot(bx - ax, by - ay);
	if (length === 0) return Math.hypot(x - ax, y - ay);
	return Math.abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length;
}

/** Douglas and Peucker, 1973. */
function simplify(line: readonly Point[], tolerance: number): Point[] {
	const [a, b] = [line[0] as Point, line.at(-1) as Point];
	let far = 0;
	let reach = 0;
	for (let i = 1; i < line.length - 1; i++) {
		const off = distance(line[i] as Point, a, b);
		if (off > reach) [far, reach] = [i, off];
	}
	if (reach <= tolerance) return [a, b];
	return [
		...simplify(line.slice(0, far + 1), tolerance).slice(0, -1),
		...simplify(line.slice(far), tolerance),
	];
}

/** The same arc from either side under one name. */
function arcName(arc: Arc): string {
	const [there, back] = [arc.map(name).join(' '), [...arc].reverse().map(name).join(' ')];
	return there < back ? there : back;
}

const simplified = new Map<string, Point[]>();

function simplifiedArc(arc: Arc): Point[] {
	const key = arcName(arc);
	const forward = arc.map(name).join(' ') === key;
	if (!simplified.has(key)) simplified.set(key, simplify(forward ? arc : [...arc].reverse(), TOLERANCE));
	const line = simplified.get(key) as Point[];
	return forward ? line : [...line].reverse();
}

/** Arcs joined end to end into rings. */
function join(arcs: readonly Arc[]): Point[][] {
	const left = new Set(arcs);
	const found: Point[][] = [];
	for (const first of arcs) {
		if (!left.delete(first)) continue;
		const ring = [...first];
		for (;;) {
			const end = name(ring.at(-1) as Point);
			const next = [...left].find((arc) =>
				[arc[0], arc.at(-1)].some((point) => name(point as Point) === end),
			);
			if (!next || end === name(ring[0] as Point)) break;
			left.delete(next);
			ring.push(...(name(next[0] as Point) === end ? next : [...next].reverse()).slice(1));
		}
		found.push(ring.slice(0, -1));
	}
	return found;
}

/** The shortest path text: whole numbers, relative, a minus sign as separator. */
function pathOf(all: readonly Point[][]): string {
	const text = (x: number, y: number) => `${x}${y < 0 ? '' : ' '}${y}`;
	return all
		.map((ring) => {
			const whole = ring.map(([x, y]): Point => [Math.round(x * SCALE), Math.round(y * SCALE)]);
			const steps = whole.slice(1).map(([x, y], i): Point => {
				const [fromX, fromY] = whole[i] as Point;
				return [x - fromX, y - fromY];
			});
			const moved = steps.filter(([x, y]) => x !== 0 || y !== 0).map(([x, y]) => text(x, y));
			const [startX, startY] = whole[0] as Point;
			return `M${text(startX, startY)}l${moved.join(' ').replaceAll(' -', '-')}z`;
		})
		.join('');
}

/** Where a name fits best in a ring: the middle of the widest stretch that is inside over a label's height. */
function labelPlace(ring: readonly Point[]): { x: number; y: number; room: number } {
	const inside = (y: number): Point[] => {
		const crossings = ring
			.flatMap(([ax, ay], i) => {
				const [bx, by] = ring[(i + 1) % ring.length] as Point;
				return ay > y === by > y ? [] : [ax + ((y - ay) / (by - ay)) * (bx - ax)];
			})
			.sort((a, b) => a - b);
		return crossings.flatMap((x, i): Point[] => (i % 2 === 0 ? [[x, crossings[i + 1] ?? x]] : []));
	};
	const ys = ring.map(([, y]) => y);
	let best = { x: 0, y: 0, room: 0 };
	for (let y = Math.min(...ys); y <= Math.max(...ys); y += 1) {
		for (const [left, right] of inside(y)) {
			const rows = [y - LABEL / 2, y + LABEL / 2].map((row) =>
				inside(row).find(([from, to]) => from < right && left < to),
			);
			const from = Math.max(left, ...rows.map((row) => row?.[0] ?? Infinity));
			const to = Math.min(right, ...rows.map((row) => row?.[1] ?? -Infinity));
			if (to - from > best.room) best = { x: (from + to) / 2, y, room: to - from };
		}
	}
	const whole = (value: number) => Math.round(value * SCALE);
	return { x: whole(best.x), y: whole(best.y), room: whole(best.room) };
}

const lands = map.locations.map((location) => {
	const all = rings(location.path);
	const largest = Math.max(...all.map(area));
	return {
		code: location.id === LAKE ? LAKE : codeOf(location.name),
		rings: all.filter((ring) => area(ring) >= Math.min(SMALLEST, largest)),
	};
});
const cornerNames = corners(lands.flatMap((land) => land.rings));
const cut = lands.map((land) => ({ ...land, arcs: land.rings.map((ring) => arcsOf(ring, cornerNames)) }));

const shapes = new Map(
	cut.map(({ code, arcs, rings: own }) => {
		const simple = arcs.map((ring) => ring.flatMap((arc) => simplifiedArc(arc).slice(0, -1)));
		const seen = simple.filter((ring) => ring.length > 2);
		const largest = own.reduce((best, ring) => (area(ring) > area(best) ? ring : best));
		return [code, { d: pathOf(seen), ...labelPlace(largest) }];
	}),
);

const regions = REGIONS.map((region) => {
	const count = new Map<string, { arc: Arc; times: number }>();
	for (const { code, arcs } of cut) {
		if (provinceOf(code)?.region !== region) continue;
		for (const arc of arcs.flat()) {
			const key = arcName(arc);
			count.set(key, { arc: simplifiedArc(arc), times: (count.get(key)?.times ?? 0) + 1 });
		}
	}
	const outline = join([...count.values()].filter(({ times }) => times === 1).map(({ arc }) => arc))
		.filter((ring) => area(ring) > 400)
		.map((ring) => simplify([...ring, ring[0] as Point], OUTLINE_TOLERANCE).slice(0, -1));
	const points = [...count.values()].flatMap(({ arc }) => arc);
	const [xs, ys] = [points.map(([x]) => x * SCALE), points.map(([, y]) => y * SCALE)];
	const [left, top] = [Math.floor(Math.min(...xs)) - 4, Math.floor(Math.min(...ys)) - 4];
	const box = [left, top, Math.ceil(Math.max(...xs)) + 4 - left, Math.ceil(Math.max(...ys)) + 4 - top];
	return { region, d: pathOf(outline), box };
});

const lines = [
	'// Made by scripts/pack-map.ts: change that, not this.',
	'// Map of Thailand by Tae Noppakun Wongsrinoppakun (svg-maps), CC BY 4.0, simplified.',
	"import type { Region } from '../domain/provinces.ts';",
	'',
	'/** `d`: the land; its name fits at `x`, `y` (middle) in `room` units of width. */',
	'export interface ProvinceShape {',
	'\treadonly d: string;',
	'\treadonly x: number;',
	'\treadonly y: number;',
	'\treadonly room: number;',
	'}',
	'',
	`export const MAP_BOX = [0, 0, ${560 * SCALE}, ${1025 * SCALE}] as const;`,
	'',
	'/** By province code. */',
	'export const provinceShapes: Readonly<Record<string, ProvinceShape>> = {',
	...[...shapes]
		.filter(([code]) => code !== LAKE)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(
			([code, { d, x, y, room }]) =>
				`\t${code}: {\n\t\tx: ${x},\n\t\ty: ${y},\n\t\troom: ${room},\n\t\td: '${d}',\n\t},`,
		),
	'};',
	'',
	'/** Songkhla lake: water inside a province. */',
	`export const lakeShape =\n\t'${shapes.get(LAKE)?.d ?? ''}';`,
	'',
	'/** `d`: a coarse outline to press; `box`: the part of the map that holds it, as x, y, width, height. */',
	'export interface RegionShape {',
	'\treadonly d: string;',
	'\treadonly box: readonly [number, number, number, number];',
	'}',
	'',
	'export const regionShapes: Readonly<Record<Region, RegionShape>> = {',
	...regions.map(
		({ region, d, box }) => `\t${region}: {\n\t\tbox: [${box.join(', ')}],\n\t\td: '${d}',\n\t},`,
	),
	'};',
	'',
];
const text = lines.join('\n');
writeFileSync(new URL('../src/lib/ui/map-paths.ts', import.meta.url), text);
console.log(`${shapes.size - 1} provinces, ${text.length} B, ${brotliCompressSync(text).length} B brotli`);
