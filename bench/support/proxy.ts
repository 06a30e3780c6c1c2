import net from 'node:net';

/** A line between phone and server. Milliseconds and bytes a second; 0: no limit. */
export interface Line {
	readonly roundTrip: number;
	readonly up: number;
	readonly down: number;
	/** TCP slow start from ten segments. */
	readonly slowStart: boolean;
}

export const LOCAL: Line = { roundTrip: 0, up: 0, down: 0, slowStart: false };
/** 600 ms round trip, 50 kbit/s up, 100 down. */
export const EDGE: Line = { roundTrip: 600, up: 6_250, down: 12_500, slowStart: true };

export interface Count {
	up: number;
	down: number;
	requests: number;
	connections: number;
	/** Bytes of cookie headers, which are in `up` as well. */
	cookies: number;
}

const SEGMENT = 1_448;
const REQUEST = /(?:^|\r\n|\n|[}\]])(GET|POST|PUT|DELETE) \S+ HTTP\/1\.1\r\n/g;
const COOKIE = /\r\ncookie: [^\r]*/gi;

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

	constructor(
		to: net.Socket,
		line: () => Line,
		rate: 'up' | 'down',
		free: { up: number; down: number },
		hold: number,
	) {
		this.#to = to;
		this.#line = line;
		this.#rate = rate;
		this.#free = free;
		this.#notBefore = performance.now() + hold;
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
			if (!this.#to.destroyed) this.#to.write(part);
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
	count(): Count;
	close(): Promise<void>;
}

/** A TCP proxy that counts what crosses it and is as slow as its line. A new connection costs one round trip. */
export async function startProxy(target: number): Promise<Proxy> {
	let line = LOCAL;
	let count: Count = { up: 0, down: 0, requests: 0, connections: 0, cookies: 0 };
	const sockets = new Set<net.Socket>();
	const free = { up: 0, down: 0 };
	const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (phone) => {
		count.connections++;
		const far = net.connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
		const up = new Pipe(far, () => line, 'up', free, line.roundTrip);
		const down = new Pipe(phone, () => line, 'down', free, 0);
		for (const socket of [phone, far]) sockets.add(socket);
		phone.on('data', (bytes: Buffer) => {
			const text = bytes.toString('latin1');
			count.up += bytes.length;
			count.requests += text.match(REQUEST)?.length ?? 0;
			count.cookies += (text.match(COOKIE) ?? []).join('').length;
			up.push(bytes);
		});
		far.on('data', (bytes: Buffer) => {
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
			count = { up: 0, down: 0, requests: 0, connections: 0, cookies: 0 };
		},
		count: () => ({ ...count }),
		async close() {
			drop();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
