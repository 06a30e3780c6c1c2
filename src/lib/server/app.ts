import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../domain/dates.ts';
import { watchLaws } from '../sync/laws.ts';
import { readEnv, type Env } from './env.ts';
import { fileJournal, replay, type Journal } from './journal.ts';
import { memoryLimits, type Limits } from './limits.ts';
import { makeLog, type Log } from './log.ts';
import { forgetOldParts } from './photos/parts.ts';
import { fileRenewals, replayRenewals, type Renewals } from './renewal-journal.ts';
import { startPhotoWork, type PhotoWork } from './photos/work.ts';
import { replayErasures } from './privacy/erase.ts';
import { sweep } from './privacy/sweep.ts';
import { openSqlite } from './store/sqlite/open.ts';
import type { Store } from './store/port.ts';

/** What every request works with. */
export interface App {
	readonly env: Env;
	readonly log: Log;
	readonly store: Store;
	readonly journal: Journal;
	readonly renewals: Renewals;
	readonly limits: Limits;
	/** Milliseconds UTC. */
	readonly now: () => number;
}

/** Composition root of the server and of its command-line tools. Ends the process when the environment is wrong. */
export async function openApp(source: Readonly<Record<string, string | undefined>>): Promise<App> {
	const reading = readEnv(source);
	if (reading.kind === 'bad') {
		for (const problem of reading.problems) process.stderr.write(`${problem}\n`);
		process.exit(2);
	}
	const { env } = reading;
	const log = makeLog(env.logLevel, (line) => process.stderr.write(`${line}\n`));
	mkdirSync(join(env.dataDir, 'photos'), { recursive: true });
	const store = await openSqlite(join(env.dataDir, 'tambon.sqlite'));
	const journal = fileJournal(join(env.dataDir, 'revocations.jsonl'));
	const renewals = fileRenewals(join(env.dataDir, 'renewals'), Date.now());
	await replayRenewals(store, renewals, store.wasTurnedBack ? 0 : Date.now() - UNNOTICED);
	if (journal.erasures.hasLostKey()) {
		log.error(
			'erasures.key is missing: put it back, or buyers who were erased come back with an older backup',
		);
	}
	if (store.wasTurnedBack) {
		await replay(store, journal);
		await replayErasures({ store, journal, now: Date.now });
		log.info('put back from a backup: a new history begins', { epoch: store.epoch });
	}
	return { env, log, store, journal, renewals, limits: memoryLimits(), now: Date.now };
}

/** A backup younger than this may be put back without being known for one, milliseconds: some marks, and the time it takes. */
const UNNOTICED = DAY;
/** How often the database is marked, milliseconds: a backup that is older than two marks is known for one when it is put back. */
const MARK_EVERY = 10 * 60_000;

let running: Promise<App> | null = null;

/** The app of this process, opened at first use. */
export function app(): Promise<App> {
	if (!running && process.env['NODE_ENV'] !== 'production') watchLaws();
	running ??= openApp(process.env).then((opened) => {
		const mark = () =>
			opened.store.mark().catch((error: unknown) => opened.log.error('not marked', { error: String(error) }));
		setInterval(() => void mark(), MARK_EVERY).unref();
		const forget = () =>
			forgetOldParts(opened.env.dataDir, opened.now()).catch((error: unknown) =>
				opened.log.error('old uploads were not forgotten', { error: String(error) }),
			);
		void forget();
		setInterval(() => void forget(), DAY).unref();
		const tidy = () =>
			sweep(opened).catch((error: unknown) => opened.log.error('not swept', { error: String(error) }));
		void tidy();
		setInterval(() => void tidy(), DAY).unref();
		return opened;
	});
	return running;
}

/** What the server does beside answering: one process has it, the command-line tools do not. */
export function startWork(running: App): PhotoWork {
	return startPhotoWork(running);
}
