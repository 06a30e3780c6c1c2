import net from 'node:net';

/** A thin line on which no connection lives long. */
export interface Thin {
	/** Bytes a second, each way, shared by all connections. */
	readonly rate: number;
	/** Milliseconds; a new connection costs one. */
	readonly roundTrip: number;
	/** The bytes, both ways together, at which the next connection is cut. */
	readonly life: () => number;
	/** Whether a cut also loses what is halfway: else it is the phone that lost its signal, and what has left it arrives. */
	readonly losesHalfway: boolean;
}

export interface Crossed {
	/** Bytes that were sent over the line, heads and all, whether or not they arrived. */
	readonly bytes: number;
	readonly cuts: number;
	readonly connections: number;
}

export interface CuttingLine {
	readonly port: number;
	/** Another line from here on, and counts at nought. */
	begin(thin: Thin): void;
	count(): Crossed;
	/** Called with each piece that reaches the server. */
	watch(seen: (piece: Buffer) => void): void;
	close(): Promise<void>;
}

/** What may wait inside; the rest stays with the sender. Bytes. */
const WAITING = 16 * 1024;
const SEGMENT = 1_448;
/** Between a last byte and the news that its connection is gone, milliseconds: a reset in its heels would swallow it. */
const LAST_BYTE = 20;

/** No limits. */
export const WIDE: Thin = { rate: Infinity, roundTrip: 0, life: () => Infinity, losesHalfway: false };

/**
 * A TCP proxy: each byte waits its turn at the rate and takes half a round trip, unless its connection is cut before. It reads no more than it has room for, so that a sender feels how thin the line is.
 */
export async function openCuttingLine(target: number): Promise<CuttingLine> {
	let thin = WIDE;
	let count = { bytes: 0, cuts: 0, connections: 0 };
	let seen: (piece: Buffer) => void = () => undefined;
	const free = { up: 0, down: 0 };
	const open = new Set<() => void>();

	function carry(
		way: 'up' | 'down',
		from: net.Socket,
		to: net.Socket,
		notBefore: number,
		spend: (bytes: number) => number,
		isOver: () => boolean,
	) {
		let waiting = 0;
		let isPumping = false;
		let isEnded = false;
		const queue: Buffer[] = [];
		const pump = () => {
			const segment = queue.shift();
			isPumping = segment !== undefined;
			if (!segment) {
				if (isEnded) setTimeout(() => to.end(), thin.roundTrip / 2);
				return;
			}
			const now = performance.now();
			free[way] = Math.max(now, notBefore, free[way]) + (segment.length / thin.rate) * 1_000;
			setTimeout(() => {
				if (isOver() || to.destroyed) return;
				waiting -= segment.length;
				if (waiting < WAITING) from.resume();
				const passed = segment.subarray(0, spend(segment.length));
				count.bytes += passed.length;
				setTimeout(() => {
					if (to.destroyed) return;
					to.write(passed);
					if (way === 'up') seen(passed);
				}, thin.roundTrip / 2);
				if (!isOver()) pump();
			}, free[way] - now);
		};
		from.on('data', (bytes: Buffer) => {
			for (let i = 0; i < bytes.length; i += SEGMENT) queue.push(bytes.subarray(i, i + SEGMENT));
			waiting += bytes.length;
			if (waiting >= WAITING) from.pause();
			if (!isPumping) pump();
		});
		from.on('end', () => {
			isEnded = true;
			if (!isPumping) pump();
		});
	}

	const server = net.createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: 4_096 }, (phone) => {
		count.connections++;
		const far = net.connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
		let left = thin.life();
		let isOver = false;
		/** The phone is gone at once. The server hears of it when what had left the phone has come, if it does. */
		const end = (after: number) => {
			if (isOver) return;
			isOver = true;
			phone.resetAndDestroy();
			setTimeout(() => {
				far.resetAndDestroy();
				open.delete(drop);
			}, after);
		};
		const drop = () => end(0);
		open.add(drop);
		/** How many of so many bytes still pass. */
		const spend = (bytes: number): number => {
			const passes = Math.min(bytes, left);
			left -= passes;
			if (left > 0) return passes;
			count.cuts++;
			end(thin.losesHalfway ? 0 : thin.roundTrip / 2 + LAST_BYTE);
			return passes;
		};
		const ended = () => isOver;
		carry('up', phone, far, performance.now() + thin.roundTrip, spend, ended);
		carry('down', far, phone, 0, spend, ended);
		for (const socket of [phone, far]) {
			socket.on('error', () => end(thin.roundTrip / 2));
			socket.on('close', () => end(thin.roundTrip / 2));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		begin(next) {
			for (const drop of [...open]) drop();
			thin = next;
			free.up = free.down = 0;
			count = { bytes: 0, cuts: 0, connections: 0 };
		},
		count: () => ({ ...count }),
		watch: (watcher) => (seen = watcher),
		async close() {
			for (const drop of [...open]) drop();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
