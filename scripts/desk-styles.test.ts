import { expect, test } from 'vitest';
import { apartFromLater } from './desk-styles.ts';

test('a file of the first screen loads nothing later, as far as styles are counted', () => {
	const manifest = {
		'_home.js': { file: 'home.js', css: ['home.css'], dynamicImports: ['Sheet.svelte'] },
		'nodes/25.js': { file: '25.js', imports: ['_home.js', '_field.js'] },
		'_field.js': { file: 'field.js', css: ['Field.css'] },
	};
	expect(apartFromLater(manifest)).toEqual({
		...manifest,
		'_home.js': { file: 'home.js', css: ['home.css'], later: ['Sheet.svelte'] },
	});
});
