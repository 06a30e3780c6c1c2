import { catalogueOf } from '../../domain/access.ts';
import { loadAddresses } from '../../domain/address/index.ts';
import { isOnSale } from '../../domain/publish.ts';
import type { App } from '../app.ts';
import { receivePhoto } from '../photos/receive.ts';
import { readNote, writeNote } from '../store/queries/meta.ts';
import { anySpace } from '../store/queries/spaces.ts';
import { writeAs } from '../write.ts';
import { country, SHOP_COUNT, type SampleShop } from './country.ts';
import { strokesOf } from './edits.ts';
import { drawPicture, PICTURE_KEYS, type Picture } from './pictures.ts';

/** Everything of the sample carries this author: a run that goes on leaves what a person has set since. */
export const AUTHOR = 'sample';
/** The name under which the database says whether it holds the sample, and whether all of it. */
const NOTE = 'sample';
const COMPLETE = 'complete';
/** Pictures drawn at a time. */
const SIDE_BY_SIDE = 2;

export interface Counts {
	readonly provinces: number;
	readonly shops: number;
	readonly products: number;
	/** Products that a shopper sees. */
	readonly onSale: number;
	readonly pictures: number;
	/** Bytes of the pictures in both sizes. */
	readonly pictureBytes: number;
}

export type Filled =
	| { kind: 'filled'; counts: Counts; example: SampleShop }
	/** There is something in the database that is not the sample's: it stays as it is. */
	| { kind: 'not-empty' }
	/** The sample is there already, whole. */
	| { kind: 'filled-before' }
	/** Whole shops were written, not all: the same command goes on. */
	| { kind: 'stopped'; shops: number };

export interface Progress {
	readonly stage: 'pictures' | 'shops';
	readonly done: number;
	readonly of: number;
}

export interface Run {
	readonly seed: number;
	readonly told: (progress: Progress) => void;
	/** Asked between two shops and between two pictures. */
	readonly isStopped: () => boolean;
	/** Draws a picture by its key; tests give a quicker pen. */
	readonly draw?: (key: string) => Promise<Picture>;
}

/**
 * Fills an empty database with the sample country: a transaction for each shop, and a note when all is there.
 * Stopped at any moment it leaves whole shops; run again it goes on with the same ones.
 */
export async function fillDemo(app: App, run: Run): Promise<Filled> {
	const { seed, told, isStopped } = run;
	const began = await begin(app);
	if (began.kind !== 'ok') return began;
	const pictures = await keepPictures(app, run);
	if (!pictures) return { kind: 'stopped', shops: 0 };
	const addresses = await loadAddresses();
	const provinces = new Set<string>();
	let [shops, products, onSale] = [0, 0, 0];
	let example: SampleShop | null = null;
	for (const sample of country(seed, began.at, addresses)) {
		if (isStopped()) return { kind: 'stopped', shops };
		await writeShop(app, sample, pictures);
		const shown = shownIn(sample);
		provinces.add(sample.shop.address?.province ?? '');
		shops += 1;
		products += sample.products.length;
		onSale += shown;
		if (!example || fitness(sample) > fitness(example)) example = sample;
		told({ stage: 'shops', done: shops, of: SHOP_COUNT });
	}
	if (!example) throw new Error('the sample has no shop');
	await app.store.write((tx) => writeNote(tx, NOTE, COMPLETE));
	const pictureBytes = [...pictures.values()].reduce(
		(sum, { full, thumb }) => sum + full.bytes.length + thumb.bytes.length,
		0,
	);
	const counts = {
		provinces: provinces.size,
		shops,
		products,
		onSale,
		pictures: pictures.size,
		pictureBytes,
	};
	return { kind: 'filled', counts, example };
}

type Begun = { kind: 'ok'; at: number } | { kind: 'not-empty' } | { kind: 'filled-before' };

/** Claims an empty database, or takes up the run that was stopped, with the moment at which it began. */
function begin(app: App): Promise<Begun> {
	return app.store.write(async (tx): Promise<Begun> => {
		const note = await readNote(tx, NOTE);
		if (note === COMPLETE) return { kind: 'filled-before' };
		if (note !== null) return { kind: 'ok', at: Number(note) };
		if (await anySpace(tx)) return { kind: 'not-empty' };
		const at = app.now();
		await writeNote(tx, NOTE, String(at));
		return { kind: 'ok', at };
	});
}

/** Draws and keeps every picture; null when stopped. */
async function keepPictures(
	app: App,
	{ told, isStopped, draw = drawPicture }: Run,
): Promise<ReadonlyMap<string, Picture> | null> {
	const pictures = new Map<string, Picture>();
	for (let i = 0; i < PICTURE_KEYS.length; i += SIDE_BY_SIDE) {
		if (isStopped()) return null;
		const drawn = await Promise.all(PICTURE_KEYS.slice(i, i + SIDE_BY_SIDE).map((key) => draw(key)));
		for (const picture of drawn) {
			for (const { hash, bytes } of [picture.full, picture.thumb]) {
				const receipt = await receivePhoto(app, hash, inOnePart(bytes), bytes.length);
				if (receipt.kind === 'refused') throw new Error(`picture ${picture.key}: ${receipt.reason}`);
			}
			pictures.set(picture.key, picture);
		}
		told({ stage: 'pictures', done: pictures.size, of: PICTURE_KEYS.length });
	}
	return pictures;
}

async function* inOnePart(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

async function writeShop(
	app: App,
	sample: SampleShop,
	pictures: ReadonlyMap<string, Picture>,
): Promise<void> {
	const facts = { id: catalogueOf(sample.key), area: sample.shop.address?.province ?? '', shop: sample.key };
	await app.store.write(async (tx) => {
		for (const { at, edits } of strokesOf(sample, pictures)) await writeAs(tx, AUTHOR, facts, edits, at);
	});
}

const shownIn = ({ shop, products }: SampleShop): number =>
	shop.state === 'published' ? products.filter(({ product }) => isOnSale(product)).length : 0;

/** The province of the tour in the README, นครราชสีมา: its marketer finds the example shop too. */
export const EXAMPLE_PROVINCE = '30';

/** How well a shop shows what Tambon does: neither a handful of goods nor a wall of them, with a promotion on. */
function fitness(sample: SampleShop): number {
	if (sample.shop.address?.province !== EXAMPLE_PROVINCE) return 0;
	const shown = shownIn(sample);
	const promos = sample.products.filter(({ product }) => product.promo).length;
	const pictured = new Set(sample.products.flatMap(({ pictures }) => pictures)).size;
	return shown >= 8 && shown <= 24 ? 10 + Math.min(promos, 2) * 2 + pictured * 2 : 1;
}
