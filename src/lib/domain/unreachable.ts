/** Marks the branch no value can reach: the compiler refuses the call when a `kind` was forgotten. */
export function unreachable(value: never): never {
	throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
