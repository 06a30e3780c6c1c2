import type { PeerPhones, PeerServer } from '../peers/contract.ts';
import type { Listed } from '../peers/list.ts';
import { startPeerPhones, startPeerServer } from './peer-runner.ts';
import type { LoadName } from './load.ts';
import { median } from './median.ts';
import { priceBook, type PriceEdit } from './prices.ts';
import { LOCAL, onRoad, ROAD, startProxy, type Line, type Proxy } from './proxy.ts';
import { sleep, until } from './until.ts';
import { makeWorkload, seeded } from './workload.ts';

export const PHASES = ['first sync', 'push 1', 'pull 1', 'push 100', 'pull 100', 'nothing new'] as const;
export type Phase = (typeof PHASES)[number];

/** What a phase took. `up` without cookies. */
export interface Taken {
	readonly up: number;
	readonly down: number;
	readonly requests: number;
	readonly turns: number;
	readonly cookies: number;
	readonly resets: number;
	readonly seconds: number;
}

/** So long nothing may cross the line before a phase's bytes are all counted, milliseconds, beside a round trip and a half. */
const QUIET = 250;
/** For both ends to notice that their connections are gone. */
const SETTLE = 80;

interface Run {
	readonly server: PeerServer;
	readonly phones: PeerPhones;
	readonly proxy: Proxy;
}

async function withPeer<T>(
	peer: Listed,
	load: LoadName,
	random: () => number,
	work: (run: Run) => Promise<T>,
): Promise<T> {
	const server = await startPeerServer(peer, load);
	const proxy = await startProxy(server.remote.port, random);
	const phones = await startPeerPhones(peer, proxy.port, server.remote.ticket, load);
	try {
		return await work({ server: server.remote, phones: phones.remote, proxy });
	} finally {
		await phones.end();
		await proxy.close();
		await server.end();
	}
}

/** Work on a new connection of that line: the seconds until it is done, the bytes until nothing more crosses. */
async function take({ phones, proxy }: Run, line: Line, work: () => Promise<void>): Promise<Taken> {
	proxy.begin(line);
	await sleep(SETTLE);
	const began = performance.now();
	await work();
	const seconds = (performance.now() - began) / 1_000;
	await untilQuiet(proxy, QUIET + line.roundTrip * 1.5);
	const { up, down, requests, turns, cookies, resets } = proxy.count();
	await phones.rest();
	return { up: up - cookies, down, requests, turns, cookies, resets, seconds };
}

export async function untilQuiet(proxy: Proxy, ms: number): Promise<void> {
	let before = -1;
	for (;;) {
		const { up, down } = proxy.count();
		if (up + down === before) return;
		before = up + down;
		await sleep(ms);
	}
}

/** The workload once, from an empty phone on, every phase on a connection of its own. */
export function takePhases(peer: Listed, line: Line): Promise<Record<Phase, Taken>> {
	return withPeer(peer, 'shop', Math.random, async (run) => {
		const { server, phones } = run;
		const uncounted = (work: () => Promise<void>) => take(run, LOCAL, work);
		const book = priceBook(makeWorkload());
		const push = async (edits: readonly PriceEdit[]) => {
			await phones.edit(edits);
			return take(run, line, async () => {
				await phones.push();
				await until(() => server.holds(edits.at(-1) as PriceEdit));
			});
		};
		const pull = (edits: readonly PriceEdit[]) =>
			take(run, line, () => phones.pull(edits.at(-1) as PriceEdit));

		await phones.fresh('writer');
		await phones.fresh('reader');
		const first = await take(run, line, () => phones.firstSync('writer'));
		await uncounted(() => phones.firstSync('reader'));
		await uncounted(() => phones.settle());
		const one = book.raise(1, 100);
		const pushOne = await push(one);
		const pullOne = await pull(one);
		await uncounted(() => phones.settle());
		const hundred = book.raise(100, 300);
		const pushHundred = await push(hundred);
		const pullHundred = await pull(hundred);
		const idle = await take(run, line, () => phones.idle());
		return {
			'first sync': first,
			'push 1': pushOne,
			'pull 1': pullOne,
			'push 100': pushHundred,
			'pull 100': pullHundred,
			'nothing new': idle,
		};
	});
}

/** The first sync of an empty phone with another load, once for each line. */
export function takeFirstSyncs(peer: Listed, load: LoadName, lines: readonly Line[]): Promise<Taken[]> {
	return withPeer(peer, load, Math.random, async (run) => {
		const taken: Taken[] = [];
		for (const line of lines) {
			await run.phones.fresh('reader');
			taken.push(await take(run, line, () => run.phones.firstSync('reader')));
		}
		return taken;
	});
}

export interface OnRoad {
	/** Mean seconds of all lucks, and of the first fifty of them. */
	readonly seconds: number;
	readonly fifty: number;
	/** Median seconds where the connection stayed whole, and mean seconds where it broke; null where none was overcome. */
	readonly whole: number;
	readonly broken: number | null;
	/** How many of the lucks broke; how many of those ended without all, or not at all, and are in no mean. */
	readonly breaks: number;
	readonly failed: number;
}

/** A mean of fifty is what was asked for; ten times as many tell what luck such a mean has. */
const FIFTY = 50;
const sumOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Syncs measured on a whole line: they are alike. */
const WHOLE_RUNS = 3;

/**
 * First syncs of empty phones on ROAD, the mean of `lucks` seeded ones, the same for every peer. A connection that breaks
 * does so within the bytes that the sync takes on a whole line. Most stay whole and take the same time: three of those
 * are measured, and every one that breaks.
 */
export function takeRoad(
	peer: Listed,
	lucks: number,
	bytes: number,
	load: LoadName = 'shop',
): Promise<OnRoad> {
	const line = onRoad(bytes);
	const breaking = Array.from({ length: lucks }, (_, i) => i + 1).filter(
		(seed) => seeded(seed)() < (line.resets?.chance ?? 0),
	);
	let luck = seeded(0);
	return withPeer(
		peer,
		load,
		() => luck(),
		async (run) => {
			const secondsOf = async (on: Line) => {
				await run.phones.fresh('reader');
				return (await take(run, on, () => run.phones.firstSync('reader', true))).seconds;
			};
			const whole: number[] = [];
			for (let i = 0; i < WHOLE_RUNS; i++) whole.push(await secondsOf(ROAD));
			const broken = new Map<number, number>();
			for (const seed of breaking) {
				luck = seeded(seed);
				try {
					broken.set(seed, await secondsOf(line));
				} catch (error) {
					process.stderr.write(`bench: ${peer.name}, luck ${seed}: ${error}\n`);
					await run.phones.rest();
				}
			}
			const usual = median(whole);
			const meanOf = (first: number) => {
				const overcome = [...broken].filter(([seed]) => seed <= first).map(([, seconds]) => seconds);
				const stayedWhole = first - breaking.filter((seed) => seed <= first).length;
				return (usual * stayedWhole + sumOf(overcome)) / (stayedWhole + overcome.length);
			};
			return {
				seconds: meanOf(lucks),
				fifty: meanOf(Math.min(lucks, FIFTY)),
				whole: usual,
				broken: broken.size > 0 ? sumOf([...broken.values()]) / broken.size : null,
				breaks: breaking.length,
				failed: breaking.length - broken.size,
			};
		},
	);
}
