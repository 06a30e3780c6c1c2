import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../src/lib/client/accounts.ts';
import { keepPicture } from '../../src/lib/client/photos/keep.ts';
import { openSession } from '../../src/lib/client/session.ts';
import { beginTerm } from '../../src/lib/client/term.ts';
import { randomKey } from '../../src/lib/domain/key.ts';
import type { RoundEnd } from '../../src/lib/sync/engine.ts';
import { OCTETS, UPLOADS } from '../../src/lib/sync/upload.ts';
import { redeem, invite } from '../../src/lib/server/invitations.ts';
import { openCuttingLine, WIDE, type Crossed, type CuttingLine, type Thin } from './cutting-line.ts';
import { inOffice, writeShop } from './office.ts';

/** A photo as the phone keeps it. */
export interface Shrunk {
	readonly full: Uint8Array<ArrayBuffer>;
	readonly thumb: Uint8Array<ArrayBuffer>;
}

/** A price that was edited while pictures went up. */
export interface Price {
	/** From the tap to its last byte at the server, milliseconds. */
	readonly ms: number;
	/** Its own. */
	readonly bytes: number;
	/** Of pictures, that reached the server between its tap and its first. */
	readonly ahead: number;
}

export interface Carried {
	readonly crossed: Crossed;
	/** Bytes of all files sent whole, in one request each, on a line that never breaks. */
	readonly perfect: number;
	readonly prices: readonly Price[];
	/** Files that are not at the server byte by byte. */
	readonly wrong: readonly string[];
	readonly ms: number;
}

const SHOP = 'lineshop';
const PRODUCT = 'basket-01';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * The phone's own code, from kept pictures to uploads, over a line that cuts. After each share of all bytes in `pricesAt` a
 * price is edited while pictures wait.
 */
export async function carryPhotos(
	place: { readonly origin: string; readonly port: number; readonly dataDir: string },
	photos: readonly Shrunk[],
	thin: Thin,
	pricesAt: readonly number[],
): Promise<Carried> {
	await writeShop(place, SHOP, { nameTh: 'ร้าน', address: { province: '40' } }, [
		{
			kind: 'product',
			key: PRODUCT,
			set: { nameTh: 'ตะกร้า', price: { satang: 10_000, unit: 'ใบ' }, category: 'CRAFT' },
		},
	]);
	const { account, cookie } = await joinShop(place);
	const line = await openCuttingLine(place.port);
	const base = `http://127.0.0.1:${line.port}`;
	const real = globalThis.fetch;
	globalThis.fetch = (to, init) =>
		real(base + String(to), { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } });
	try {
		let ended: (end: RoundEnd | null) => void = () => undefined;
		const session = await openSession(
			account,
			() => term.wake('written'),
			() => undefined,
		);
		const term = beginTerm({ session, told: (end) => ended(end), alone: true, version: '' });
		const { db } = session;
		const round = () =>
			new Promise<void>((resolve) => {
				ended = (end) => end?.kind === 'done' && resolve();
			});
		const first = round();
		term.wake('began');
		await first;

		line.begin(thin);
		const began = performance.now();
		const sent = round();
		for (const { full, thumb } of photos) {
			await keepPicture(session, `product/${PRODUCT}`, {
				full: new Blob([full], { type: 'image/webp' }),
				thumb: new Blob([thumb], { type: 'image/webp' }),
				fullHash: sha256(full),
				thumbHash: sha256(thumb),
				width: 1_600,
				height: 1_200,
				blur: '',
			});
		}
		const files = photos.flatMap(({ full, thumb }) => [full, thumb]);
		const total = files.reduce((sum, file) => sum + file.length, 0);
		const prices: Price[] = [];
		let satang = 10_000;
		for (const share of pricesAt) {
			while (line.count().bytes < total * share) await new Promise((resolve) => setTimeout(resolve, 5));
			const there = arrival(line.watch);
			const tapped = performance.now();
			await session.edit({
				space: session.space,
				kind: 'product',
				key: PRODUCT,
				set: { price: { satang: (satang += 100), unit: 'ใบ' } },
			});
			const { at, ...crossed } = await there;
			prices.push({ ms: at - tapped, ...crossed });
		}
		await sent;
		while ((await db.uploads.count()) > 0) await round();
		const ms = performance.now() - began;
		const crossed = line.count();
		term.cut();

		line.begin(WIDE);
		// A connection that was just cut is noticed by whoever uses it next.
		while (!(await fetch('/health').catch(() => null))?.ok);
		const before = line.count().bytes;
		for (const file of files) await sendWhole(file, account.enrolment);
		const perfect = line.count().bytes - before;
		const wrong = files.map(sha256).filter((hash) => {
			const kept = join(place.dataDir, 'photos', hash.slice(0, 2), `${hash}.webp`);
			return !existsSync(kept) || sha256(readFileSync(kept)) !== hash;
		});
		await db.delete();
		return { crossed, perfect, prices, wrong, ms };
	} finally {
		globalThis.fetch = real;
		await line.close();
	}
}

/** Resolves when the next round's request has reached the server whole. */
function arrival(watch: CuttingLine['watch']): Promise<Omit<Price, 'ms'> & { readonly at: number }> {
	return new Promise((resolve) => {
		let text = '';
		let ahead = 0;
		watch((piece) => {
			const here = piece.toString('latin1');
			if (text === '' && !here.startsWith('POST /api/sync')) {
				ahead += piece.length;
				return;
			}
			text += here;
			const head = text.indexOf('\r\n\r\n');
			const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? NaN);
			if (head < 0 || text.length < head + 4 + length) return;
			watch(() => undefined);
			resolve({ at: performance.now(), bytes: text.length, ahead });
		});
	});
}

async function sendWhole(file: Uint8Array<ArrayBuffer>, enrolment: string): Promise<void> {
	const response = await fetch(UPLOADS, {
		method: 'POST',
		body: new Blob([file], { type: OCTETS }),
		headers: {
			'tambon-enrolment': enrolment,
			'tus-resumable': '1.0.0',
			'upload-length': String(file.length),
			'upload-metadata': `sha256 ${Buffer.from(sha256(file), 'hex').toString('base64')}`,
			'content-type': OCTETS,
		},
	});
	if (response.status !== 201) throw new Error(`sent whole: ${response.status}`);
}

const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

function joinShop(place: { dataDir: string; origin: string }): Promise<{ account: Account; cookie: string }> {
	return inOffice(place, async (app) => {
		const wish = { role: 'seller', areas: ['40'], shop: SHOP, name: 'ยายบุญ', validMs: 600_000 } as const;
		const invited = await invite(app, null, wish);
		if (invited.kind !== 'ok') throw new Error(invited.kind);
		const key = randomKey(43, chance);
		const joined = await redeem(app, { secret: invited.secret, key, phone: 'test', device: '' });
		if (joined.kind !== 'ok') throw new Error(joined.kind);
		const { enrolment, person, session } = joined;
		return { account: { enrolment, ...person }, cookie: `__Host-t-${enrolment}=${session}` };
	});
}
