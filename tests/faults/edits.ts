import type { Random } from '../support/random.ts';
import { beginProduct, editByHand, rename, setPrice, type Making } from './hands.ts';
import type { Wish } from './hand.ts';
import type { Saved } from './ledger.ts';
import { NAMED, priceOf, PRICED, SHARED, type Scene } from './scene.ts';

const baht = (random: Random): number => 101 + random.below(899);

/** Makes one edit of a random kind, on the screen or beside it. Throws when the phone dies; the ledger knows how far it came. */
export async function someEdit(scene: Scene): Promise<void> {
	const luck = scene.random.next();
	if (luck < 0.45) await aPrice(scene);
	else if (luck < 0.65) await aName(scene);
	else if (luck < 0.93) await manyByHand(scene);
	else await aProduct(scene);
}

async function kept(scene: Scene, what: string, saved: Saved, work: () => Promise<void>): Promise<void> {
	scene.unsure++;
	scene.tell(`${what}…`);
	await work();
	saved();
	scene.unsure--;
	scene.tell(`${what}: saved`);
}

async function aPrice(scene: Scene): Promise<void> {
	const { random, ledger, page } = scene;
	const { key, nameTh } = random.pick(PRICED);
	const price = baht(random);
	const saved = ledger.set('product', key, 'price', priceOf(price));
	await kept(scene, `${key} costs ${price}`, saved, () => setPrice(page, nameTh, price));
}

async function aName(scene: Scene): Promise<void> {
	const { key, nameTh } = scene.random.pick(NAMED);
	const name = `${nameTh} แบบที่ ${++scene.names}`;
	const saved = scene.ledger.set('product', key, 'nameTh', name);
	await kept(scene, `${key} is called ${name}`, saved, () => rename(scene.page, key, name));
}

/** Stock that moves, and prices: several records in one transaction. */
async function manyByHand(scene: Scene): Promise<void> {
	const { random, ledger } = scene;
	const wishes: Wish[] = [];
	const saves: Saved[] = [];
	for (let i = 1 + random.below(6); i > 0; i--) {
		const { key } = random.pick([...PRICED, ...NAMED]);
		const by = random.pick([-3, -2, -1, 1, 5]);
		saves.push(ledger.move('product', key, 'stock', by));
		wishes.push({ kind: 'product', key, add: { stock: by } });
	}
	if (random.chance(0.5)) {
		const { key } = random.pick([...NAMED, SHARED]);
		const price = priceOf(baht(random));
		saves.push(ledger.set('product', key, 'price', price));
		wishes.push({ kind: 'product', key, set: { price } });
	}
	const all = () => saves.forEach((saved) => saved());
	const words = wishes.map(({ key, add, set }) => `${key} ${JSON.stringify(add ?? set)}`).join(', ');
	await kept(scene, words, all, () => editByHand(scene.page, wishes));
}

async function aProduct(scene: Scene): Promise<void> {
	const { random, ledger, page } = scene;
	const name = `ผ้าทอผืนที่ ${++scene.names}`;
	const price = baht(random);
	const making: Making = await beginProduct(page);
	const { key } = making;
	const photo = ledger.photo(`product/${key}`);
	await kept(scene, `a photo of ${key}`, photo, () => making.photo(random.below(1_000_000)));
	const priced = ledger.set('product', key, 'price', priceOf(price));
	await kept(scene, `${key} costs ${price}`, priced, () => making.price(price));
	const named = ledger.set('product', key, 'nameTh', name);
	await kept(scene, `${key} is called ${name}`, named, () => making.name(name));
	const published = ledger.set('product', key, 'state', 'published');
	await kept(scene, `${key} is in the window`, published, () => making.publish());
}

/** Somebody else sets a price that the phone may be setting too: news at least, at most a question. */
export async function relativeEdit(scene: Scene): Promise<void> {
	const { random, relative } = scene;
	const price = priceOf(baht(random));
	// Sometimes without having looked at what is new.
	if (random.chance(0.5)) await relative.sync();
	await relative.set('product', SHARED.key, 'price', price);
	await relative.sync();
	scene.tell(`the relative: ${SHARED.key} costs ${price.satang / 100}`);
}
