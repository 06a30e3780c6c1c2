import { VARIANT_FORMATS, VARIANT_WIDTHS, type Variant, type VariantFormat } from '../../photos/variant.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

type Row = Pick<Tables['photo_variant'], 'width' | 'format'>;

export async function putVariants({ db }: Tx, rows: readonly Tables['photo_variant'][]): Promise<void> {
	if (rows.length > 0) await db.insertInto('photo_variant').values(rows).execute();
}

export async function dropVariants({ db }: Tx, hash: string): Promise<void> {
	await db.deleteFrom('photo_variant').where('hash', '=', hash).execute();
}

/** Whether that variant is made; null: it is not. */
export async function findVariant({ db }: Tx, hash: string, variant: Variant): Promise<Variant | null> {
	const row = await db
		.selectFrom('photo_variant')
		.select(['width', 'format'])
		.where('hash', '=', hash)
		.where('width', '=', variant.width)
		.where('format', '=', variant.format)
		.executeTakeFirst();
	return row ? variant : null;
}

export async function largestVariant(
	{ db }: Tx,
	hash: string,
	format: VariantFormat,
): Promise<Variant | null> {
	const row = await db
		.selectFrom('photo_variant')
		.select(['width', 'format'])
		.where('hash', '=', hash)
		.where('format', '=', format)
		.orderBy('width', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? known(row) : null;
}

/** The variants of some pictures, by hash; the narrowest first. */
export async function variantsOf({ db }: Tx, hashes: readonly string[]): Promise<Map<string, Variant[]>> {
	const byHash = new Map<string, Variant[]>();
	if (hashes.length === 0) return byHash;
	const rows = await db
		.selectFrom('photo_variant')
		.select(['hash', 'width', 'format'])
		.where('hash', 'in', [...new Set(hashes)])
		.orderBy('width')
		.execute();
	for (const row of rows) {
		const variant = known(row);
		if (variant) byHash.set(row.hash, [...(byHash.get(row.hash) ?? []), variant]);
	}
	return byHash;
}

/** A width or a format of another version is not ours to name. */
function known({ width, format }: Row): Variant | null {
	const ours = VARIANT_WIDTHS.find((one) => one === width);
	const kind = VARIANT_FORMATS.find((one) => one === format);
	return ours && kind ? { width: ours, format: kind } : null;
}
