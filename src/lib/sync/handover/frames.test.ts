import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assembled, framesOf, gather, MAX_SERIES_BYTES, missing, type Gathered } from './frames.ts';

const read = (texts: readonly string[], before: Gathered | null = null) => texts.reduce(gather, before);

test('any bytes come back, whatever the order and however often a part is read', () => {
	const series = fc.tuple(fc.uint8Array({ maxLength: 3_000 }), fc.integer({ min: 40, max: 500 }));
	fc.assert(
		fc.property(series, fc.array(fc.nat(), { maxLength: 60 }), ([bytes, size], picks) => {
			const frames = framesOf(bytes, size) ?? [];
			const seen = picks.map((pick) => frames[pick % frames.length] as string);
			const gathered = read([...seen, ...[...frames].reverse()]);
			expect(gathered && assembled(gathered)).toEqual(bytes);
		}),
	);
});

test('is written in the letters that a QR code packs best', () => {
	for (const frame of framesOf(
		Uint8Array.from({ length: 999 }, (_, i) => i % 256),
		300,
	) ?? [])
		expect(frame).toMatch(/^[0-9A-Z $%*+./:-]+$/);
});

test('a letter read wrongly is no part, and what is missing is told', () => {
	const frames =
		framesOf(
			Uint8Array.from({ length: 900 }, (_, i) => i % 251),
			300,
		) ?? [];
	expect(frames).toHaveLength(3);
	const [first = '', second = '', third = ''] = frames;
	fc.assert(
		fc.property(fc.nat(second.length - 1), fc.constantFrom(...'07AZ $:'), (at, letter) => {
			fc.pre(second[at] !== letter);
			const wrong = second.slice(0, at) + letter + second.slice(at + 1);
			const gathered = read([first, wrong, third]);
			expect(gathered && missing(gathered)).toEqual([2]);
			expect(gathered && assembled(gathered)).toBeNull();
		}),
	);
	expect(read(['https://tambon.example/join#abc', 'TB1', ''])).toBeNull();
});

test('another series begins anew', () => {
	const one = framesOf(new Uint8Array(700).fill(1), 300) ?? [];
	const other = framesOf(new Uint8Array(300).fill(2), 300) ?? [];
	const gathered = read([...one.slice(0, 2), ...other]);
	expect(gathered && assembled(gathered)).toEqual(new Uint8Array(300).fill(2));
});

test('what would take minutes on a screen is no series', () => {
	expect(framesOf(new Uint8Array(MAX_SERIES_BYTES + 1), 500)).toBeNull();
});
