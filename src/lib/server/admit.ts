import { shopOfSpace } from '../domain/access.ts';
import { KEY_PATTERN } from '../domain/key.ts';
import { ERASED, isCounter, personalFields } from '../domain/policy.ts';
import { checkField } from '../domain/schema.ts';
import type { Change } from '../sync/change.ts';

/** The longest JSON of one field that this server does not know: a newer app's field is carried, not a file. */
const MAX_UNKNOWN = 10_000;
/** Fields in one record, unknown ones included. */
const MAX_FIELDS = 60;
const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;

/**
 * The door of the catalogue: whether a change holds what its kind may hold. Null: fine; else a reason code that
 * `messages` puts in words for the person whose change is parked with it. Fields and kinds of a newer app pass.
 */
export function refuse(change: Change): string | null {
	const { kind, key, set, add, space } = change;
	if (!NAME.test(kind) || !KEY_PATTERN.test(key)) return 'bad-name';
	if (kind === 'shop' && shopOfSpace(space) !== key) return 'not-allowed';
	if (ERASED in set && personalFields(kind).length > 0) return 'not-allowed';
	if (Object.keys(set).length > MAX_FIELDS) return 'too-long';
	for (const field of Object.keys(add)) {
		if (!isCounter(kind, field) || !Number.isSafeInteger(add[field])) return `bad-${field}`;
	}
	for (const [field, value] of Object.entries(set)) {
		if (!NAME.test(field)) return 'bad-name';
		const check = checkField(kind, field, value);
		if (check.kind === 'bad') return `bad-${field}`;
		if (check.kind === 'unknown' && JSON.stringify(value).length > MAX_UNKNOWN) return 'too-long';
	}
	return null;
}
