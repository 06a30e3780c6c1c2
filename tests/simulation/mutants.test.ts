import { expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';
import { lostPlaces } from './mutate.ts';

test('what each mutant would break stands once where it looks for it', () => {
	const lost = MUTANTS.filter((mutant) => lostPlaces(mutant).length > 0);
	expect(lost.map(({ name }) => name)).toEqual([]);
});

test('no two mutants have one name', () => {
	const names = MUTANTS.map(({ name }) => name);
	expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
