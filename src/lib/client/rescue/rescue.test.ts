import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryUploads, type MemoryUploads } from '../../../../tests/support/uploads.ts';
import { makeUpstream } from '../../sync/chunk.ts';
import { sendPhotos } from '../photos/send.ts';
import { openSession, type Session } from '../session.ts';
import { letBroughtGo, watchBrought, type Brought } from './brought.ts';
import { digest } from './digest.ts';
import { lookInto, takeFile, type Found } from './open.ts';
import { packFile, type Packed } from './pack.ts';

const account = { enrolment: 'E1', role: 'seller', name: '', areas: [], shop: 'shop1' } as const;
let people = 0;
const opened: Session[] = [];
async function phone(): Promise<Session> {
	const session = await openSession(
		{ ...account, person: `rescuer${people++}` },
		() => {},
		() => {},
	);
	opened.push(session);
	return session;
}
let mother: Session;
let daughter: Session;
beforeEach(async () => {
	mother = await phone();
	daughter = await phone();
});
afterEach(() => opened.splice(0).forEach((session) => session.close()));

const pictures = ['full', 'thumb'] as const;
const bytesOf = (key: string, size: string) => new TextEncoder().encode(`${key} ${size}`.repeat(200));

async function addPhoto({ db, store, space }: Session, key: string): Promise<void> {
	const hashes = await Promise.all(pictures.map((size) => digest(bytesOf(key, size))));
	await store(async (edit) => {
		for (const [i, size] of pictures.entries()) {
			const hash = hashes[i] ?? '';
			await db.files.put({ hash, blob: new Blob([bytesOf(key, size)]) });
			await db.uploads.put({ hash, space, photo: key, size, madeAt: 1, refused: null });
		}
		await edit({ space, kind: 'photo', key, set: { of: 'product/MAT1', order: 'V' } });
	});
}

async function work(session: Session): Promise<void> {
	await session.edit({ space: session.space, kind: 'product', key: 'MAT1', set: { nameTh: 'เสื่อ\nกก' } });
	await addPhoto(session, 'PHO1');
}

const preamble = () => ['ไฟล์กู้ข้อมูล', 'ร้าน: ก\nข'];
async function packed(session: Session): Promise<File> {
	const made: Packed = await packFile(session, { preamble });
	if (made.kind !== 'ready') throw new Error(made.kind);
	return made.files[0] as File;
}
async function found(session: Session, file: Blob): Promise<Found> {
	const looked = await lookInto(session, file);
	if (looked.kind !== 'found') throw new Error(looked.kind);
	return looked;
}
const carriedOn = async ({ db }: Session) => (await db.carried.toArray()).map(({ change }) => change.key);
const uploadsOn = async ({ db }: Session) => (await db.uploads.toArray()).map(({ hash }) => hash).sort();
const broughtTo = (session: Session) =>
	new Promise<Brought>((resolve, reject) => {
		watchBrought(session).subscribe({ next: resolve, error: reject });
	});

test('brings changes and pictures from one phone to another, once, and deletes nothing', async () => {
	await work(mother);
	const file = await packed(mother);
	expect(file).toMatchObject({
		type: 'text/plain',
		name: expect.stringMatching(/^tambon-rescue-[\d-]+\.txt$/) as string,
	});
	expect((await mother.db.queue.toArray()).map(({ state }) => state)).toEqual(['sent', 'sent']);
	const looked = await found(daughter, file);
	expect(looked).toMatchObject({
		head: { shop: 'shop1', name: '' },
		pictures: 1,
		freshChanges: 2,
		freshFiles: 2,
	});
	expect(await carriedOn(daughter)).toEqual([]);
	expect(await takeFile(daughter, looked)).toEqual({ kind: 'taken', changes: 2, files: 2, broken: 0 });
	expect(await carriedOn(daughter)).toEqual(['MAT1', 'PHO1']);
	expect(await uploadsOn(daughter)).toEqual(await uploadsOn(mother));
	const again = await found(daughter, file);
	expect(again).toMatchObject({ freshChanges: 0, freshFiles: 0 });
	expect(await takeFile(daughter, again)).toEqual({ kind: 'taken', changes: 0, files: 0, broken: 0 });
	expect([await mother.db.queue.count(), await mother.db.uploads.count()]).toEqual([2, 2]);
});

test('knows the phone it came from, also when that counts anew since', async () => {
	await work(mother);
	const file = await packed(mother);
	expect(await lookInto(mother, file)).toEqual({ kind: 'own' });
	await mother.db.self.update('self', { device: 'another-id' });
	expect(await lookInto(mother, file)).toEqual({ kind: 'own' });
});

test('takes nothing of a file that was cut or altered, or is another', async () => {
	await work(mother);
	const file = await packed(mother);
	expect(await lookInto(daughter, file.slice(0, file.size - 1))).toEqual({ kind: 'damaged' });
	const altered = new Blob([file.slice(0, 700), 'x', file.slice(701)]);
	expect((await lookInto(daughter, altered)).kind).not.toBe('found');
	expect(await lookInto(daughter, new Blob(['ราคา']))).toEqual({ kind: 'not-ours' });
	expect(await carriedOn(daughter)).toEqual([]);
});

test('goes on where taking in was stopped', async () => {
	await work(mother);
	await addPhoto(mother, 'PHO2');
	const looked = await found(daughter, await packed(mother));
	const stop = new AbortController();
	const first = await takeFile(daughter, looked, { signal: stop.signal, onProgress: () => stop.abort() });
	expect(first).toEqual({ kind: 'stopped', changes: 3, files: 1, broken: 0 });
	expect(await takeFile(daughter, looked)).toEqual({ kind: 'taken', changes: 0, files: 3, broken: 0 });
});

test('writes nothing when there is nothing, and stops when asked', async () => {
	expect(await packFile(mother, { preamble })).toEqual({ kind: 'nothing' });
	await work(mother);
	const stop = new AbortController();
	const options = { preamble, signal: stop.signal, onProgress: () => stop.abort() };
	expect(await packFile(mother, options)).toEqual({ kind: 'stopped' });
	expect((await packFile(mother, { preamble })).kind).toBe('ready');
});

test('passes on what it carries itself', async () => {
	await work(mother);
	await takeFile(daughter, await found(daughter, await packed(mother)));
	const third = await phone();
	await takeFile(third, await found(third, await packed(daughter)));
	expect(await carriedOn(third)).toEqual(['MAT1', 'PHO1']);
	expect((await third.db.carried.toArray()).map(({ id }) => id)).toEqual(
		(await daughter.db.carried.toArray()).map(({ id }) => id),
	);
});

const sendTo = (session: Session, { fetch }: MemoryUploads) =>
	sendPhotos(session, {
		fetcher: fetch,
		upstream: makeUpstream(),
		stop: new AbortController().signal,
		pause: () => Promise.resolve(),
		now: () => 0,
		facts: () => ({}),
	});

test('a picture brought along waits until its change is at the office, and needs no record here', async () => {
	await work(mother);
	await takeFile(daughter, await found(daughter, await packed(mother)));
	const office = memoryUploads();
	await sendTo(daughter, office);
	expect([office.asked, (await uploadsOn(daughter)).length]).toEqual([[], 2]);
	await daughter.db.carried.toCollection().modify({ state: 'done' });
	await sendTo(daughter, office);
	expect([[...office.whole.keys()].sort(), await uploadsOn(daughter)]).toEqual([await uploadsOn(mother), []]);
	const again = await found(daughter, await packed(mother));
	expect(again).toMatchObject({ freshChanges: 0, freshFiles: 0 });
});

test('shows what became of it, and lets a refused one go with a way back', async () => {
	await work(mother);
	await takeFile(daughter, await found(daughter, await packed(mother)));
	expect(await broughtTo(daughter)).toEqual({
		waiting: 2,
		reached: 0,
		refused: [],
		pictures: 1,
		refusedPictures: 0,
	});
	await daughter.db.carried.toCollection().modify({ state: 'parked', reason: 'not-allowed' });
	const { refused, pictures } = await broughtTo(daughter);
	expect(pictures).toBe(0);
	expect(refused.map(({ name }) => name)).toEqual(['เสื่อ\nกก', 'เสื่อ\nกก']);
	const photo = refused.find(({ row }) => row.change.kind === 'photo')?.row;
	if (!photo) throw new Error('no photo');
	const undo = await letBroughtGo(daughter, photo);
	expect([await carriedOn(daughter), await uploadsOn(daughter), await daughter.db.files.count()]).toEqual([
		['MAT1'],
		[],
		0,
	]);
	await undo();
	expect([await carriedOn(daughter), await daughter.db.files.count()]).toEqual([['MAT1', 'PHO1'], 2]);
});
