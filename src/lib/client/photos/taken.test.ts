import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Account } from '../accounts.ts';
import { packFile } from '../rescue/pack.ts';
import { openSession, type Session } from '../session.ts';
import { readWaiting } from '../waiting.ts';
import { photosOf } from '../view.ts';
import type { Shrunk } from './picture.ts';
import { shrink } from './shrink.ts';
import { pickFile, type Source } from './pick.ts';
import { dropTaken, finishAll, finishTaken, keepTaken, takenOf, takenRow } from './taken.ts';

// The decoder alone is not here: vitest has no browser. What is kept and when is the phone's own code.
vi.mock('./shrink.ts', () => ({ shrink: vi.fn() }));

const MAT = 'product/mat';
const boon: Account = {
	enrolment: 'e1',
	person: 'p1',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};

function made(name: string): Shrunk {
	const [full, thumb] = [new Blob([`${name} full`]), new Blob([name])];
	const hashes = { fullHash: `${name}-full`, thumbHash: `${name}-thumb` };
	return {
		kind: 'ok',
		picture: { full, thumb, ...hashes, width: 1_600, height: 1_200, blur: 'b', hints: [] },
	};
}

let session: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	session = await openSession(boon, nothing, nothing);
	vi.mocked(shrink).mockReset();
});

async function take(name: string) {
	const { row, isSafe } = await keepTaken(session, takenRow(session, MAT, new Blob([name])));
	expect(isSafe).toBe(true);
	return row;
}

it('keeps a picture as it was taken until it is a photo', async () => {
	const row = await take('one');
	expect(await takenOf(session, MAT)).toHaveLength(1);
	vi.mocked(shrink).mockResolvedValue(made('one'));
	expect((await finishTaken(session, row)).kind).toBe('ok');
	expect(await takenOf(session, MAT)).toEqual([]);
	expect(await photosOf(session, MAT)).toHaveLength(1);
});

it('keeps one that cannot be made small, and makes it a photo once it can', async () => {
	const row = await take('one');
	for (const fail of [
		() => Promise.resolve<Shrunk>({ kind: 'broken' }),
		() => Promise.reject(new Error('no memory')),
	]) {
		vi.mocked(shrink).mockImplementation(fail);
		vi.spyOn(console, 'error').mockReturnValue(undefined);
		expect((await finishTaken(session, row)).kind).toBe('broken');
		expect(await takenOf(session, MAT)).toHaveLength(1);
	}
	vi.mocked(shrink).mockResolvedValue(made('one'));
	await finishAll(session);
	expect(await takenOf(session, MAT)).toEqual([]);
	expect(await photosOf(session, MAT)).toHaveLength(1);
});

it('goes on where it was cut off between the photo and the end, and has one photo of it', async () => {
	const row = await take('one');
	vi.mocked(shrink).mockResolvedValue(made('one'));
	await finishTaken(session, row);
	await session.db.taken.put(row);
	await finishAll(session);
	expect(await takenOf(session, MAT)).toEqual([]);
	expect(await photosOf(session, MAT)).toHaveLength(1);
});

/** A picked file, as far as the phone has stored it. */
async function picked(name: string, from: Source = 'gallery', begun = true) {
	const file = { file: new File([name], `${name}.jpg`), from };
	const coming = pickFile(session, MAT, file, Promise.resolve(begun));
	return { ...coming, safe: await coming.isSafe };
}
const going = new AbortController().signal;

it('stores a picked file before it is made small, and goes on with it when the app was closed meanwhile', async () => {
	vi.mocked(shrink).mockReturnValueOnce(new Promise(() => undefined));
	const file = await picked('one');
	expect(file.safe).toBe(true);
	void file.add(going);
	await vi.waitFor(async () =>
		expect(await takenOf(session, MAT)).toMatchObject([{ file: 'one.jpg', begun: 1 }]),
	);
	session.close();
	session = await openSession(
		boon,
		() => undefined,
		() => undefined,
	);
	const [row] = await takenOf(session, MAT);
	// Opened again the app is another one: nothing of the one before is under way in it.
	await session.db.taken.put({ ...(row as NonNullable<typeof row>), key: 'again' });
	await session.db.taken.delete(row?.key ?? '');
	vi.mocked(shrink).mockResolvedValue(made('one'));
	await finishAll(session);
	expect(await takenOf(session, MAT)).toEqual([]);
	expect(await photosOf(session, MAT)).toHaveLength(1);
});

it('keeps nothing of a picked file that can become no photo, nor of one that was stopped', async () => {
	for (const kind of ['not-an-image', 'broken', 'heic', 'stopped'] as const) {
		vi.mocked(shrink).mockResolvedValue({ kind });
		expect((await (await picked('one')).add(going)).kind).toBe(kind);
		expect(await takenOf(session, MAT)).toEqual([]);
	}
	expect((await (await picked('')).add(going)).kind).toBe('empty-file');
});

it('keeps a picked file where what makes it small failed: that says nothing of the file', async () => {
	vi.mocked(shrink).mockRejectedValueOnce(new Error('no memory'));
	vi.spyOn(console, 'error').mockReturnValueOnce(undefined);
	expect((await (await picked('one')).add(going)).kind).toBe('broken');
	expect(await takenOf(session, MAT)).toHaveLength(1);
	vi.mocked(shrink).mockResolvedValue(made('one'));
	await finishAll(session);
	expect(await photosOf(session, MAT)).toHaveLength(1);
});

it('keeps what the camera app gave, also where it cannot be opened or was stopped: it may be nowhere else', async () => {
	for (const kind of ['broken', 'stopped'] as const) {
		vi.mocked(shrink).mockResolvedValueOnce({ kind });
		expect((await (await picked(kind, 'camera')).add(going)).kind).toBe(kind);
	}
	expect(await takenOf(session, MAT)).toHaveLength(2);
	vi.mocked(shrink).mockResolvedValueOnce(made('one')).mockResolvedValueOnce(made('two'));
	await finishAll(session);
	expect(await photosOf(session, MAT)).toHaveLength(2);
});

it('keeps a picked file in hand where there is no thing it could be a photo of', async () => {
	expect((await picked('one', 'gallery', false)).safe).toBe(false);
	expect(await takenOf(session, MAT)).toEqual([]);
});

it('leaves the room of a picked file to its small one', async () => {
	const room = vi.spyOn(session.db.uploads, 'put').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	vi.mocked(shrink).mockImplementation(async () => {
		if ((await session.db.taken.count()) === 0) room.mockRestore();
		return made('one');
	});
	expect((await (await picked('one')).add(going)).kind).toBe('ok');
	expect(await takenOf(session, MAT)).toEqual([]);
	expect(await photosOf(session, MAT)).toHaveLength(1);
});

it('lets one be that ended the app each time it was begun, until it is asked for', async () => {
	const row = await take('one');
	await session.db.taken.update(row.key, { begun: 3 });
	await finishAll(session);
	expect(shrink).not.toHaveBeenCalled();
	const [left] = await takenOf(session, MAT);
	expect(left?.begun).toBe(3);
	vi.mocked(shrink).mockResolvedValue({ kind: 'broken' });
	await finishTaken(session, row);
	vi.mocked(shrink).mockResolvedValue(made('one'));
	await finishAll(session);
	expect(await takenOf(session, MAT)).toEqual([]);
});

it('makes one photo where two screens come upon the same picture', async () => {
	const row = await take('one');
	vi.mocked(shrink).mockResolvedValue(made('one'));
	const [first, second] = await Promise.all([finishTaken(session, row), finishTaken(session, row)]);
	expect(second).toBe(first);
	expect(shrink).toHaveBeenCalledTimes(1);
});

it('counts what is being stored as under way, says when the phone cannot, and gives back what was thrown away', async () => {
	const rows = [await take('one'), await take('two')];
	const back = await dropTaken(session, rows);
	expect(await takenOf(session, MAT)).toEqual([]);
	await back();
	expect(new Set(await takenOf(session, MAT))).toEqual(new Set(rows));
	session.close();
	expect((await keepTaken(session, takenRow(session, MAT, new Blob(['three'])))).isSafe).toBe(false);
});

it('waits for the office beside what else waits of its thing', async () => {
	const [row] = [await take('one'), await take('two')];
	expect(await readWaiting(session)).toMatchObject([{ id: MAT, photos: 2, since: row.at }]);
	vi.mocked(shrink).mockResolvedValueOnce(made('one'));
	await finishTaken(session, row);
	expect(await readWaiting(session)).toMatchObject([{ id: MAT, photos: 2 }]);
});

it('leaves in a rescue file as a photo, and where it cannot become one the file says that it is not in it', async () => {
	const pack = () => packFile(session, { preamble: () => [] });
	vi.mocked(shrink).mockResolvedValue({ kind: 'broken' });
	await take('one');
	expect(await pack()).toEqual({ kind: 'failed' });
	await session.edit({ space: session.space, kind: 'product', key: 'mat', set: { nameTh: 'เสื่อ' } });
	expect(await pack()).toMatchObject({ kind: 'ready', changes: 1, pictures: 0, left: 1 });
	vi.mocked(shrink).mockResolvedValue(made('one'));
	expect(await pack()).toMatchObject({ kind: 'ready', changes: 2, pictures: 1, left: 0 });
	expect(await takenOf(session, MAT)).toEqual([]);
});
