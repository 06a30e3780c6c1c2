import type { Held } from '../../src/lib/sync/device/held.ts';

/** Names one field of one record wherever it turns up. */
export const fieldName = (
	{ space, kind, key }: Pick<Held, 'space' | 'kind' | 'key'>,
	field: string,
): string => `${space}|${kind}/${key}|${field}`;
