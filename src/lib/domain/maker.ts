import * as z from 'zod/mini';
import { longText, name } from './fields.ts';

/**
 * What a register says of a maker, kept beside the shop that a visit makes of it. Written by an import alone.
 * `rows` are the register's row numbers (the header is row 1).
 */
export const makerFields = {
	source: name,
	rows: z.array(z.int().check(z.gte(1))),
	/** The name and address as they stand in the register, whole. */
	name: longText,
	address: longText,
	localAuthority: longText,
	/** The person named beside the phone. */
	contact: longText,
	/** True where the address does not name the subdistrict outright. */
	subdistrictGuess: z.boolean(),
	/** What the import could not read: column and reason code. */
	unread: z.array(z.object({ row: z.int(), column: name, reason: name })),
} as const;

export type Maker = { [F in keyof typeof makerFields]?: z.infer<(typeof makerFields)[F]> };
