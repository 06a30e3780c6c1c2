import type * as z from 'zod/mini';
import { copyOf, longText } from './fields.ts';

/** A long text is a record of its own, with the key of the thing it tells of, so that it can travel after what sells. */
export const storyFields = { th: longText, en: longText, copyOf } as const;

export type Story = { [F in keyof typeof storyFields]?: z.infer<(typeof storyFields)[F]> };
