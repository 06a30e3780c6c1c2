import 'fake-indexeddb/auto';
import type { Observable } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchAsked } from '$lib/client/asked.ts';
import { answer, watchQuestions, type Question } from '$lib/client/questions.ts';
import { makeKey, openSession, type Session } from '$lib/client/session.ts';
import { deviceStore } from '$lib/client/store/device.ts';
import { readRecord } from '$lib/client/view.ts';
import { round, type Reply } from '$lib/sync/engine.ts';
import { QUESTION } from '$lib/sync/record.ts';
import type { Value } from '$lib/sync/value.ts';
import { realServer } from '../support/real-server.ts';
import type { Caller } from '../support/sync-server.ts';

interface Phone {
	readonly session: Session;
	readonly caller: Caller;
}

const NOW = 1_790_000_000_000;
const SPACE = 'c.oneshop';
const KEY = 'mat0000000000001';
const baht = (amount: number) => ({ satang: amount * 100, unit: 'ผืน' });

let server: Awaited<ReturnType<typeof realServer>>;
let mother: Phone;
let daughter: Phone;

async function phoneOf(person: string): Promise<Phone> {
	const account = {
		enrolment: makeKey(),
		person: `${person}-${makeKey()}`,
		role: 'seller',
		name: person,
		areas: ['40'],
		shop: 'oneshop',
	} as const;
	const session = await openSession(
		account,
		() => undefined,
		() => undefined,
	);
	return { session, caller: { person: account.person, device: '', maySee: () => true } };
}

/** Rounds over a good line until there is nothing more to say. */
async function sync({ session, caller }: Phone): Promise<void> {
	async function* arriving(lines: readonly string[]) {
		yield* lines;
	}
	const post = async (body: string): Promise<Reply> => {
		return { kind: 'answer', lines: arriving(await server.answer(caller, body)) };
	};
	const parts = { store: deviceStore(session.db), transport: { post }, now: () => NOW, newDeviceId: makeKey };
	for (let i = 0; i < 5; i++) if ((await round(parts)).kind === 'done') return;
	throw new Error('never at rest');
}

function first<T>(observable: Observable<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const subscription = observable.subscribe(
			(value) => {
				resolve(value);
				queueMicrotask(() => subscription.unsubscribe());
			},
			(error: unknown) => reject(error as Error),
		);
	});
}

const set = ({ session }: Phone, fields: Record<string, Value>) =>
	session.edit({ space: SPACE, kind: 'product', key: KEY, set: fields });
const questions = ({ session }: Phone) => first(watchQuestions(session));
const asked = ({ session }: Phone) => first(watchAsked(session));
const price = async ({ session }: Phone) => (await readRecord(session, 'product', KEY))?.fields.price?.satang;
const shownSides = ({ sides }: Question) => sides.map(({ value, mine, stands }) => ({ value, mine, stands }));

async function only(phone: Phone): Promise<Question> {
	const found = await questions(phone);
	expect(found).toHaveLength(1);
	return found[0] as Question;
}

/** A mat for 250 that both know; she makes it 280, he 300, neither having seen the other's. Hers arrives first. */
beforeEach(async () => {
	server = await realServer(() => NOW);
	mother = await phoneOf('mother');
	daughter = await phoneOf('daughter');
	await set(mother, { nameTh: 'เสื่อกก', price: baht(250) });
	await sync(mother);
	await sync(daughter);
	await set(mother, { price: baht(280) });
	await set(daughter, { price: baht(300) });
	await sync(mother);
	await sync(daughter);
	await sync(mother);
});
afterEach(async () => {
	for (const { session } of [mother, daughter]) await session.db.delete();
	await server.close();
});

/** Both phones and the server agree, and nothing waits or is asked any more. */
async function allIs(satang: number): Promise<void> {
	for (const phone of [mother, daughter]) {
		await sync(phone);
		expect(await questions(phone)).toEqual([]);
		expect(await asked(phone)).toEqual([]);
		expect(await price(phone)).toBe(satang);
		expect(await phone.session.db.queue.count()).toBe(0);
	}
	const { records } = await server.truth(SPACE);
	expect(records.find(({ key }) => key === KEY)?.fields['price']).toMatchObject({ satang });
	expect(records.filter(({ kind, removed }) => kind === QUESTION && !removed)).toEqual([]);
}

test('two prices set unseen are asked about on both phones, each with whose is whose', async () => {
	const hers = await only(mother);
	expect(hers).toMatchObject({
		key: `product/${KEY}/price`,
		id: `product/${KEY}`,
		name: 'เสื่อกก',
		answer: null,
	});
	expect(shownSides(hers)).toEqual([
		{ value: baht(280), mine: true, stands: true },
		{ value: baht(300), mine: false, stands: false },
	]);
	expect(shownSides(await only(daughter))).toEqual([
		{ value: baht(280), mine: false, stands: true },
		{ value: baht(300), mine: true, stands: false },
	]);
	expect(hers.sides.map(({ at }) => at)).toEqual([NOW, NOW]);
	expect((await only(daughter)).sides.map(({ at }) => at)).toEqual([NOW, NOW]);
	expect(await asked(mother)).toEqual([{ id: `product/${KEY}`, field: 'price' }]);
});

test('one answers with their own: it is closed on both phones, and the price is the answer', async () => {
	await answer(daughter.session, await only(daughter), baht(300));
	await sync(daughter);
	await allIs(30_000);
});

test('one answers with the other’s', async () => {
	await answer(mother.session, await only(mother), baht(300));
	await sync(mother);
	await allIs(30_000);
});

test('one answers with what stands', async () => {
	await answer(mother.session, await only(mother), baht(280));
	expect(await mother.session.db.queue.count()).toBe(1);
	await sync(mother);
	await allIs(28_000);
});

test('one types a third price', async () => {
	await answer(daughter.session, await only(daughter), baht(290));
	await sync(daughter);
	await allIs(29_000);
});

test('a price set on the price sheet by someone who has the question is the answer too', async () => {
	await set(daughter, { price: baht(295) });
	expect(await asked(daughter)).toEqual([]);
	await sync(daughter);
	await allIs(29_500);
});

test('an answer with no signal waits like any edit, is not asked again meanwhile, and may be changed', async () => {
	await answer(mother.session, await only(mother), baht(300));
	expect(await asked(mother)).toEqual([]);
	expect((await only(mother)).answer?.value).toEqual(baht(300));
	await answer(mother.session, await only(mother), baht(310));
	expect((await only(mother)).answer?.value).toEqual(baht(310));
	expect(await price(mother)).toBe(31_000);
	await sync(mother);
	await allIs(31_000);
});

test('two different answers are asked about again, and neither is lost', async () => {
	await answer(mother.session, await only(mother), baht(280));
	await answer(daughter.session, await only(daughter), baht(300));
	await sync(mother);
	await sync(daughter);
	await sync(mother);
	expect(shownSides(await only(mother))).toEqual([
		{ value: baht(280), mine: true, stands: true },
		{ value: baht(300), mine: false, stands: false },
	]);
	expect(await asked(mother)).toHaveLength(1);
	expect(await asked(daughter)).toHaveLength(1);
	await answer(mother.session, await only(mother), baht(300));
	await sync(mother);
	await allIs(30_000);
});

test('an answer made on a screen that did not show a value yet does not set that one aside', async () => {
	const seen = await only(mother);
	const third = await phoneOf('aunt');
	await set(third, { price: baht(270) });
	await sync(third);
	await sync(mother);
	await answer(mother.session, seen, baht(280));
	await sync(mother);
	expect((await only(mother)).sides.map(({ value }) => value)).toContainEqual(baht(270));
	await third.session.db.delete();
});

test('a sale moves the stock while its question is open: what stands moves along, and can be the answer', async () => {
	await answer(mother.session, await only(mother), baht(280));
	await set(mother, { stock: 10 });
	await set(daughter, { stock: 12 });
	for (const phone of [mother, daughter, mother]) await sync(phone);
	await mother.session.edit({ space: SPACE, kind: 'product', key: KEY, add: { stock: -1 } });
	for (const phone of [mother, daughter]) await sync(phone);
	const about = (await questions(daughter)).find(({ field }) => field === 'stock') as Question;
	expect(about.sides.map(({ value }) => value)).toEqual([9, 12]);
	await answer(daughter.session, about, 9);
	await sync(daughter);
	await sync(mother);
	expect((await questions(mother)).filter(({ field }) => field === 'stock')).toEqual([]);
	expect((await readRecord(mother.session, 'product', KEY))?.fields.stock).toBe(9);
});
