import { isList, isText, isWhole } from './shape.ts';

/** What a device says of itself, for the list of phones. Said only where it differs from what it said before. */
export interface Telling {
	/** Things that stay on the device when this request has been taken. */
	readonly unsent: number;
	/** How long the oldest of them has been there, minutes. */
	readonly age: number;
	/** Of the app; '' where it is the same as before. */
	readonly version: string;
}

/** Each byte travels: what is nothing, and stands last, is left out. */
export function encodeTelling({ unsent, age, version }: Telling): readonly (number | string)[] {
	if (version !== '') return [unsent, age, version];
	return age > 0 ? [unsent, age] : [unsent];
}

/** What cannot be read says nothing: a list of phones is worth less than the changes beside it. */
export function decodeTelling(packed: unknown): Telling | null {
	const [unsent, age = 0, version = ''] = isList(packed) ? packed : [];
	return isWhole(unsent) && isWhole(age) && isText(version) ? { unsent, age, version } : null;
}
