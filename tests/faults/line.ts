import net from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { Conversation, type Exchange } from './conversation.ts';
import { calm, type Fate, type Turn } from './weather.ts';

/** What the app asks of its server: a round, or a photo on its way up. */
export const isSync = ({ method, path }: Exchange): boolean =>
	(method === 'POST' && path === '/api/sync') || path.startsWith('/api/uploads');
export const isJoin = ({ method, path }: Exchange): boolean => method === 'POST' && path === '/api/join';

/** Something that happens once, in the middle of an exchange. */
export interface Ambush {
	readonly turn: Turn;
	readonly of: (exchange: Exchange) => boolean;
	/** Exchanges of that kind that go by before. */
	readonly after: number;
	readonly strike: () => Promise<void>;
}

export interface LineCount {
	/** Syncs that began, those of them whose answer never arrived whole, and those that met no server. */
	syncs: number;
	interrupted: number;
	unreached: number;
	/** Connections the line itself cut or dropped. */
	cuts: number;
}

export interface BadLine {
	readonly port: number;
	/** Chooses each exchange's fate from now on. */
	weather(fate: () => Fate): void;
	leadTo(port: number): void;
	/** Lies in wait; resolves when it has struck. One at a time. */
	ambush(ambush: Ambush): Promise<void>;
	count(): LineCount;
	close(): Promise<void>;
}

interface Waiting {
	ambush: Ambush;
	left: number;
	strike: () => void;
}

/** What befalls an exchange, decided at its first byte. */
interface Plan {
	readonly fate: Fate;
	readonly turn: Turn | null;
	readonly act: (connection: Connection) => void;
	/** The connection is gone, by whatever hand: an ambush does not let it go by. */
	readonly gone: () => void;
	/** Bytes carried so far. */
	readonly carried: { up: number; down: number };
	/** The answer's last byte is with the phone. */
	isDelivered: boolean;
}

/** A TCP proxy that knows which request crosses it, and cuts, drops, delays or strikes at a chosen byte of it. */
export async function openLine(): Promise<BadLine> {
	let target = 0;
	let fateOf: () => Fate = calm;
	let waiting: Waiting | null = null;
	const count: LineCount = { syncs: 0, interrupted: 0, unreached: 0, cuts: 0 };
	const open = new Set<Connection>();

	function plan(exchange: Exchange): Plan {
		const carried = { up: 0, down: 0 };
		if (isSync(exchange)) count.syncs++;
		if (waiting?.ambush.of(exchange) && waiting.left-- <= 0) {
			const { ambush, strike } = waiting;
			waiting = null;
			const fate = { ...fateOf(), cut: null };
			return { fate, turn: ambush.turn, act: strike, gone: strike, carried, isDelivered: false };
		}
		const fate = fateOf();
		const act = (connection: Connection) => {
			count.cuts++;
			connection.reset();
		};
		return { fate, turn: fate.cut, act, gone: () => undefined, carried, isDelivered: false };
	}

	const server = net.createServer({ noDelay: true }, (phone) => {
		const connection = new Connection(phone, target, plan, (last, end) => {
			open.delete(connection);
			if (last && isSync(last) && end !== 'delivered') count[end]++;
		});
		open.add(connection);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		weather: (fate) => (fateOf = fate),
		leadTo: (port) => (target = port),
		ambush: (ambush) =>
			new Promise((struck, failed) => {
				let isStruck = false;
				const strike = () => {
					if (!isStruck) ambush.strike().then(struck, failed);
					isStruck = true;
				};
				waiting = { ambush, left: ambush.after, strike };
			}),
		count: () => ({ ...count }),
		async close() {
			for (const connection of open) connection.reset();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

class Connection {
	readonly #talk = new Conversation();
	readonly #phone: net.Socket;
	readonly #far: net.Socket;
	#plan: Plan | null = null;
	readonly #makePlan: (exchange: Exchange) => Plan;
	/** What each direction still has to carry, in its order. */
	readonly #busy = { up: Promise.resolve(), down: Promise.resolve() };
	#isOver = false;

	constructor(
		phone: net.Socket,
		target: number,
		makePlan: (exchange: Exchange) => Plan,
		closed: (last: Exchange | null, end: 'delivered' | 'interrupted' | 'unreached') => void,
	) {
		this.#phone = phone;
		this.#makePlan = makePlan;
		this.#far = net.connect({ port: target, host: '127.0.0.1', noDelay: true });
		let isReached = false;
		this.#far.on('connect', () => (isReached = true));
		phone.on('data', (bytes: Buffer) => this.#hear('up', bytes));
		this.#far.on('data', (bytes: Buffer) => this.#hear('down', bytes));
		for (const [from, to, way] of [
			[this.#phone, this.#far, 'up'],
			[this.#far, this.#phone, 'down'],
		] as const) {
			from.on('error', () => this.reset());
			from.on('end', () => void this.#busy[way].then(() => to.end()));
		}
		phone.on('close', () => {
			this.reset();
			const end = this.#plan?.isDelivered ? 'delivered' : isReached ? 'interrupted' : 'unreached';
			closed(this.#talk.exchange, end);
			this.#plan?.gone();
		});
	}

	/** Breaks it off as a lost signal does: both ends learn of it, and nothing on the way arrives. */
	reset(): void {
		this.#isOver = true;
		this.#phone.resetAndDestroy();
		this.#far.resetAndDestroy();
	}

	#hear(way: 'up' | 'down', bytes: Buffer): void {
		if (way === 'up') {
			const { exchange, isNew } = this.#talk.up(bytes);
			if (isNew) this.#plan = this.#makePlan(exchange);
		} else this.#talk.down(bytes);
		const { exchange } = this.#talk;
		const plan = this.#plan;
		if (!exchange || !plan) return;
		const whole = way === 'up' ? exchange.asks : exchange.answers;
		const isEnd = way === 'up' ? exchange.up >= whole : exchange.ended;
		this.#busy[way] = this.#busy[way].then(() => this.#carry(way, bytes, plan, whole, isEnd));
	}

	async #carry(way: 'up' | 'down', bytes: Buffer, plan: Plan, whole: number, isEnd: boolean): Promise<void> {
		const { fate, turn, carried } = plan;
		const late = way === 'down' && carried.down === 0 ? fate.late : 0;
		if (fate.delay + late > 0) await pass(fate.delay + late);
		const before = carried[way];
		const here = turn?.way === way;
		const limit = here && turn.part < 1 ? Math.floor(turn.part * whole) : Infinity;
		carried[way] += bytes.length;
		await this.#write(way, bytes.subarray(0, Math.max(0, limit - before)), fate.isTorn);
		if (this.#isOver) return;
		if (way === 'down' && isEnd && carried.down <= limit) plan.isDelivered = true;
		if (!here || before > limit || !(isEnd || carried[way] >= limit)) return;
		if (turn.part < 1) this.#isOver = true;
		// Behind a last byte the other direction must not wait for it.
		const strike = pass(turn.wait).then(() => plan.act(this));
		if (turn.part < 1) await strike;
	}

	async #write(way: 'up' | 'down', bytes: Buffer, isTorn: boolean): Promise<void> {
		const to = way === 'up' ? this.#far : this.#phone;
		const middle = isTorn ? Math.ceil(bytes.length / 3) : 0;
		for (const piece of [bytes.subarray(0, middle), bytes.subarray(middle)]) {
			if (this.#isOver || to.destroyed || piece.length === 0) continue;
			to.write(piece);
			if (isTorn) await pass(2);
		}
	}
}
