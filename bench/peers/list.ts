/** A row of the table. */
export interface Listed {
	readonly name: string;
	/** Its file in this folder, without the ending. */
	readonly file: string;
	/** Deflate or gzip where the peer leaves the choice to whoever runs it. */
	readonly packed: boolean;
	/** A line that breaks is overcome without help, so that ROAD can be measured. */
	readonly recovers: boolean;
	/** One connection carries both ways at once: what is pushed and what is pulled are not added up. */
	readonly bothWays: boolean;
	readonly licence: string;
	/** What a reader of the table must know. */
	readonly remark: string;
}

export const TAMBON = 'Tambon';

/** Everyone in the table, Tambon first. */
export const PEERS: readonly Listed[] = [
	{
		name: TAMBON,
		file: 'tambon',
		packed: true,
		recovers: true,
		bothWays: true,
		licence: 'MIT',
		remark: 'push and pull are one request; the session cookie, which no peer carries, is left out',
	},
	{
		name: 'PouchDB 9 ↔ express-pouchdb',
		file: 'pouchdb',
		packed: false,
		recovers: true,
		bothWays: false,
		licence: 'Apache-2.0',
		remark:
			'one-shot replications, kept connections, batches as shipped; on ROAD live, with `retry`, since only that tries again',
	},
	{
		name: 'RxDB 17, HTTP replication, gzip',
		file: 'rxdb',
		packed: true,
		recovers: true,
		bothWays: true,
		licence: 'Apache-2.0',
		remark:
			'the server of its manual, pages of 1,000; an edit also sets `updatedAt`, its checkpoint; a push also pulls',
	},
	{
		name: 'Replicache 15, gzip',
		file: 'replicache',
		packed: true,
		recovers: true,
		bothWays: false,
		licence: 'not OSI (roci.dev/terms): measured only',
		remark: 'its per-space versions; a push brings no news',
	},
	{
		name: 'Yjs 13 + y-websocket',
		file: 'yjs',
		packed: false,
		recovers: true,
		bothWays: true,
		licence: 'MIT',
		remark: 'one document, a map a product; no authorship, no number, no answer to a push',
	},
	{
		name: 'Yjs 13 + y-websocket, deflate',
		file: 'yjs',
		packed: true,
		recovers: true,
		bothWays: true,
		licence: 'MIT',
		remark: 'the same with permessage-deflate',
	},
	{
		name: 'Automerge 3 + automerge-repo 2',
		file: 'automerge',
		packed: false,
		recovers: true,
		bothWays: true,
		licence: 'MIT',
		remark:
			'one document, one change a product; idle ends when server and phone know each other; where the line breaks its ' +
			'`find` says “unavailable”, which on ROAD is waited out',
	},
	{
		name: 'TinyBase 10, deflate',
		file: 'tinybase',
		packed: true,
		recovers: false,
		bothWays: true,
		licence: 'MIT',
		remark: 'mergeable store; over a plain socket it does not reconnect',
	},
];
