import { Dexie, type Table } from 'dexie';
import type { Base } from '../../sync/change.ts';
import type { CarriedRow, Done, Followed, Held, Queued, Self } from '../../sync/device/held.ts';
import type { JournalEntry, PastValue } from '../../sync/device/port.ts';
import type { Sought } from '../photos/seek.ts';
import './fronts.ts';

/** A record with what its lists sort by: `sort` is absent where no list may show it (removed, or neither product nor photo). */
export interface RecordRow extends Held {
	readonly sort?: string;
	/** Only while something of it is unsent: lists of what waits read this index alone. */
	readonly unsent?: 1;
}

export interface QueueRow extends Queued {
	readonly space: string;
	readonly n: number;
	readonly kind: string;
	readonly key: string;
}

/** The few words of a product that its list, search and filters need: 10,000 of them fit in memory at once. */
export interface NameRow {
	readonly space: string;
	readonly key: string;
	readonly text: string;
	readonly state: string;
	readonly category: string;
	readonly soldOut: boolean;
}

/** A carried maker as lists, search and the drawing show it: all that they need, so that 1,200 of them are read at once. */
export interface MakerRow {
	readonly space: string;
	readonly shop: string;
	/** The space's number that this was made at. */
	readonly cursor: number;
	/** Something of it has not reached the office, so that this must be made anew. */
	readonly unsent: boolean;
	readonly name: string;
	/** `ต.หนองบัว อ.เมือง`; '' where nobody knows. */
	readonly where: string;
	/** The district's code (`domain/scope.ts`). */
	readonly district: string;
	/** What it is searched by, folded. */
	readonly text: string;
	readonly sort: string;
	/** Degrees; null: not known. */
	readonly place: readonly [lat: number, lng: number] | null;
	readonly phones: readonly string[];
	readonly categories: readonly string[];
	readonly state: string;
	/** Somebody has added to what the register says. */
	readonly touched: boolean;
	readonly products: number;
	readonly photos: number;
	/** Each price by its product, and since when this phone knows it to stand, ms UTC by its clock. */
	readonly prices: Readonly<Record<string, readonly [price: string, since: number]>>;
	/** When news of what others did there last came; null: never since it is carried. ms UTC by the phone's clock. */
	readonly newsAt: number | null;
	/** What it is compared with others by (`domain/duplicates/`): official code, number. Absent in older rows, as what follows. */
	readonly subdistrict?: string;
	readonly otop?: string;
	/** The shop that stands for it; ''. */
	readonly into?: string;
	/** Makers that are not this one, though they seemed to be: their keys. */
	readonly apart?: readonly string[];
	/** Comments of the office that wait; absent in older rows. */
	readonly asks?: number;
	/** When this person last looked at it here. */
	readonly lookedAt: number | null;
}

/** Typing that is no change yet: it survives the app being killed. */
export interface DraftRow {
	readonly id: string;
	readonly text: string;
	readonly at: number;
	/** What the person was looking at when they began to type. */
	readonly base?: Base;
}

/** A picture's bytes, apart from everything that is listed. */
export interface FileRow {
	readonly hash: string;
	readonly blob: Blob;
}

/**
 * What is known of a file that the server has. Apart from its bytes: writing a date beside them would copy them on a phone
 * that has no room for it, and whoever has read them keeps the browser from giving their room back.
 */
export interface ArrivalRow {
	readonly hash: string;
	/** Of the file. */
	readonly bytes: number;
	/** The server has had it since then at the latest, ms UTC by its clock; null: it came from there, and may be fetched again. */
	readonly confirmedAt: number | null;
}

/** A file that the server has not confirmed yet. `space` and `photo` name the record it belongs to. */
export interface UploadRow {
	readonly hash: string;
	readonly space: string;
	readonly photo: string;
	readonly size: 'full' | 'thumb';
	readonly madeAt: number;
	/** Why the server will not have it; such a row waits for the person. */
	readonly refused: string | null;
	/** It came in a rescue file: its record may be on another phone alone. */
	readonly carried?: true;
	/** Of the file. Rows from before uploads could be resumed have none until they are begun. */
	readonly bytes?: number;
	/** How much of it is known to be at the server; none: it was never begun. */
	readonly arrived?: number;
	/** This phone sent the same file once before: the server is asked for it before its bytes travel. */
	readonly sentBefore?: true;
}

/** What holds for this phone alone: how its person takes pictures and wants them sent, and how fast they went. */
export interface PhoneRow {
	readonly id: 'phone';
	/** Full pictures wait for Wi-Fi. */
	readonly wifiOnly?: boolean;
	/** Pictures made up to then go over any line: the person said so. ms UTC by the phone's clock. */
	readonly goAnyway?: number;
	/** Bytes a second at which pictures went up lately. */
	readonly rate?: number;
	/** How far it has looked for thumbnails that other phones made. */
	readonly sought?: Sought;
	/** Pictures are taken in the page: the camera app had taken the memory it was in. */
	readonly viewfinder?: boolean;
	/** The full pictures that last made way, and when by the phone's clock. */
	readonly madeWay?: { readonly files: number; readonly bytes: number; readonly at: number };
	readonly history?: PicturesHistory;
	/** What of the spaces that its person carries is here. */
	readonly carry?: Carry;
}

/** Where carrying many spaces stands. */
export interface Carry {
	/** The person wants no more for now. */
	readonly stopped?: boolean;
	/** When all that was chosen was first here, ms UTC by the phone's clock, and the bytes it takes, about. */
	readonly whole?: { readonly at: number; readonly makers: number; readonly bytes: number };
	/** What there is to carry, as the office last said it. */
	readonly offer?: readonly OfferedDistrict[];
	/** Makers that the person wants by name, whichever districts they want besides. */
	readonly list?: readonly ListedMaker[];
}

/** A maker of somebody's list, as the office named it: it is shown before it has come. */
export interface ListedMaker {
	readonly shop: string;
	readonly name: string;
	/** Official codes (`domain/scope.ts`); the subdistrict's '' where nobody knows. */
	readonly district: string;
	readonly subdistrict: string;
	readonly phone: string;
	readonly otop: string;
	/** What it takes on the line, about. */
	readonly bytes: number;
}

/** A district (its code; `3000`: makers of province 30 whose district nobody knows), its makers, and their bytes on the line, about. */
export type OfferedDistrict = readonly [code: string, makers: number, bytes: number];

/** The history of the server in which the pictures here are known to be. */
export interface PicturesHistory {
	readonly epoch: string;
	/** The server's time when it was last heard in it, ms UTC; it may have been heard up to a day later. */
	readonly at: number;
	/** While the server has another one: which, and in which spaces its pictures wait to be asked for already. */
	readonly next?: { readonly epoch: string; readonly spaces: readonly string[] };
}

/** A picture as the camera or the gallery gave it, until it has become a photo. */
export interface TakenRow {
	readonly key: string;
	/** `product/KEY`, `shop/KEY`, as `filed` says it. */
	readonly of: string;
	readonly bytes: Blob;
	readonly at: number;
	/** What its file is called; only of one that was picked. */
	readonly file?: string;
	/** How often it was begun and not brought to an end. */
	readonly begun?: number;
}

/** A change the server took, by its identity. */
export interface DoneRow extends Done {
	readonly space: string;
	readonly n: number;
}

export interface CarriedStored extends CarriedRow {
	readonly space: string;
}

export class Database extends Dexie {
	declare records: Table<RecordRow, [string, string, string]>;
	declare queue: Table<QueueRow, [string, number]>;
	declare followed: Table<Followed, string>;
	declare self: Table<Self & { id: 'self' }, string>;
	declare names: Table<NameRow, [string, string]>;
	declare drafts: Table<DraftRow, string>;
	declare files: Table<FileRow, string>;
	declare uploads: Table<UploadRow, string>;
	declare arrivals: Table<ArrivalRow, string>;
	declare journal: Table<JournalEntry & { id?: number }, number>;
	declare done: Table<DoneRow, [string, string, number]>;
	declare carried: Table<CarriedStored, string>;
	declare past: Table<PastValue & { id?: number }, number>;
	declare phone: Table<PhoneRow, 'phone'>;
	declare taken: Table<TakenRow, string>;
	declare makers: Table<MakerRow, string>;

	constructor(name: string) {
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			records: '[space+kind+key], [space+kind+sort], [space+short], [space+seen], [space+unsent]',
			queue: '[space+n], [space+kind+key]',
			followed: 'space',
			self: 'id',
			names: '[space+key]',
			drafts: 'id',
			files: 'hash',
			uploads: 'hash, [space+photo]',
			journal: '++id',
		});
		this.version(2).stores({
			done: '[space+device+n], takenAt',
			carried: 'id, state, space, takenAt',
			past: '++id, space, [space+kind+key]',
		});
		this.version(3).stores({ phone: 'id' });
		this.version(4).stores({ taken: 'key, [of+at]' });
		this.version(5).stores({ arrivals: 'hash' });
		this.version(6).stores({ makers: 'space, sort' });
	}
}

/**
 * Opens the database of one account. An old tab closes its own when a newer app changes the schema, so that it never
 * writes into a shape it does not know (Dexie's default would let it); `onReplaced` then tells the person to reload.
 */
export function openDatabase(name: string, onReplaced: () => void = () => {}): Database {
	const db = new Database(name);
	db.on('versionchange', () => {
		db.close({ disableAutoOpen: true });
		onReplaced();
		return false;
	});
	return db;
}
