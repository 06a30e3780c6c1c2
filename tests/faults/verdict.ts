import { expect } from '@playwright/test';
import { sameValue, type Fields, type Value } from '../../src/lib/sync/value.ts';
import { rowsOf } from '../support/seller.ts';
import { signal } from './hands.ts';
import { possible, type Count, type Known, type Ledger } from './ledger.ts';
import { readOffice, type Office, type OfficeRecord } from './office.ts';
import { SHOP, type Scene } from './scene.ts';

/** How long a phone may take to bring everything up over a good line, milliseconds. */
const PATIENCE = 90_000;

/** What is wrong, in words; nothing where every promise was kept. */
export interface Verdict {
	readonly lost: string[];
	readonly doubled: string[];
	/** Still on the phone, or there and here not the same. */
	readonly apart: string[];
}

export const isFine = (verdict: Verdict): boolean =>
	verdict.lost.length + verdict.doubled.length + verdict.apart.length === 0;

/** Waits until the phone has brought everything and has all there is. What it has not when it gives up is in the verdict. */
export async function settled({ page, folder }: Scene): Promise<void> {
	const isDone = async () => {
		const [queue, uploads, followed] = await Promise.all(
			['queue', 'uploads', 'followed'].map((table) => rowsOf(page, table)),
		);
		const waits = (queue?.length ?? 0) + (uploads?.length ?? 0) > 0;
		if (!waits && followed?.[0]?.['cursor'] === readOffice(folder).counter) return true;
		await signal(page);
		return false;
	};
	await expect
		.poll(isDone, { timeout: PATIENCE, intervals: [100, 300, 700] })
		.toBe(true)
		.catch(() => undefined);
}

/** Judges what the server has, and the phone, by what the person was told. Then what was unsure is known. */
export async function judge(scene: Scene): Promise<Verdict> {
	const office = readOffice(scene.folder);
	const verdict: Verdict = { lost: [], doubled: [], apart: [] };
	const byName = new Map(office.records.map((record) => [`${record.kind}/${record.key}`, record]));
	for (const { values } of [scene.ledger, scene.relative.ledger]) {
		for (const [name, known] of values) judgeValue(verdict, office, byName, name, known);
	}
	for (const [name, count] of scene.ledger.moves) {
		const now = fieldOf(byName, name);
		judgeCount(verdict, name, count, typeof now === 'number' ? now : 0);
	}
	judgeProducts(verdict, office, scene.ledger);
	judgePhotos(verdict, office, scene.ledger);
	await judgePhone(verdict, office, scene);
	await judgeWindow(verdict, scene, byName);
	return verdict;
}

function fieldOf(records: ReadonlyMap<string, OfficeRecord>, name: string): Value {
	const [kind = '', key = '', field = ''] = name.split('/');
	return records.get(`${kind}/${key}`)?.fields[field] ?? null;
}

function judgeValue(
	{ lost }: Verdict,
	office: Office,
	records: ReadonlyMap<string, OfficeRecord>,
	name: string,
	known: Known,
): void {
	const now = fieldOf(records, name);
	const may = [known.value, ...known.unsure];
	const isInHistory = office.history.get(name)?.some((value) => sameValue(value, known.value));
	if (may.some((value) => sameValue(value, now))) {
		known.value = now;
		known.unsure = [];
	} else if (!isInHistory) {
		lost.push(`${name}: saved ${words(known.value)}, the office has ${words(now)}`);
	}
}

function judgeCount({ lost, doubled }: Verdict, name: string, count: Count, now: number): void {
	const { start, sure, unsure } = count;
	if (possible(count).has(now)) {
		count.sure = now - start;
		count.unsure = [];
		return;
	}
	// Movements go both ways: what is missing and what came twice look alike but for the sign of the difference.
	const off = now - start - sure;
	const said = `${name}: ${start} moved by ${sure} (and perhaps ${words(unsure)}), the office has ${now}`;
	(Math.sign(off) === Math.sign(sure) ? doubled : lost).push(said);
}

function judgeProducts({ lost, doubled }: Verdict, { records }: Office, ledger: Ledger): void {
	const there = records.filter(({ kind }) => kind === 'product').map(({ key }) => key);
	const told = ledger.products();
	for (const { key, isSure } of told) if (isSure && !there.includes(key)) lost.push(`product ${key}`);
	const names = records
		.filter(({ kind }) => kind === 'product')
		.map(({ fields }) => fields['nameTh'])
		.filter((name) => typeof name === 'string');
	for (const name of new Set(names)) {
		if (names.filter((other) => other === name).length > 1) doubled.push(`product ${name}`);
	}
	const known = new Set(told.map(({ key }) => key));
	for (const key of there) if (!known.has(key)) doubled.push(`product ${key}, which nobody made`);
}

function judgePhotos({ lost, doubled }: Verdict, office: Office, ledger: Ledger): void {
	const photos = office.records.filter(({ kind }) => kind === 'photo').map(({ fields }) => fields);
	for (const [of, count] of ledger.photos) {
		const own = photos.filter((photo) => photo['of'] === of);
		if (own.length > Math.max(...possible(count))) doubled.push(`photo of ${of}: ${own.length}`);
		else if (!possible(count).has(own.length)) lost.push(`photo of ${of}: ${own.length} of ${count.sure}`);
		else Object.assign(count, { sure: own.length, unsure: [] });
	}
	for (const { of, full, thumb } of photos) {
		for (const hash of [full, thumb]) {
			if (!office.photos.has(String(hash))) lost.push(`the file ${String(hash)} of ${String(of)}`);
		}
	}
}

/** Nothing waits here any more, every number made was taken, and what is shown is what the office has. */
async function judgePhone({ apart }: Verdict, { records, taken }: Office, { page }: Scene): Promise<void> {
	for (const row of await rowsOf(page, 'queue')) apart.push(`unsent ${words(row as Fields)}`);
	for (const row of await rowsOf(page, 'uploads')) apart.push(`not uploaded ${words(row as Fields)}`);
	const [self] = await rowsOf(page, 'self');
	const [followed] = await rowsOf(page, 'followed');
	const made = ((followed?.['next'] as number | undefined) ?? 1) - 1;
	const last = taken.get(String(self?.['device'])) ?? 0;
	if (made !== last) apart.push(`the phone made ${made} changes, the office took ${last} of it`);
	const held = new Map((await rowsOf(page, 'records')).map((row) => [`${row['kind']}/${row['key']}`, row]));
	for (const { kind, key, fields } of records) {
		const here = (held.get(`${kind}/${key}`)?.['fields'] ?? null) as Value;
		held.delete(`${kind}/${key}`);
		if (!sameValue(here, fields)) apart.push(`${kind}/${key}: here ${words(here)}, there ${words(fields)}`);
	}
	for (const name of held.keys()) apart.push(`${name}: here, and not there`);
}

/** What a shopper sees of each product in the window. */
async function judgeWindow(
	{ apart }: Verdict,
	{ origin }: Scene,
	records: ReadonlyMap<string, OfficeRecord>,
): Promise<void> {
	for (const { kind, key, fields } of records.values()) {
		if (kind !== 'product' || fields['state'] !== 'published') continue;
		const page = await fetch(`${origin}/s/${SHOP}/p/${key}`).then((answer) => answer.text());
		const price = String(((fields['price'] as { satang?: number } | null)?.satang ?? 0) / 100);
		if (!page.includes(String(fields['nameTh'])) || !page.includes(price)) {
			apart.push(`the window shows ${key} otherwise: ${words(fields)}`);
		}
	}
}

const words = (value: Value): string => JSON.stringify(value);
