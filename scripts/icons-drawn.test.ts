import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawn } from './icons-drawn.ts';

const read = (name: string) => readFileSync(`node_modules/@lucide/svelte/dist/icons/${name}.svelte`, 'utf8');

it('draws every stroke of an icon, whatever shape it has', () => {
	const search = drawn(read('search'));
	expect(search).toContain('<path d="m21 21-4.34-4.34" /><circle cx="11" cy="11" r="8" /></svg>');
	expect(search).not.toContain('import');
});

it('says so where the library writes its icons otherwise', () => {
	expect(() => drawn('<script>const data = {};</script>')).toThrow('otherwise now');
});
