import { assembled, gather, missing, type Gathered } from '../../sync/handover/frames.ts';
import type { Parcel } from '../../sync/handover/parcel.ts';
import { openParcel } from './packing.ts';

/** What has been read of a series of QR codes. */
export interface Reading {
	readonly here: number;
	readonly all: number;
	/** Numbers of the parts that are not here, from 1. */
	readonly missing: readonly number[];
}

export type Whole =
	| { readonly kind: 'ok'; readonly parcel: Parcel }
	/** Every part is here, and it is no shop that this app can take. */
	| { readonly kind: 'not-ours' | 'newer' | 'old-browser' };

/** Gathers what the camera reads until a shop is whole. */
export function makeGathering() {
	let gathered: Gathered | null = null;
	return {
		/** Null: nothing new came of it. */
		take(text: string): Reading | null {
			const before = gathered;
			gathered = gather(gathered, text);
			if (!gathered || gathered === before) return null;
			return { here: gathered.parts.size, all: gathered.total, missing: missing(gathered) };
		},
		/** Null while parts are missing. */
		async whole(): Promise<Whole | null> {
			if (!gathered || missing(gathered).length > 0) return null;
			const bytes = assembled(gathered);
			return bytes ? openParcel(bytes) : { kind: 'not-ours' };
		},
		again: () => (gathered = null),
	};
}
