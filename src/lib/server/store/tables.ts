import type { Generated } from 'kysely';

/**
 * The tables, the same for every engine. JSON is kept as text: no engine's own JSON functions are used, so that
 * rows mean the same everywhere. Every row of a space carries its area, the partition key of a distributed engine.
 */
export interface Tables {
	meta: { key: string; value: string };
	space: { id: string; area: string; shop: string | null; counter: number; shorts: number };
	record: {
		space: string;
		kind: string;
		key: string;
		area: string;
		short: number;
		born: number;
		at: number;
		removed: string | null;
		fields: string;
		stamps: string;
	};
	superseded: {
		space: string;
		kind: string;
		key: string;
		field: string;
		number: number;
		area: string;
		value: string;
		stamp: string;
		/** When it gave way, ms UTC; null: before that was noted. */
		at: number | null;
	};
	ledger: { device: string; space: string; last: number };
	outcome: {
		device: string;
		space: string;
		n: number;
		digest: string;
		outcome: string;
		number: number;
		/** When it was decided, ms UTC; null: before that was noted. */
		at: number | null;
	};
	/** Changes that another phone brought for `device`, apart from what that device itself offered. */
	carried: {
		device: string;
		space: string;
		n: number;
		digest: string;
		outcome: string;
		number: number;
		/** The person who brought it. */
		carrier: string;
		at: number;
	};
	/** The histories of this database in their order; the last is being written. */
	epoch: { seq: number; id: string; forks_known: number };
	/** The number of a space at which a history ended; a space that is not named did not exist then. */
	fork: { epoch: string; space: string; number: number };
	person: {
		id: string;
		role: string;
		name: string;
		areas: string;
		shop: string | null;
		created_at: number;
		revoked_at: number | null;
	};
	enrolment: {
		id: string;
		person: string;
		device: string;
		renamed: number;
		secret_hash: string;
		phone: string;
		created_at: number;
		heard_at: number | null;
		revoked_at: number | null;
		/** What the phone last told of itself; '' and null: it never did. */
		version: string;
		unsent: number | null;
		/** When the oldest that waits there was made, ms UTC; null: nothing waits. */
		unsent_since: number | null;
		/** What is known of its secrets: `queries/renewals.ts`. */
		secret_at: number | null;
		offered_hash: string | null;
		offered_at: number | null;
		offered_seen_at: number | null;
		spent_hash: string | null;
	};
	invitation: {
		id: string;
		secret_hash: string;
		role: string;
		areas: string;
		shop: string | null;
		name: string;
		/** Someone who has joined before, for a further phone of theirs. */
		person: string | null;
		inviter: string | null;
		created_at: number;
		expires_at: number;
		key_hash: string | null;
		enrolment: string | null;
		used_at: number | null;
		revoked_at: number | null;
	};
	/** An invitation's code that is read out. Only hashes are kept, and a row goes when its time is over. */
	invitation_code: {
		number: string;
		invitation: string;
		salt: string;
		code_hash: string;
		/** Wrong codes so far. */
		tries: number;
		expires_at: number;
		/** Of the phone that brought the right code, and of the secret that it got for it. */
		key_hash: string | null;
		secret_hash: string | null;
	};
	/** By which phones sign invitations that they make with no connection. `replaced_at`: since when another is in use, ms UTC. */
	signing_key: { enrolment: string; public_key: string; replaced_at: number | null };
	/** Who did what, when; see `access-log.ts`. */
	access_log: {
		seq: Generated<number>;
		at: number;
		person: string;
		enrolment: string;
		act: string;
		thing: string;
		outcome: string;
	};
	/** Orders that still tell who bought. Kept in step with `record` in the same transaction; times by the server's clock. */
	buyer_kept: {
		space: string;
		key: string;
		/** When the latest change of the order was taken, ms UTC. */
		changed_at: number;
		/** Since when it is delivered, cancelled, returned or removed, ms UTC; null: it is under way. */
		closed_at: number | null;
	};
	/** Published shops: what the storefront lists. Kept in step with `record` in the same transaction. */
	listed_shop: {
		space: string;
		shop: string;
		province: string;
		district: string;
		name: string;
		/** Folded names: what a search looks in. */
		search: string;
		/** Sorts in Thai dictionary order by plain bytes. */
		sort: string;
		published_at: number;
	};
	/** Products that a shopper may see once their shop is listed too. */
	listed_product: {
		space: string;
		key: string;
		shop: string;
		category: string;
		name: string;
		search: string;
		sort: string;
		published_at: number;
	};
	/** What the desk counts of each catalogue. Kept in step with `record` in the same transaction; see `desk/counting.ts`. */
	standing: {
		space: string;
		area: string;
		/** Rows of the register that its maker stands for; 0: it is on no register. */
		rows: number;
		/** 1: somebody else than an import has written in it, first at `begun_at`, ms UTC; null: before that was noted. */
		begun: number;
		begun_at: number | null;
		/** 1: it lacks nothing but its owner's consent, since `waits_at`, ms UTC; null: before that was noted. */
		waits: number;
		waits_at: number | null;
		/** 1: a shopper can see it. */
		listed: number;
		/** 1: something of it is on sale whose picture has arrived. */
		pictured: number;
		/** The shop that stands for it (`domain/duplicates/`); null: it stands for itself. */
		merged_into: string | null;
	};
	/** Products that have, or had, a price. In the same step. */
	priced: {
		space: string;
		key: string;
		area: string;
		category: string;
		unit: string;
		/** 0: the price was taken away, or the product was. */
		satang: number;
		/** The other price of this unit that it had before; null: none. */
		was: number | null;
		/** Since when the price stands, as `dayNumber`; null: before that was noted. */
		priced_on: number | null;
		/** 1: what shoppers see once its shop is open. */
		on_sale: number;
		/** 1: a picture of it has arrived. */
		pictured: number;
	};
	/** What the desk counts of each visit. In the same step; see `desk/visits.ts`. */
	visit: {
		space: string;
		key: string;
		area: string;
		shop: string;
		marketer: string;
		/** `standingOf` (`domain/visit.ts`), or `removed`. */
		standing: string;
		/** When it ended by its maker's phone, ms UTC; null: it has not. */
		made_at: number | null;
		/** When the server heard so, ms UTC. */
		came_at: number | null;
	};
	/** What a device holds of many spaces, as JSON: `base` by space, `plan` in the order told. See `sync/vector.ts`. */
	vector: { device: string; id: string; scopes: string; base: string; plan: string };
	photo_file: {
		hash: string;
		bytes: number;
		type: string;
		created_at: number;
		/** Since when no photo record names it, ms UTC; null: one does, or nobody has looked yet. */
		orphan_since: number | null;
	};
	/** Smaller copies that are on the disk, by their nominal width in pixels; one of a narrower picture has its width. */
	photo_variant: { hash: string; width: number; format: string; bytes: number };
	/** What the server still has to do about a picture's files: the queue of `photos/work.ts`. */
	photo_job: {
		hash: string;
		/** `make` its variants, or `remove` every file of it. */
		work: string;
		/** How often it was begun. */
		tries: number;
		/** Not before this, ms UTC; null: given up. */
		due_at: number | null;
		/** Why it was given up: the picture cannot be opened. */
		broken: string | null;
	};
	/** Which photo records name a file, and what they show: who may see the thing may see the file. */
	photo_use: {
		hash: string;
		space: string;
		key: string;
		of_kind: string;
		of_key: string;
		/** 1: whoever may write in the space has sent the file's bytes. Naming a hash alone shows nobody anything. */
		proven: number;
	};
	/** Who sent a file's bytes: a person ('': the server itself), for one space ('': for wherever they may write). */
	photo_sender: { hash: string; person: string; space: string };
}
