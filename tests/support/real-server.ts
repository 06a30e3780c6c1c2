import { memoryJournal } from '$lib/server/journal.ts';
import { makeLog } from '$lib/server/log.ts';
import { answerSync } from '$lib/server/sync/answer.ts';
import { sqlParts } from '$lib/server/sync/sql.ts';
import { recordsAfter } from '$lib/server/store/queries/records.ts';
import { findSpace } from '$lib/server/store/queries/spaces.ts';
import { openSqlite } from '$lib/server/store/sqlite/open.ts';
import type { Superseded } from '$lib/sync/merge.ts';
import { decodeRequest } from '$lib/sync/protocol.ts';
import type { Stamp } from '$lib/sync/record.ts';
import type { Value } from '$lib/sync/value.ts';
import type { SyncServer } from './sync-server.ts';

/** The server itself over SQLite in memory, asked without HTTP. Every caller is a seller of the shop of its space. */
export async function realServer(now: () => number): Promise<SyncServer & { close(): Promise<void> }> {
	const store = await openSqlite(':memory:');
	const problems: string[] = [];
	const env = { dataDir: '', host: '', port: 0, origin: '', logLevel: 'error' } as const;
	const app = {
		env,
		log: makeLog('error', (line) => problems.push(line)),
		store,
		journal: memoryJournal(),
		now,
	};
	return {
		async answer(caller, body) {
			const request = decodeRequest(body);
			if (request.device && caller.device && request.device !== caller.device) caller.renamed = true;
			caller.device = request.device ?? caller.device;
			const shop = caller.maySee('c.oneshop') ? 'oneshop' : 'another';
			const principal = { person: caller.person, role: 'seller', areas: ['40'], shop } as const;
			const { device, renamed = false } = caller;
			const who = { enrolment: 'any', device, renamed, principal };
			const lines: string[] = [];
			for await (const page of answerSync(sqlParts(app), who, request)) lines.push(...page);
			if (problems.length > 0) throw new Error(problems.join('\n'));
			return lines;
		},
		truth: (id) =>
			store.read(async (tx) => {
				const space = await findSpace(tx, id);
				const rows = await tx.db.selectFrom('superseded').selectAll().where('space', '=', id).execute();
				const superseded = rows.map(({ kind, key, field, value, stamp }): Superseded => {
					return { kind, key, field, value: JSON.parse(value) as Value, stamp: JSON.parse(stamp) as Stamp };
				});
				return { counter: space?.counter ?? 0, records: await recordsAfter(tx, id, 0), superseded };
			}),
		close: () => store.close(),
	};
}
