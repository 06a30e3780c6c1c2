import type { PriceEdit } from '../support/prices.ts';

/** The two phones of a run: what the writer pushes, the reader pulls. */
export type Who = 'writer' | 'reader';

/** The server of a peer, in a process of its own, holding the workload. */
export interface PeerServer {
	readonly port: number;
	/** What phones need to find their data there, beside the port. */
	readonly ticket: string;
	/** True once it holds that price. */
	holds(edit: PriceEdit): Promise<boolean>;
	stop(): Promise<void>;
}

/** The phones of a peer, in another process, reaching the server through the proxy. Each throws when its work fails. */
export interface PeerPhones {
	/** An empty phone of that name, in place of the one before. */
	fresh(who: Who): Promise<void>;
	/**
	 * It gets the shop and its products, and is done when it holds them all. `stubborn`: where the line breaks it goes on
	 * by the peer's own means, as an app would be set to.
	 */
	firstSync(who: Who, stubborn?: boolean): Promise<void>;
	/** What happens once a phone, or once after a push, and belongs to no phase: a first checkpoint, a confirmation. */
	settle(): Promise<void>;
	/** The writer stores edits. Nothing is sent. */
	edit(edits: readonly PriceEdit[]): Promise<void>;
	/** The writer sends, and is done when it has its answer; at once where the peer gives none. The server is asked too. */
	push(): Promise<void>;
	/** The reader asks for news, and is done when it holds that price. */
	pull(last: PriceEdit): Promise<void>;
	/** The reader asks for news when there are none. */
	idle(): Promise<void>;
	/** Gives up what connections are open. */
	rest(): Promise<void>;
}

/** What a file of this folder exports: the server and the phones of one peer, `packed` where it can be either. */
export interface Peer {
	start(packed: boolean): Promise<PeerServer>;
	phones(port: number, ticket: string, packed: boolean): PeerPhones;
}

/** The properties that a peer's process answers to over IPC. */
export type Side = 'server' | 'phones';
