import type { VariantWidth } from './variant.ts';

/**
 * Picture files by their SHA-256 in 64 hexadecimal digits: as they arrived (`width` left out), and in smaller copies.
 * What is there never changes, but for a copy that is made again.
 */
export interface PhotoFiles {
	/** Keeps a file whole or not at all, on the disk when it answers. Keeping it again is no harm. */
	keep(hash: string, type: string, bytes: Uint8Array, width?: VariantWidth): Promise<void>;
	/** The bytes, or null when there is no such file. */
	read(hash: string, type: string, width?: VariantWidth): Promise<Uint8Array | null>;
	has(hash: string, type: string, width?: VariantWidth): Promise<boolean>;
	/** Removes every file of that hash which was kept before that moment, milliseconds UTC. */
	remove(hash: string, before: number): Promise<void>;
}
