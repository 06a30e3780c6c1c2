import { CLOTH } from './cloth.ts';
import { CRAFT } from './craft.ts';
import { DRINK } from './drink.ts';
import { FOOD } from './food.ts';
import { HERB } from './herb.ts';
import { LAND } from './land.ts';
import type { Drawing } from './scene.ts';

/** Every sample picture, by the key that the words of stems name. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
	...FOOD,
	...DRINK,
	...CLOTH,
	...CRAFT,
	...HERB,
	...LAND,
};
