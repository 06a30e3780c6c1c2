import type { EngineParts } from '../engine.ts';
import { isWatched, law } from '../laws.ts';

/** The parts of a round, watched: no transaction is open while bytes travel, and none begins. */
export function apartFromTheWire(parts: EngineParts): EngineParts {
	if (!isWatched()) return parts;
	let open = 0;
	let travelling = 0;
	const travel = async <T>(what: string, way: () => Promise<T>): Promise<T> => {
		law('S8', open === 0, () => `a transaction is open while the round ${what}`);
		travelling++;
		try {
			return await way();
		} finally {
			travelling--;
		}
	};
	async function* linesOf(lines: AsyncIterable<string>) {
		const from = lines[Symbol.asyncIterator]();
		try {
			for (;;) {
				const next = await travel('waits for a line', () => from.next());
				if (next.done) return;
				yield next.value;
			}
		} finally {
			await from.return?.();
		}
	}
	return {
		...parts,
		store: {
			async transact(work) {
				law('S8', travelling === 0, () => 'a transaction begins while the round is on the wire');
				open++;
				try {
					return await parts.store.transact(work);
				} finally {
					open--;
				}
			},
		},
		transport: {
			async post(body) {
				const reply = await travel('asks', () => parts.transport.post(body));
				return reply.kind === 'answer' ? { ...reply, lines: linesOf(reply.lines) } : reply;
			},
		},
	};
}
