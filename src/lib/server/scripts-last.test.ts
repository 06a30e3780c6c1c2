import { expect, it } from 'vitest';
import { scriptsLast } from './scripts-last.ts';

const START = '<link href="/_app/start.js" rel="modulepreload">';
const APP = '<link href="/_app/app.js" rel="modulepreload">';
const ICON = '<link rel="icon" href="/icon.svg">';

it('asks for scripts at the start of the body, in their order, and leaves all else where it is', () => {
	const page = `<head>${ICON}${START}\n${APP}</head>\n<body><div>$&</div></body>`;
	expect(scriptsLast(page)).toBe(`<head>${ICON}</head>\n<body>${START}\n${APP}<div>$&</div></body>`);
});

it('leaves a page without scripts as it is', () => {
	const page = `<head>${ICON}</head><body><p>ร้าน</p></body>`;
	expect(scriptsLast(page)).toBe(page);
});
