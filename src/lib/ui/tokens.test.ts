import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dyes } from './dyes.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replaceAll(
	/\/\*[\s\S]*?\*\//g,
	'',
);

/** The custom properties between the braces that follow `selector`. */
function block(selector: string): Map<string, string> {
	const start = css.indexOf(`${selector} {`);
	if (start < 0) throw new Error(`no block ${selector}`);
	const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
	return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

const light = block(':root');
const darkChosen = block(":root[data-theme='dark']");
const darkAsked = block(":root:not([data-theme='light'])");
const themes = { light, dark: new Map([...light, ...darkChosen]) };

/** WCAG 2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
	const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
	const [r = 0, g = 0, b = 0] = channels.map((c) =>
		c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
	);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [x, y] = [luminance(a), luminance(b)];
	return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const grounds = ['paper', 'card', 'sunk'];

/** What is written on what. */
const text: [ink: string, ground: string][] = [
	...['ink', 'ink-soft', 'indigo-ink', 'turmeric-ink', 'lac-ink', 'leaf-ink'].flatMap((ink) =>
		grounds.map((ground): [string, string] => [ink, ground]),
	),
	...['indigo', 'turmeric', 'lac', 'leaf'].flatMap((dye): [string, string][] => [
		[`on-${dye}`, dye],
		[`${dye}-ink`, `${dye}-wash`],
		['ink', `${dye}-wash`],
		['ink-soft', `${dye}-wash`],
	]),
	['on-bar', 'bar'],
	['paper', 'ink'],
];

/** Icons, edges of fields, rings and thumbs, on what they lie. */
const marks: [mark: string, ground: string][] = [
	...[
		'edge',
		'indigo-mark',
		'turmeric-mark',
		'lac-mark',
		'leaf-mark',
		'indigo',
		'lac',
		'leaf',
		'focus',
	].flatMap((mark) => grounds.map((ground): [string, string] => [mark, ground])),
	...['indigo', 'turmeric', 'lac', 'leaf'].map((dye): [string, string] => [`${dye}-mark`, `${dye}-wash`]),
	['on-bar-mark', 'bar'],
	['on-bar', 'bar'],
	['card', 'edge'],
	['focus', 'focus-glow'],
	['focus-glow', 'indigo'],
	['qr-dark', 'qr-light'],
];

describe.each(Object.entries(themes))('in the %s theme', (_, theme) => {
	const ratio = (a: string, b: string) => {
		const [x, y] = [theme.get(`--${a}`), theme.get(`--${b}`)];
		if (!x?.startsWith('#') || !y?.startsWith('#')) throw new Error(`no colour ${a} or ${b}`);
		return contrast(x, y);
	};

	it.each(text)('--%s is read on --%s in the sun (7:1)', (ink, ground) => {
		expect(ratio(ink, ground)).toBeGreaterThanOrEqual(7);
	});

	it.each(marks)('--%s is seen on --%s (3:1)', (mark, ground) => {
		expect(ratio(mark, ground)).toBeGreaterThanOrEqual(3);
	});
});

describe('the tokens', () => {
	it('give the same dark theme to a person who chose it and to a phone that asks for it', () => {
		expect([...darkAsked]).toEqual([...darkChosen]);
	});

	it('redefine in the dark only what the light theme has', () => {
		expect([...darkChosen.keys()].filter((name) => !light.has(name))).toEqual([]);
	});

	it('keep the threads of pages and of drawn pictures the same', () => {
		const inCss = Object.keys(dyes).map((dye) => [dye, light.get(`--dye-${dye}`)]);
		expect(Object.fromEntries(inCss)).toEqual(dyes);
	});

	it('give the installed app its colours', () => {
		const file = new URL('../../../static/manifest.webmanifest', import.meta.url);
		const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
		expect(manifest['theme_color']).toBe(light.get('--bar'));
		expect(manifest['background_color']).toBe(light.get('--paper'));
	});

	it('know black against white as 21:1', () => {
		expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
	});
});
