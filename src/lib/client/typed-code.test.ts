import { expect, it } from 'vitest';
import { forgetTyped, keepTyped, NOTHING_TYPED, refusedAgain, triesLeft, typedBefore } from './typed-code.ts';

function storage(): Storage {
	const kept = new Map<string, string>();
	return {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => void kept.set(name, value),
		removeItem: (name: string) => void kept.delete(name),
	} as unknown as Storage;
}

it('keeps what was typed, through a reload too, until it has opened something', () => {
	const tab = storage();
	expect(typedBefore(tab)).toEqual(NOTHING_TYPED);
	const typed = { number: '123 45', letters: 'กงจ', refused: '', times: 0 };
	keepTyped(typed, tab);
	expect(typedBefore(tab)).toEqual(typed);
	forgetTyped(tab);
	expect(typedBefore(tab)).toEqual(NOTHING_TYPED);
	tab.setItem('tambon.code', '{half');
	expect(typedBefore(tab)).toEqual(NOTHING_TYPED);
});

it('counts five tries for a number, and begins anew with another', () => {
	let typed = NOTHING_TYPED;
	const left = [5];
	for (let i = 0; i < 6; i++) {
		typed = refusedAgain(typed, '123456');
		left.push(triesLeft(typed, '123456'));
	}
	expect(left).toEqual([5, 4, 3, 2, 1, 0, 0]);
	expect(triesLeft(typed, '654321')).toBe(5);
	expect(triesLeft(refusedAgain(typed, '654321'), '654321')).toBe(4);
});
