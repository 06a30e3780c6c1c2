import { createHmac, randomBytes } from 'node:crypto';
import {
	appendFileSync,
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readFileSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Buyers whose data was removed at their wish, kept beside the database so that it holds where an older backup is put back, and
 * only ever added to. Known by a keyed hash of the phone: of a plain one, whoever reads the file tries the billion numbers
 * there are in a second. The key is a file of its own, which no backup of the database holds.
 */
export interface Erasures {
	/** On the disk when it returns. `at`: ms UTC. */
	add(phone: string, at: number): void;
	/** When this buyer's data was last removed; null: never. */
	of(phone: string): number | null;
	isEmpty(): boolean;
	/** True where there are some, and their key is gone: nobody can tell any more who they were. */
	hasLostKey(): boolean;
}

const KEY_BYTES = 32;

interface Erasure {
	readonly hash: string;
	readonly at: number;
}

const keyed = (key: Uint8Array, phone: string): string =>
	createHmac('sha256', key).update(phone).digest('base64url');

/** The latest of each, from lines of JSON. A line that a crash cut short says nothing: it was not answered either. */
function latestOf(lines: readonly string[]): Map<string, number> {
	const latest = new Map<string, number>();
	for (const line of lines) {
		try {
			const { hash, at } = JSON.parse(line) as Erasure;
			latest.set(hash, Math.max(at, latest.get(hash) ?? 0));
		} catch {
			continue;
		}
	}
	return latest;
}

export function fileErasures(folder: string): Erasures {
	const file = join(folder, 'erasures.jsonl');
	const keyFile = join(folder, 'erasures.key');
	let key: Uint8Array | null = null;
	let known = { size: -1, latest: new Map<string, number>() };

	/** Made at first use, whole or not at all, readable by the server alone. */
	function theKey(): Uint8Array {
		if (key) return key;
		try {
			writeFileSync(keyFile, randomBytes(KEY_BYTES).toString('base64url'), {
				flag: 'wx',
				mode: 0o600,
				flush: true,
			});
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64url');
		if (key.length !== KEY_BYTES) throw new Error(`${keyFile} holds no key`);
		return key;
	}

	/** The command line may have added one beside the server. */
	function latest(): Map<string, number> {
		const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
		if (size !== known.size) {
			known = { size, latest: latestOf(size === 0 ? [] : readFileSync(file, 'utf8').split('\n')) };
		}
		return known.latest;
	}

	return {
		add(phone, at) {
			const line = JSON.stringify({ hash: keyed(theKey(), phone), at });
			const handle = openSync(file, 'a', 0o600);
			try {
				// A line that a crash left without an end must not swallow this one
				appendFileSync(handle, `\n${line}\n`);
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
		},
		of: (phone) => (latest().size === 0 ? null : (latest().get(keyed(theKey(), phone)) ?? null)),
		isEmpty: () => latest().size === 0,
		hasLostKey: () => latest().size > 0 && !existsSync(keyFile),
	};
}

export function memoryErasures(): Erasures {
	const key = randomBytes(KEY_BYTES);
	const lines: string[] = [];
	return {
		add: (phone, at) => void lines.push(JSON.stringify({ hash: keyed(key, phone), at })),
		of: (phone) => latestOf(lines).get(keyed(key, phone)) ?? null,
		isEmpty: () => lines.length === 0,
		hasLostKey: () => false,
	};
}
