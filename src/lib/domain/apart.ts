import type * as z from 'zod/mini';
import { instant } from './fields.ts';

/** Somebody has looked at two makers that seemed to be one: they are two. */
export const apartFields = { at: instant } as const;

export type Apart = { [F in keyof typeof apartFields]?: z.infer<(typeof apartFields)[F]> };
