import net from 'node:net';

/** A line between phone and server. Milliseconds and bytes a second; 0: no limit. */
export interface Line {
	readonly roundTrip: number;
	readonly up: number;
	readonly down: number;
	/** TCP slow start from ten segments. */
	readonly slowStart: boolean;
	/** How often a new connection is one that will be reset, from 0 to 1, and by how many bytes, up+down, at the latest. */
	readonly resets?: { readonly chance: number; readonly within: number };
}

export const LOCAL: Line = { roundTrip: 0, up: 0, down: 0, slowStart: false };
/** 600 ms round trip, 50 kbit/s up, 100 down. */
export const EDGE: Line = { roundTrip: 600, up: 6_250, down: 12_500, slowStart: true };

/** 840 ms round trip, 240 kbit/s both ways. Its resets need the bytes of the work: `onRoad`. */
export const ROAD: Line = { roundTrip: 840, up: 30_000, down: 30_000, slowStart: true };
/** FAR is EDGE's distance without its thinness. */
export const FAR: Line = { ...LOCAL, roundTrip: 600 };

/** ROAD for work that takes `bytes`: each connection is reset at a random one of them with a chance of 2 %. */
export const onRoad = (bytes: number): Line => ({ ...ROAD, resets: { chance: 0.02, within: bytes } });

export interface Count {
	up: number;
	down: number;
	requests: number;
	/** How often a phone spoke after it had listened, on all connections: what cannot be had faster than a round trip. */
	turns: number;
	/** Connections that the line reset. */
	resets: number;
	connections: number;
	/** Bytes of cookie headers, which are in `up` as well. */
	cookies: number;
}

const NOTHING: Count = { up: 0, down: 0, requests: 0, turns: 0, resets: 0, connections: 0, cookies: 0 };
const SEGMENT = 1_448;
const REQUEST = /(?:^|\r\n|\n|[}\]])(GET|POST|PUT|DELETE) \S+ HTTP\/1\.1\r\n/g;
const COOKIE = /\r\ncookie: [^\r]*/gi;

/** What of a part that a connection carries, in either direction, arrives: all of it until the line resets it. */
type Fate = (part: Buffer) => Buffer;

/** Milliseconds between a connection's last byte and the news that it is gone: a reset in its heels would swallow it. */
const LAST_BYTE = 20;

function makeFate({ resets }: Line, random: () => number, reset: () => void): Fate {
	if (!resets) return (part) => part;
	const [luck, place] = [random(), random()];
	let left = luck < resets.chance ? Math.floor(place * resets.within) : Infinity;
	return (part) => {
		if (part.length > left && left >= 0) setTimeout(reset, LAST_BYTE);
		const arrives = part.subarray(0, Math.max(0, left));
		left -= part.length;
		return arrives;
	};
}

/** One direction of one connection: segments that leave in order, each when the line has room for it. */
class Pipe {
	#queue: Buffer[] = [];
	#flying: { at: number; part: Buffer }[] = [];
	#window = 10 * SEGMENT;
	#inFlight = 0;
	#timer: NodeJS.Timeout | null = null;
	#ended = false;
	readonly #to: net.Socket;
	readonly #line: () => Line;
	readonly #rate: 'up' | 'down';
	readonly #free: { up: number; down: number };
	readonly #notBefore: number;
	readonly #fate: Fate;

	constructor(
		to: net.Socket,
		line: () => Line,
		rate: 'up' | 'down',
		free: { up: number; down: number },
		hold: number,
		fate: Fate,
	) {
		this.#to = to;
		this.#line = line;
		this.#rate = rate;
		this.#free = free;
		this.#notBefore = performance.now() + hold;
		this.#fate = fate;
	}

	push(bytes: Buffer): void {
		for (let i = 0; i < bytes.length; i += SEGMENT) this.#queue.push(bytes.subarray(i, i + SEGMENT));
		this.#pump();
	}

	end(): void {
		this.#ended = true;
		this.#flush();
	}

	#pump(): void {
		const line = this.#line();
		while (this.#queue.length > 0) {
			const part = this.#queue[0] as Buffer;
			if (line.slowStart && this.#inFlight > 0 && this.#inFlight + part.length > this.#window) break;
			this.#queue.shift();
			const now = performance.now();
			let leaves = Math.max(now, this.#notBefore);
			const rate = line[this.#rate];
			if (rate > 0) {
				leaves = Math.max(leaves, this.#free[this.#rate]) + ((part.length + 40) / rate) * 1_000;
				this.#free[this.#rate] = leaves;
			}
			this.#inFlight += part.length;
			this.#flying.push({ at: leaves + line.roundTrip / 2, part });
			setTimeout(
				() => {
					this.#inFlight -= part.length;
					this.#window += part.length;
					this.#pump();
				},
				leaves - now + line.roundTrip,
			);
		}
		this.#flush();
	}

	#flush(): void {
		const now = performance.now() + 0.5;
		while (this.#flying[0] && this.#flying[0].at <= now) {
			const { part } = this.#flying.shift() as { part: Buffer };
			const arrives = this.#fate(part);
			if (arrives.length > 0 && !this.#to.destroyed) this.#to.write(arrives);
		}
		if (this.#ended && this.#queue.length === 0 && this.#flying.length === 0) this.#to.end();
		if (this.#timer || !this.#flying[0]) return;
		this.#timer = setTimeout(
			() => {
				this.#timer = null;
				this.#flush();
			},
			Math.max(0, this.#flying[0].at - performance.now()),
		);
	}
}

export interface Proxy {
	readonly port: number;
	/** Begins a phase: a new connection, counts at nought, on this line. */
	begin(line: Line): void;
	/** Begins a phase on the connections that are open, on the line that is. */
	goOn(): void;
	count(): Count;
	close(): Promise<void>;
}

/**
 * A TCP proxy that counts what crosses it and is as slow as its line. A new connection costs one round trip. `random`
 * decides which connections of a line with resets break, and where: two draws for each connection.
 */
export async function startProxy(target: number, random: () => number = Math.random): Promise<Proxy> {
	let line = LOCAL;
	let count = { ...NOTHING };
	const sockets = new Set<net.Socket>();
	const free = { up: 0, down: 0 };
	const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (phone) => {
		count.connections++;
		const far = net.connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
		const fate = makeFate(line, random, () => {
			count.resets++;
			phone.resetAndDestroy();
			far.resetAndDestroy();
		});
		const up = new Pipe(far, () => line, 'up', free, line.roundTrip, fate);
		const down = new Pipe(phone, () => line, 'down', free, 0, fate);
		for (const socket of [phone, far]) sockets.add(socket);
		let spoke = false;
		phone.on('data', (bytes: Buffer) => {
			if (!spoke) count.turns++;
			spoke = true;
			const text = bytes.toString('latin1');
			count.up += bytes.length;
			count.requests += text.match(REQUEST)?.length ?? 0;
			count.cookies += (text.match(COOKIE) ?? []).join('').length;
			up.push(bytes);
		});
		far.on('data', (bytes: Buffer) => {
			spoke = false;
			count.down += bytes.length;
			down.push(bytes);
		});
		phone.on('end', () => up.end());
		far.on('end', () => down.end());
		phone.on('error', () => far.destroy());
		far.on('error', () => phone.destroy());
		phone.on('close', () => sockets.delete(phone));
		far.on('close', () => sockets.delete(far));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const drop = () => {
		for (const socket of sockets) socket.destroy();
		sockets.clear();
	};
	return {
		port: (server.address() as net.AddressInfo).port,
		begin(next) {
			drop();
			line = next;
			free.up = 0;
			free.down = 0;
			count = { ...NOTHING };
		},
		goOn() {
			count = { ...NOTHING };
		},
		count: () => ({ ...count }),
		async close() {
			drop();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
