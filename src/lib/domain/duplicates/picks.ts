/** Names of the choices in a form, the same at the desk and on a phone. */
export const STAYS = 'stays';
export const pickName = (difference: string): string => `pick/${difference}`;

/** What a form chose of two shops: which stays, and where what the other says is right. Null: it chose none of these. */
export function readPicks(
	form: Iterable<readonly [string, unknown]>,
	[a, b]: readonly [string, string],
): { readonly stays: string; readonly goes: string; readonly picks: ReadonlySet<string> } | null {
	const said = new Map([...form].map(([name, value]) => [name, String(value)]));
	const stays = said.get(STAYS);
	if (stays !== a && stays !== b) return null;
	const goes = stays === a ? b : a;
	const prefix = pickName('');
	const picks = [...said].flatMap(([name, value]) =>
		name.startsWith(prefix) && value === goes ? [name.slice(prefix.length)] : [],
	);
	return { stays, goes, picks: new Set(picks) };
}
