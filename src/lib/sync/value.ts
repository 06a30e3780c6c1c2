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

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
	if (a === b) return true;
	return a !== undefined && b !== undefined && canonical(a) === canonical(b);
}
