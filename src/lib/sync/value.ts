/** What a field may hold: plain JSON. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Fields = Readonly<Record<string, Value>>;

/** One text for one value, whatever order its keys were written in. */
export function canonical(value: Value): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	const fields = value as Fields;
	const parts = Object.keys(fields)
		.sort()
		.map((key) => `${JSON.stringify(key)}:${canonical(fields[key] as Value)}`);
	return `{${parts.join(',')}}`;
}

/** Whether two values have one text, without writing it. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) || Array.isArray(b)) {
		if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
		return a.every((item: Value, i) => sameValue(item, b[i] as Value));
	}
	const [ours, theirs] = [a as Fields, b as Fields];
	const names = Object.keys(ours);
	return (
		names.length === Object.keys(theirs).length &&
		names.every((name) => Object.hasOwn(theirs, name) && sameValue(ours[name], theirs[name]))
	);
}
