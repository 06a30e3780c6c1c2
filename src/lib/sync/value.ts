/** What a field may hold: plain JSON. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Fields = Readonly<Record<string, Value>>;

/** One text for one value, whatever order its keys were written in. */
export function canonical(value: Value): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	const entries = Object.entries(value as Fields).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
	if (a === b) return true;
	return a !== undefined && b !== undefined && canonical(a) === canonical(b);
}
