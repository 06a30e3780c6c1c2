/** One request and its answer, as they cross a line. */
export interface Exchange {
	readonly method: string;
	readonly path: string;
	/** Bytes of the request and of the answer, heads included; the answer's is a guess until its head is there. */
	readonly asks: number;
	answers: number;
	/** Bytes read so far. */
	up: number;
	down: number;
	/** The last byte of the answer was read. */
	ended: boolean;
}

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';
/** What is taken for an answer's length while nothing says it. */
const UNTOLD = 2_000;
const BODILESS = ['204', '304'];

const lengthIn = (head: string): number | null => {
	const told = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
	return told === undefined ? null : Number(told);
};

/**
 * Reads what one HTTP/1.1 connection of a browser carries: which bytes belong to which request, and where an answer
 * ends. Browsers do not ask again on a connection before the answer is whole.
 */
export class Conversation {
	/** The latest exchange; null before the first byte. */
	exchange: Exchange | null = null;
	/** The answer's beginning until its head is whole; null behind it. */
	#head: string | null = '';
	#isChunked = false;

	/** Bytes of the phone. Answers the exchange they belong to, which begins with them if `isNew`. */
	up(bytes: Buffer): { exchange: Exchange; isNew: boolean } {
		const isNew = this.exchange === null || this.exchange.up >= this.exchange.asks;
		const exchange = isNew ? begin(bytes) : (this.exchange as Exchange);
		if (isNew) {
			this.exchange = exchange;
			this.#head = '';
			this.#isChunked = false;
		}
		exchange.up += bytes.length;
		return { exchange, isNew };
	}

	/** Bytes of the server; null where it speaks unasked. */
	down(bytes: Buffer): Exchange | null {
		const { exchange } = this;
		if (!exchange) return null;
		exchange.down += bytes.length;
		const text = bytes.toString('latin1');
		if (this.#head !== null) this.#readHead(exchange, this.#head + text);
		exchange.ended = this.#isChunked
			? text.endsWith(LAST_CHUNK)
			: this.#head === null && exchange.down >= exchange.answers;
		return exchange;
	}

	#readHead(exchange: Exchange, text: string): void {
		const end = text.indexOf(HEAD_END);
		this.#head = end < 0 ? text : null;
		if (end < 0) return;
		const head = text.slice(0, end);
		this.#isChunked = /\r\ntransfer-encoding: *chunked/i.test(head);
		const isBodiless = exchange.method === 'HEAD' || BODILESS.includes(head.slice(9, 12));
		const body = isBodiless ? 0 : (lengthIn(head) ?? UNTOLD);
		exchange.answers = end + HEAD_END.length + body;
	}
}

function begin(bytes: Buffer): Exchange {
	const text = bytes.toString('latin1');
	const [, method = '', path = ''] = /^([A-Z]+) (\S+) HTTP/.exec(text) ?? [];
	const end = text.indexOf(HEAD_END);
	const head = end < 0 ? text : text.slice(0, end);
	const asks = end < 0 ? bytes.length : end + HEAD_END.length + (lengthIn(head) ?? 0);
	return { method, path, asks, answers: UNTOLD, up: 0, down: 0, ended: false };
}
