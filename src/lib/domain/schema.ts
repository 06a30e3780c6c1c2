import * as z from 'zod/mini';
import { apartFields } from './apart.ts';
import { commentFields } from './comment.ts';
import { makerFields } from './maker.ts';
import { orderFields } from './order.ts';
import { photoFields } from './photo.ts';
import { productFields } from './product.ts';
import { shopFields } from './shop.ts';
import { storyFields } from './story.ts';
import { visitFields } from './visit-fields.ts';

type Schema = z.ZodMiniType;

const KINDS: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
	shop: shopFields,
	product: productFields,
	photo: photoFields,
	story: storyFields,
	maker: makerFields,
	order: orderFields,
	visit: visitFields,
	comment: commentFields,
	apart: apartFields,
};

export type FieldCheck =
	| { kind: 'ok' }
	/** Made by a newer app: carried as it is. */
	| { kind: 'unknown' }
	| { kind: 'bad'; reason: string };

/** Checks one field's value at the door. `reason` is the schema's own message, for a log or a form. */
export function checkField(kind: string, field: string, value: unknown): FieldCheck {
	const schema = KINDS[kind]?.[field];
	if (!schema) return { kind: 'unknown' };
	const parsed = z.safeParse(schema, value);
	if (parsed.success) return { kind: 'ok' };
	return { kind: 'bad', reason: parsed.error.issues[0]?.message ?? 'invalid' };
}
