/** Picture files by their SHA-256 in 64 hexadecimal digits. What is there never changes. */
export interface PhotoFiles {
	/** Keeps a file whole or not at all, on the disk when it answers. Keeping it again is no harm. */
	keep(hash: string, type: string, bytes: Uint8Array): Promise<void>;
	/** The bytes, or null when there is no such file. */
	read(hash: string, type: string): Promise<Uint8Array | null>;
	has(hash: string, type: string): Promise<boolean>;
}
