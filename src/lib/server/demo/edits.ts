import type { Fields } from '../../sync/value.ts';
import { newKey } from '../../domain/key.ts';
import type { Photo } from '../../domain/photo.ts';
import type { ServerEdit } from '../write.ts';
import type { SampleShop } from './country.ts';
import type { Picture } from './pictures.ts';
import { bytesOf, seeded, type Random } from './random.ts';

/** Edits that were made at one moment, ms UTC. */
export interface Stroke {
	readonly at: number;
	readonly edits: readonly ServerEdit[];
}

/** Places of the first photos of a thing: base 62 fractions with room between them. */
const ORDER = ['F', 'U', 'j'];

/** A shop as the records of its catalogue, oldest stroke first. */
export function strokesOf(sample: SampleShop, pictures: ReadonlyMap<string, Picture>): Stroke[] {
	const random = seeded([...sample.key].reduce((sum, char) => Math.imul(sum, 31) + char.charCodeAt(0), 7));
	const byMoment = new Map<number, ServerEdit[]>();
	const add = (at: number, edits: readonly ServerEdit[]) =>
		byMoment.set(at, [...(byMoment.get(at) ?? []), ...edits]);
	const { key, shop, story, at } = sample;
	add(at, [
		{ kind: 'shop', key, set: shop as Fields },
		{ kind: 'story', key, set: { th: story, en: '' } },
		...photos(random, `shop/${key}`, sample.pictures, pictures, at),
	]);
	for (const { key, product, story, at, pictures: shown } of sample.products) {
		add(at, [
			{ kind: 'product', key, set: product as Fields },
			...(story ? [{ kind: 'story', key, set: { th: story.th, en: '' } }] : []),
			...photos(random, `product/${key}`, shown, pictures, at),
		]);
	}
	return [...byMoment].sort(([a], [b]) => a - b).map(([at, edits]) => ({ at, edits }));
}

function photos(
	random: Random,
	of: string,
	keys: readonly string[],
	pictures: ReadonlyMap<string, Picture>,
	at: number,
): ServerEdit[] {
	return keys.map((name, i) => {
		const picture = pictures.get(name);
		if (!picture) throw new Error(`no picture ${name}`);
		const { full, thumb, width, height, blur } = picture;
		const set: Photo = {
			full: full.hash,
			thumb: thumb.hash,
			width,
			height,
			bytes: full.bytes.length,
			blur,
			of,
			order: ORDER[i] ?? 'z',
		};
		return { kind: 'photo', key: newKey(at, bytesOf(random)), set: set as Fields };
	});
}
